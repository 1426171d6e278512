import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readSandboxFile, type SandboxFile } from "../../local/sandbox/sandbox-file.ts";
import { doTask, followSession } from "./partner/play-session.ts";
import { clientOf, PLAYED } from "./partner/played-client.ts";
import { SandboxRefused, type SessionApi, type SessionProgress, sessionApi } from "./partner/session-api.ts";
import { readKeySet, verifyCertificate } from "./partner/verify-certificate.ts";
import { caseText, summaryLines } from "./report/human.ts";
import { jsonReport } from "./report/json.ts";
import { junitReport } from "./report/junit.ts";
import type { CaseResult, RunResult } from "./result.ts";

export const PARTNER_MODE_USAGE = `npm run conformance -- --mode partner --partner <id> [--base-url URL] [--only id,id]
    [--time-scale 0.1] [--repeat-keeps-external-id] [--replace] [--play]
    [--junit FILE] [--json FILE] [--certificate FILE] [--record FILE]
npm run conformance -- --mode partner --verify FILE --jwks URL|FILE [--record FILE]`;

const OPTIONS = {
  mode: { type: "string" },
  partner: { type: "string" },
  "base-url": { type: "string" },
  only: { type: "string" },
  "time-scale": { type: "string", default: "1" },
  "repeat-keeps-external-id": { type: "boolean", default: false },
  replace: { type: "boolean", default: false },
  play: { type: "boolean", default: false },
  junit: { type: "string" },
  json: { type: "string" },
  certificate: { type: "string" },
  record: { type: "string" },
  verify: { type: "string" },
  jwks: { type: "string" },
} as const;

type Say = (line: string) => void;

/**
 * Partner mode of the kit: drives a session of the sandbox and tells what it shows, or verifies a certificate.
 * @returns the exit code: 0 when all passed (or the certificate is genuine and earned in earnest), 1 otherwise
 * @throws SandboxRefused, and what `parseArgs` throws
 */
export async function partnerMode(args: readonly string[], say: Say): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.verify !== undefined) return verify(values.verify, values.jwks, values.record, say);
  const partnerId = values.partner;
  if (!partnerId) throw new SandboxRefused(PARTNER_MODE_USAGE);
  const sandbox = readSandboxFile(join(process.env.KANAL_DATA_DIR || ".kanal", "sandbox.json"));
  const baseUrl = (values["base-url"] ?? sandbox?.baseUrl ?? "http://127.0.0.1:3000").replace(/\/$/, "");
  const api = sessionApi(baseUrl);
  const opened = await api.open({
    partnerId,
    timeScale: Number(values["time-scale"]),
    repeatKeepsExternalId: values["repeat-keeps-external-id"],
    replace: values.replace,
    ...(values.only !== undefined && { scenarios: values.only.split(",") }),
  });
  const progress = await played(api, opened, values.play ? sandbox : undefined, baseUrl, say);
  const run: RunResult = {
    mode: "partner",
    target: partnerId,
    startedAt: opened.startedAt,
    durationMs: Date.now() - Date.parse(opened.startedAt),
    cases: progress.results,
  };
  for (const line of ["", ...summaryLines(run)]) say(line);
  if (values.junit) writeFileSync(values.junit, junitReport(run));
  if (values.json) writeFileSync(values.json, jsonReport(run));
  if (values.record) writeFileSync(values.record, await api.record(progress.sessionId));
  if (progress.noCertificateBecause !== undefined) {
    say(`No certificate: ${progress.noCertificateBecause}`);
    return 1;
  }
  const file = values.certificate ?? `conformance-${partnerId}.jws`;
  writeFileSync(file, await api.certificate(progress.sessionId));
  say(`Certificate: ${file}`);
  say(
    `Verify it:   npm run conformance -- --mode partner --verify ${file} --jwks ${baseUrl}/sandbox/conformance/jwks.json`,
  );
  return 0;
}

/** Follows the session to its end. Ctrl-C ends it in the sandbox too. */
async function played(
  api: SessionApi,
  opened: SessionProgress,
  sandbox: SandboxFile | undefined,
  baseUrl: string,
  say: Say,
): Promise<SessionProgress> {
  say(
    `Session ${opened.sessionId}: ${opened.partnerId} (${opened.protocol}), ${opened.scenarios} scenario${opened.scenarios === 1 ? "" : "s"}, kit ${opened.kitVersion}`,
  );
  const client = sandbox && clientOf(sandbox, baseUrl, opened);
  if (client) say(PLAYED);
  const endEarly = () => {
    api
      .end(opened.sessionId)
      .catch(() => undefined)
      .finally(() => process.exit(130));
  };
  process.once("SIGINT", endEarly);
  const skips = (typed: Buffer) => {
    if (/^s(kip)?$/i.test(typed.toString().trim())) api.skip(opened.sessionId).catch(() => undefined);
  };
  const byHand = !client && process.stdin.isTTY;
  if (byHand) process.stdin.on("data", skips);
  const told = new Map<string, CaseResult["outcome"]>();
  try {
    return await followSession(
      api,
      opened,
      (progress) => {
        for (const result of newsOf(progress.results, told)) say(caseText(result));
        if (progress.now && progress.state === "running") say(taskText(progress, byHand));
        if (client && progress.now) doTask(client, progress.now.task).catch((error) => say(String(error)));
      },
      () => new Promise((resolve) => setTimeout(resolve, Math.max(20, 500 * opened.timeScale))),
    );
  } finally {
    process.off("SIGINT", endEarly);
    if (byHand) process.stdin.off("data", skips).pause();
  }
}

/** What is new about a session's results. A late message may turn what was told before. */
function newsOf(
  results: readonly CaseResult[],
  told: Map<string, CaseResult["outcome"]>,
): readonly CaseResult[] {
  const news = results.filter(({ id, outcome }) => told.get(id) !== outcome);
  for (const { id, outcome } of news) told.set(id, outcome);
  return news;
}

function taskText({ now, scenarios }: SessionProgress, byHand: boolean): string {
  if (!now) return "";
  const { number, id, title, task, mandatory } = now;
  const optional = mandatory ? "" : byHand ? "  (optional; type s to skip)" : "  (optional)";
  return `\n[${number}/${scenarios}] ${id}: ${title}${optional}\n      ${task.say.indonesia}\n      ${task.say.english}`;
}

async function verify(
  file: string,
  jwks: string | undefined,
  record: string | undefined,
  say: Say,
): Promise<number> {
  if (!jwks) throw new SandboxRefused(PARTNER_MODE_USAGE);
  const verdict = await verifyCertificate(
    readFileSync(file, "utf8"),
    await readKeySet(jwks),
    record === undefined ? undefined : readFileSync(record, "utf8"),
  );
  if (verdict.kind === "not-genuine") {
    say(`NOT genuine: ${verdict.because}`);
    return 1;
  }
  const { sub, protocol, kind, cases, assertions, endedAt, kitVersion, timeScale } = verdict.certificate;
  say(`Genuine: ${sub} (${protocol}), kit ${kitVersion}, ${endedAt}, environment sandbox`);
  say(
    `${cases.passed} of ${cases.total} scenarios passed, ${cases.skipped} skipped; ${assertions.total} assertions, ${assertions.failed} failed; ` +
      `${verdict.certificate.exchanges} exchanges, record sha-256 ${verdict.certificate.recordSha256}`,
  );
  if (kind === "conformance") return 0;
  say(
    `A rehearsal at ${timeScale} of the real pace: it shows no patience that counts, and is no conformance certificate`,
  );
  return 1;
}
