import { parseArgs } from "node:util";
import { MACHINE_CLOCK } from "../../functions/machine.ts";
import { verifyTrail } from "../../shared/audit/proof/verify-trail.ts";
import { businessDateOf } from "../../shared/calendar/calendar.ts";
import { openAwsTrail } from "./audit/aws-trail.ts";
import { openLocalTrail } from "./audit/local-trail.ts";
import { reportText } from "./audit/report-text.ts";

const USAGE = `npm run audit:verify                  jejak audit gerbang ini / the trail of this machine's gateway (KANAL_DATA_DIR)
npm run audit:verify -- --aws --table NAME --bucket NAME --jwks <file | https://...>
  --json    laporan untuk mesin / the report for a machine`;

/** Progress is shown when a run takes longer than this, and not more often. */
const PROGRESS_MS = 2_000;

/** Proves the audit trail. @returns whether it is whole */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      aws: { type: "boolean" },
      table: { type: "string" },
      bucket: { type: "string" },
      jwks: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return true;
  }
  const { table, bucket, jwks } = values;
  const folder = process.env.KANAL_DATA_DIR || ".kanal";
  const place = values.aws
    ? await openAwsTrail({ table, bucket, jwks })
    : await openLocalTrail(folder, process.env);
  try {
    const report = await verifyTrail(place.source, {
      publicKeys: place.publicKeys,
      today: businessDateOf(MACHINE_CLOCK.machineNow()),
      alwaysOn: place.alwaysOn,
      onDay: progress(),
    });
    const text = values.json ? JSON.stringify(report, undefined, 2) : reportText(place.name, report);
    process.stdout.write(`${text}\n`);
    return report.findings.length === 0;
  } finally {
    await place.close();
  }
}

/** Says on standard error how far a long run has come. */
function progress() {
  let saidAt = performance.now();
  return (day: string, done: number, total: number) => {
    if (performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    process.stderr.write(`${done}/${total} hari / days, ${day}\n`);
  };
}

main().then(
  (isWhole) => {
    process.exitCode = isWhole ? 0 : 1;
  },
  (error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const message = error instanceof Error ? error.message : String(error);
    const expected = code === "AUDIT_STOP" || code.startsWith("ERR_PARSE_ARGS");
    process.stderr.write(`${expected ? message : (error instanceof Error && error.stack) || message}\n`);
    // Not 1: that the trail could not be read does not say that it is broken.
    process.exitCode = 2;
  },
);
