import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { GATEWAY_CASES, listCases } from "./conformance/list-cases.ts";
import { partnerMode } from "./conformance/partner-mode.ts";
import { CredentialsUnusable, readCredentials } from "./conformance/partner-under-test.ts";
import { caseText, summaryLines } from "./conformance/report/human.ts";
import { jsonReport } from "./conformance/report/json.ts";
import { junitReport } from "./conformance/report/junit.ts";
import { countOf } from "./conformance/result.ts";
import { runGateway } from "./conformance/run-gateway.ts";

const USAGE = `npm run conformance -- [--mode gateway] [--base-url URL] [--credentials FILE] [--partner bri,indomaret]
    [--only id,id] [--sparing] [--keep-clock] [--move-remote-switches] [--quiet] [--junit FILE] [--json FILE]
npm run conformance -- --list
npm run conformance -- --mode partner --partner <id> ...`;

const OPTIONS = {
  mode: { type: "string", default: "gateway" },
  "base-url": { type: "string" },
  credentials: { type: "string" },
  partner: { type: "string" },
  only: { type: "string" },
  sparing: { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  "keep-clock": { type: "boolean", default: false },
  "move-remote-switches": { type: "boolean", default: false },
  list: { type: "boolean", default: false },
  junit: { type: "string" },
  json: { type: "string" },
} as const;

/** The command was not understood; the message is for the terminal. */
class UsageWrong extends Error {
  readonly code = "USAGE_WRONG";
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const listed = (text: string | undefined) => text?.split(",").map((one) => one.trim());

/** @throws UsageWrong where the file cannot be written: the run itself has been told by then */
function writeReport(file: string, report: string): void {
  try {
    writeFileSync(file, report);
  } catch (error) {
    throw new UsageWrong(`The report was not written: ${error instanceof Error ? error.message : file}`);
  }
}

/** @returns the exit code: 0 only when cases ran and none failed */
async function gatewayMode(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.list) {
    say(listCases());
    return 0;
  }
  const file = values.credentials ?? join(process.env.KANAL_DATA_DIR || ".kanal", "sandbox.json");
  const credentials = readCredentials(file);
  const partnerIds = listed(values.partner);
  const known = [...new Set(credentials.partners.map(({ partnerId }) => partnerId))];
  const unknown = partnerIds?.find((partnerId) => !known.includes(partnerId));
  if (unknown !== undefined)
    throw new UsageWrong(`${file} has no partner ${unknown}. It has: ${known.join(", ")}`);
  const only = listed(values.only);
  const missed = only?.find((beginning) => !GATEWAY_CASES.some(({ id }) => id.startsWith(beginning)));
  if (missed !== undefined) throw new UsageWrong(`No case begins with ${missed}. All of them: --list`);
  const baseUrl = values["base-url"] ?? credentials.baseUrl;
  if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl))
    throw new UsageWrong(`--base-url begins with http:// or https:// and has a host, not ${baseUrl}`);
  const run = await runGateway({
    baseUrl,
    credentials,
    keepsClock: values["keep-clock"],
    isSparing: values.sparing,
    movesRemoteSwitches: values["move-remote-switches"],
    ...(partnerIds && { partnerIds }),
    ...(only && { only }),
    onCase: (one) => {
      if (!values.quiet || one.outcome === "failed") say(caseText(one));
    },
  });
  say(["", ...summaryLines(run)].join("\n"));
  if (values.junit !== undefined) writeReport(values.junit, junitReport(run));
  if (values.json !== undefined) writeReport(values.json, jsonReport(run));
  const { passed, failed } = countOf(run);
  return failed === 0 && passed > 0 ? 0 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const at = args.indexOf("--mode");
  const mode = at < 0 ? "gateway" : args[at + 1];
  if (mode === "partner") return partnerMode(args, say);
  if (mode !== "gateway") throw new UsageWrong(`--mode is gateway or partner, not ${mode}\n${USAGE}`);
  return gatewayMode(args);
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof CredentialsUnusable || error instanceof UsageWrong || code === "SANDBOX_REFUSED") {
      process.stderr.write(`${message}\n`);
    } else if (code === "NO_REPLY") {
      process.stderr.write(`The gateway does not answer: ${message}. A local one: npm start\n`);
    } else if (code.startsWith("ERR_PARSE_ARGS")) {
      process.stderr.write(`${message}\n${USAGE}\n`);
    } else {
      process.stderr.write(`${(error instanceof Error && error.stack) || message}\n`);
    }
    process.exitCode = 2;
  },
);
