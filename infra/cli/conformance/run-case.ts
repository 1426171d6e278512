import { type CaseFacts, CaseSkipped } from "./case.ts";
import { CaseStopped, Checklist } from "./checklist.ts";
import { exchangeOf, fieldsOf, type Sent } from "./raw-call.ts";
import type { CaseResult } from "./result.ts";

/** What is collected while a case runs. */
export interface CaseRecord {
  readonly check: Checklist;
  readonly sent: Sent[];
  skippedBecause: string | undefined;
  durationMs: number;
}

export function emptyRecord(): CaseRecord {
  const sent: Sent[] = [];
  return { check: new Checklist(() => sent.length), sent, skippedBecause: undefined, durationMs: 0 };
}

/** The exchange at fault, and how it came to it. */
const SHOWN_EXCHANGES = 3;

/** Runs a case, or one step of it. Whatever it throws becomes a check that failed, so that the run goes on. */
export async function runInto(record: CaseRecord, work: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  try {
    await work();
  } catch (error) {
    if (error instanceof CaseSkipped) record.skippedBecause = error.message;
    else if (!(error instanceof CaseStopped)) {
      const told = error instanceof Error ? error.message : String(error);
      record.check.that("the case runs to its end", false, "no fault", told);
    }
  }
  record.durationMs += performance.now() - startedAt;
}

/** Makes a result of what was collected. Exchanges are kept of failed cases only, up to the first fault: they are what a reader then needs. */
export function resultOf(
  { id, title, reason, reference, lookAt: usual }: CaseFacts,
  { protocol, partnerId }: { readonly protocol: "snap" | "h2h"; readonly partnerId: string },
  { check, sent, skippedBecause, durationMs }: CaseRecord,
): CaseResult {
  const lookAt = explanationOf(check, sent) ?? usual;
  const facts = {
    ...{ id, title, protocol, partnerId, reason, reference },
    ...(lookAt !== undefined && { lookAt }),
  };
  if (skippedBecause === undefined && check.checks.length === 0) {
    check.that("the case looks at something", false, "at least one check", "none");
  }
  const { checks } = check;
  const hasFailed = checks.some(({ passed }) => !passed);
  if (skippedBecause !== undefined && !hasFailed) {
    return { ...facts, outcome: "skipped", skippedBecause, checks: [], exchanges: [], durationMs };
  }
  return {
    ...facts,
    outcome: hasFailed ? "failed" : "passed",
    checks,
    exchanges: hasFailed ? sent.slice(0, check.exchangesAtFault).slice(-SHOWN_EXCHANGES).map(exchangeOf) : [],
    durationMs,
  };
}

/** Where a signature was refused that should have passed, the sandbox's own words say most (it explains what it was given; production does not). */
function explanationOf({ checks }: Checklist, sent: readonly Sent[]): string | undefined {
  const first = checks.find(({ passed }) => !passed);
  if (!first?.got.includes("401")) return undefined;
  const refused = sent.findLast(({ reply }) => reply?.status === 401)?.reply?.body ?? {};
  const { english } = fieldsOf(refused.explanation ?? fieldsOf(refused.additionalInfo).explanation);
  return typeof english === "string" ? english : undefined;
}
