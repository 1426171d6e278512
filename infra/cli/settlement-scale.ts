import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { SQSBatchResponse } from "aws-lambda";
import { MACHINE_CLOCK } from "../../functions/machine.ts";
import { addDays, businessDateOf } from "../../shared/calendar/calendar.ts";
import { putPartner } from "../../shared/partner/partner-store.ts";
import { readSettlement } from "../../shared/settlement/read-settlement.ts";
import { formNamed, READY_FORMS } from "../../shared/settlement/ready-forms.ts";
import { settlementStatement } from "../../shared/settlement/statement.ts";
import { writtenFile } from "../../shared/settlement/write-file.ts";
import { BUNDLE_FORMAT, bundleFile, PROJECT } from "../bundle.ts";
import { sqsEvent } from "../local/aws/sqs-event.ts";
import { SAMPLE_PARTNERS } from "../local/sandbox/sample-partners.ts";
import { LOCAL } from "../local/topology.ts";
import { QUEUES } from "../settings.ts";
import { type Instance, startInstance } from "./settlement/instance.ts";
import { judgeDay } from "./settlement/judge-day.ts";
import { openScaleGround, type ScaleGround } from "./settlement/scale-ground.ts";
import { type SeededDay, seededLines, seededPayments } from "./settlement/seeded-day.ts";
import { statementText } from "./settlement/statement-text.ts";

const USAGE = "npm run settlement:scale -- --lines 100000 --differences 500";
const MEGABYTE = 1024 * 1024;

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * A day of so many lines through the real function over the real engine: the file is announced as S3 does, each errand comes as SQS brings it, and the function runs in a
 * process of its own, one event at a time, so that its memory is measured and nobody else's.
 */
async function main(): Promise<boolean> {
  const { lines, differences } = sizes();
  const profile = SAMPLE_PARTNERS.find(({ partnerId }) => partnerId === "indomaret");
  if (!profile) throw new Error("no such partner");
  const { partnerId } = profile;
  const businessDate = addDays(businessDateOf(MACHINE_CLOCK.businessNow()), -1);
  const day: SeededDay = { partnerId, businessDate, references: lines, differences };
  const ground = await openScaleGround();
  let instance: Instance | undefined;
  try {
    await putPartner(ground.ledger, { ...profile, settlement: { ...profile.settlement, files: "kanal" } });
    const seeding = performance.now();
    const payments = await ground.seed(seededPayments(day));
    say(`seeded ${payments} payments in ${seconds(seeding)}`);
    layFile(ground, day);
    instance = await startInstance(await bundled());
    const started = performance.now();
    const calls = await carryOut(ground, instance);
    const took = seconds(started);
    say(`matched in ${took}: ${calls} invocations, one after the other, in one process`);
    say(`peak memory of the function's process ${((await instance.peakBytes()) / MEGABYTE).toFixed(0)} MB`);
    return await judge(ground, day);
  } finally {
    instance?.stop();
    await ground.stop();
  }
}

/** The function as it would be deployed. */
async function bundled(): Promise<string> {
  const entry = join(PROJECT, "functions", "settlement-reconciliation", "handler.ts");
  const folder = mkdtempSync(join(tmpdir(), "kanal-settlement-bundle-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return (await bundleFile(entry, { folder, format: BUNDLE_FORMAT })).file;
}

function sizes() {
  const { values } = parseArgs({ options: { lines: { type: "string" }, differences: { type: "string" } } });
  const lines = Number(values.lines ?? 100_000);
  const differences = Number(values.differences ?? 500);
  const isWhole = [lines, differences].every((count) => Number.isSafeInteger(count) && count >= 0);
  if (!isWhole || lines < 1 || lines > 5_000_000 || differences > lines) throw new RangeError(USAGE);
  return { lines, differences };
}

function layFile({ services }: ScaleGround, day: SeededDay): void {
  const form = formNamed(READY_FORMS.kanal, "day.csv");
  if (!form) throw new Error("no form fits");
  const records = Buffer.from([...writtenFile(form, day.businessDate, seededLines(day))].join(""));
  say(`file of ${(records.length / MEGABYTE).toFixed(1)} MB`);
  services.objects.put(
    LOCAL.settlementBucket,
    `${day.partnerId}/${day.businessDate}/day.csv`,
    records,
    "text/csv",
  );
}

/** Gives the function its notices and errands until none is left. @returns how many calls that took */
async function carryOut({ services: { queues } }: ScaleGround, instance: Instance): Promise<number> {
  let calls = 0;
  for (;;) {
    const [notice] = queues.receive(LOCAL.settlementNotices, { batchSize: 1 });
    const messages = notice
      ? []
      : queues.receive(LOCAL.settlementQueue, { batchSize: QUEUES.settlement.batchSize });
    if (!notice && messages.length === 0) return calls;
    calls += 1;
    if (notice) {
      await instance.invoke(JSON.parse(notice.body));
      queues.delete([notice.id]);
      continue;
    }
    const answer = await instance.invoke(sqsEvent(LOCAL.settlementQueue, messages));
    const failed = (answer as SQSBatchResponse | undefined)?.batchItemFailures ?? [];
    if (failed.length > 0) throw new Error("an errand failed; POWERTOOLS_LOG_LEVEL=INFO says why");
    queues.delete(messages.map(({ id }) => id));
  }
}

async function judge({ ledger }: ScaleGround, day: SeededDay): Promise<boolean> {
  const now = MACHINE_CLOCK.businessNow();
  const settlement = await readSettlement(ledger, day.partnerId, day.businessDate, now);
  const rows = settlement && settlementStatement(settlement);
  if (!rows) throw new Error("the day was not reconciled");
  say(`\n${statementText(rows)}`);
  const { right, missing, extra } = await judgeDay(ledger, day);
  say(
    `${right} of ${day.differences} seeded differences classed right, ${missing.length} missing, ${extra.length} that are none`,
  );
  for (const name of [...missing.slice(0, 5).map((each) => `missing ${each}`), ...extra.slice(0, 5)])
    say(`  ${name}`);
  const isExplained = !rows.some(({ row }) => row === "unexplained");
  return missing.length === 0 && extra.length === 0 && isExplained;
}

main().then(
  (isRight) => {
    process.exitCode = isRight ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof RangeError ? error.message : (error instanceof Error && error.stack) || String(error)}\n`,
    );
    process.exitCode = 1;
  },
);
