/** One thing that was looked at in a case: what it is, what had to be, what was. */
export interface Check {
  readonly label: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly got: string;
}

/** A request and its answer as text, with secrets, numbers and names masked. `response` says "(no answer)" where none came. */
export interface Exchange {
  readonly request: string;
  readonly response: string;
}

/** How a case ended. A skipped case judged nothing and says why in `skippedBecause`. */
export type CaseOutcome = "passed" | "failed" | "skipped";

/** A case that was run, with everything that a reader needs to act on it. */
export interface CaseResult {
  /** Stable: reports of different days are compared by it. */
  readonly id: string;
  readonly title: string;
  readonly protocol: "snap" | "h2h";
  /** Whom the case was run as, or whose client it judged. */
  readonly partnerId?: string;
  /** Why it matters, in one sentence. */
  readonly reason: string;
  /** The rule it stands on: a section of a standard or of the partners' guide. */
  readonly reference: string;
  /** What to look at first when it fails. */
  readonly lookAt?: string;
  readonly outcome: CaseOutcome;
  readonly skippedBecause?: string;
  readonly checks: readonly Check[];
  readonly exchanges: readonly Exchange[];
  readonly durationMs: number;
}

/** A whole run of the kit. */
export interface RunResult {
  readonly mode: "gateway" | "partner";
  /** What was judged: a base URL, or a partner's id. */
  readonly target: string;
  /** RFC 3339 with its offset. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly cases: readonly CaseResult[];
}

/** The numbers of a run. */
export interface RunCount {
  /** Results: a case that was played as three partners counts three times. */
  readonly cases: number;
  readonly differentCases: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly assertions: number;
  readonly assertionsFailed: number;
}

/** Counts a run; a skipped case is no case that passed. */
export function countOf({ cases }: Pick<RunResult, "cases">): RunCount {
  const ended = (outcome: CaseOutcome) => cases.filter((one) => one.outcome === outcome).length;
  const checks = cases.flatMap((one) => one.checks);
  return {
    cases: cases.length,
    differentCases: new Set(cases.map(({ id }) => id)).size,
    passed: ended("passed"),
    failed: ended("failed"),
    skipped: ended("skipped"),
    assertions: checks.length,
    assertionsFailed: checks.filter(({ passed }) => !passed).length,
  };
}
