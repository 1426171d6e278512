import { type Actor, actOf } from "../audit/actor.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import { typedText } from "../audit/typed-text.ts";
import type { Instant } from "../calendar/calendar.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { FailureCause, StandingFailure } from "./failure.ts";
import { closingWrite, failureFrom, failureLedgerKey, unchanged } from "./failure-item.ts";
import { type FailureDeed, noteWrite } from "./failure-note.ts";

export interface FailureDeskDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What came of an act: done; somebody else was quicker, and how it stands now; or it cannot be. */
export type FailureActOutcome =
  | { readonly kind: "changed"; readonly now: StandingFailure }
  | { readonly kind: "stale"; readonly now: StandingFailure }
  | { readonly kind: "unknown" }
  | { readonly kind: "not-possible"; readonly because: "text-missing" | "not-open" | "money-waits" };

interface Act {
  /** The version of the page that the person acts on. */
  readonly seenVersion: number;
}

/**
 * Failures that say of money in the ledger that it is not where it belongs: they close when it is, or by a correction, never because somebody is tired of them. The others tell of
 * a message or of money that stands in no payment, and may turn out to be nothing.
 */
const DISMISSIBLE: readonly FailureCause[] = [
  "message-unreadable",
  "record-unreadable",
  "event-not-published",
  "advice-too-late",
  "unquoted-undecided",
  "replay-unfinished",
  "settlement-file-late",
  "settlement-file-refused",
];

/** Whether a failure of this cause may be dismissed at all, so that nothing is offered that would be refused. */
export const isDismissible = (cause: FailureCause): boolean => DISMISSIBLE.includes(cause);

/** Gives a failure to somebody, or back to everybody with null. */
export async function assignFailure(
  deps: FailureDeskDeps,
  actor: Actor,
  failureId: string,
  act: Act & { readonly assignee: string | null; readonly reason?: string },
): Promise<FailureActOutcome> {
  const assignee = act.assignee === null ? null : typedText(act.assignee);
  if (assignee === "") return { kind: "not-possible", because: "text-missing" };
  const text = typedText(act.reason ?? "");
  return change(deps, actor, { failureId, action: "failure.assign", ...act, text }, (seen, deed) => ({
    note: { kind: "assigned", ...deed, assignee },
    now: { ...seen, assignee },
    write: versioned(seen, "assignee = :assignee", { ":assignee": assignee }),
  }));
}

/** Leaves a remark for whoever looks next. */
export async function noteOnFailure(
  deps: FailureDeskDeps,
  actor: Actor,
  failureId: string,
  act: Act & { readonly reason: string },
): Promise<FailureActOutcome> {
  const text = typedText(act.reason);
  if (text === "") return { kind: "not-possible", because: "text-missing" };
  return change(deps, actor, { failureId, action: "failure.note", ...act, text }, (seen, deed) => ({
    note: { kind: "noted", ...deed },
    now: seen,
    write: versioned(seen),
  }));
}

/** Closes a failure that turned out to need nothing, with the reason. Where money waits that is not possible. */
export async function dismissFailure(
  deps: FailureDeskDeps,
  actor: Actor,
  failureId: string,
  act: Act & { readonly reason: string },
): Promise<FailureActOutcome> {
  const text = typedText(act.reason);
  if (text === "") return { kind: "not-possible", because: "text-missing" };
  return change(deps, actor, { failureId, action: "failure.dismiss", ...act, text }, (seen, deed) => {
    if (seen.status !== "open") return "not-open";
    if (!isDismissible(seen.cause)) return "money-waits";
    return {
      note: { kind: "dismissed", ...deed },
      now: { ...seen, status: "closed", closedAt: deed.at },
      write: closingOf(seen, deed.at),
    };
  });
}

type Deed = Pick<FailureDeed, "at" | "by" | "text">;

interface Change {
  readonly note: FailureDeed;
  readonly write: LedgerWrite;
  readonly now: StandingFailure;
}

/** Reads, decides, and writes the change, its note and its audit entry: all three or none. Guarded by the version that the person saw. */
async function change(
  { ledger, clock, ids }: FailureDeskDeps,
  actor: Actor,
  act: {
    readonly failureId: string;
    readonly seenVersion: number;
    readonly action: string;
    readonly text: string;
  },
  decide: (seen: StandingFailure, deed: Deed) => Change | "not-open" | "money-waits",
): Promise<FailureActOutcome> {
  const { failureId, seenVersion, action, text } = act;
  const item = await ledger.read(failureLedgerKey(failureId));
  if (!item) return { kind: "unknown" };
  const seen = failureFrom(item);
  if (seen.version !== seenVersion) return { kind: "stale", now: seen };
  const changed = decide(seen, { at: clock.businessNow(), by: actor.subject, text });
  if (typeof changed === "string") return { kind: "not-possible", because: changed };
  const version = seen.version + 1;
  const auditId = ids.next();
  const entry = actOf(actor, { auditId, at: clock.machineNow(), action, subject: failureId, reason: text });
  const note = noteWrite(failureId, String(version), changed.note);
  const result = await commitAudited(ledger, entry, [changed.write, note]);
  if (result.kind === "committed") return { kind: "changed", now: { ...changed.now, version } };
  const now = await ledger.read(failureLedgerKey(failureId));
  return now ? { kind: "stale", now: failureFrom(now) } : { kind: "unknown" };
}

/** Counts a change of what was seen, and makes it; one that only counts makes pages from before it stale. */
function versioned(
  seen: StandingFailure,
  set?: string,
  values?: Readonly<Record<string, unknown>>,
): LedgerWrite {
  return {
    kind: "update",
    key: failureLedgerKey(seen.failureId),
    update: {
      expression: ["SET version = :next", ...(set ? [set] : [])].join(", "),
      values: { ":next": seen.version + 1, ...values },
    },
    guard: { ...unchanged(seen), expression: `attribute_exists(PK) AND (${unchanged(seen).expression})` },
  };
}

/** A closing that also holds to what was seen. */
function closingOf(seen: StandingFailure, at: Instant): LedgerWrite {
  const { guard, ...closing } = closingWrite(seen.failureId, at);
  const { expression, values } = unchanged(seen);
  return {
    ...closing,
    guard: {
      expression: `${guard.expression} AND (${expression})`,
      values: { ...guard.values, ...values },
    },
  };
}
