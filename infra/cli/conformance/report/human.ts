import { type CaseResult, countOf, type Exchange, type RunCount, type RunResult } from "../result.ts";

const MARKS = { passed: "ok  ", failed: "FAIL", skipped: "skip" } as const;

/** Writes a run for people: a line for each case, and for a failing one what was expected, what came, and the exchange. */
export function humanReport(run: RunResult): string {
  return [...run.cases.map(caseText), "", ...summaryLines(run)].join("\n");
}

/** One case; used too while the run goes on. */
export function caseText(one: CaseResult): string {
  const who = one.partnerId === undefined ? "" : ` [${one.partnerId}]`;
  const head = `${MARKS[one.outcome]}  ${one.id}${who}  ${one.title}`;
  if (one.outcome === "skipped") return `${head}\n      skipped: ${one.skippedBecause ?? "no reason given"}`;
  if (one.outcome === "passed") {
    return `${head}  (${plural(one.checks.length, "check")}, ${Math.round(one.durationMs)} ms)`;
  }
  return [head, ...failureLines(one)].join("\n");
}

/** What follows from the first faults is told by number: it says nothing new. */
const SHOWN_FAULTS = 5;

function failureLines({ checks, exchanges, lookAt, reason, reference }: CaseResult): readonly string[] {
  const wrong = checks.filter(({ passed }) => !passed);
  return [
    `      why it matters: ${reason} (${reference})`,
    ...wrong
      .slice(0, SHOWN_FAULTS)
      .flatMap(({ label, expected, got }) => [
        `      x ${label}`,
        `          expected: ${expected}`,
        `          got:      ${got}`,
      ]),
    ...(wrong.length > SHOWN_FAULTS ? [`      x and ${wrong.length - SHOWN_FAULTS} more`] : []),
    ...(lookAt === undefined ? [] : [`      look at: ${lookAt}`]),
    ...exchanges.flatMap(exchangeLines),
  ];
}

function exchangeLines({ request, response }: Exchange, index: number): readonly string[] {
  const quoted = (text: string, arrow: string) => text.split("\n").map((line) => `      ${arrow} ${line}`);
  return [`      -- exchange ${index + 1}`, ...quoted(request, ">"), ...quoted(response, "<")];
}

/** The last lines: what ran, how it ended, and how long it took. */
export function summaryLines(run: RunResult): readonly string[] {
  const count = countOf(run);
  const failing = run.cases.filter(({ outcome }) => outcome === "failed");
  return [
    `${run.mode === "gateway" ? "Gateway" : "Partner"} ${run.target}: ${casesText(count)}, ` +
      `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped; ` +
      `${plural(count.assertions, "assertion")}, ${count.assertionsFailed} failed; ` +
      `${(run.durationMs / 1000).toFixed(1)} s`,
    ...failing.map(
      ({ id, partnerId }) => `  failed: ${id}${partnerId === undefined ? "" : ` [${partnerId}]`}`,
    ),
  ];
}

const casesText = ({ cases, differentCases }: RunCount) =>
  cases === differentCases
    ? plural(cases, "case")
    : `${plural(differentCases, "case")} in ${plural(cases, "run")}`;

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
