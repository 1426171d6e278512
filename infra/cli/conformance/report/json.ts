import { type CaseResult, countOf, type RunResult } from "../result.ts";

/** Writes a run for programs, the counts first. What was looked at and sent stands with failed cases only: of the others it would be megabytes of yes. */
export function jsonReport(run: RunResult): string {
  const { cases, ...head } = run;
  return `${JSON.stringify({ ...head, count: countOf(run), cases: cases.map(told) }, null, 2)}\n`;
}

function told({ checks, exchanges, ...one }: CaseResult) {
  const assertions = checks.length;
  return one.outcome === "failed" ? { ...one, assertions, checks, exchanges } : { ...one, assertions };
}
