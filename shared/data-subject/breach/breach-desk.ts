import { type Actor, actOf } from "../../audit/actor.ts";
import { commitAudited } from "../../audit/commit-audited.ts";
import { typedText } from "../../audit/typed-text.ts";
import type { Instant } from "../../calendar/calendar.ts";
import type { DataSubjectDeps } from "../deps.ts";
import type { Breach, BreachStep } from "./breach.ts";
import { BREACHES_PARTITION, breachKey, breachOf, breachWrite } from "./breach-item.ts";

type Deps = Pick<DataSubjectDeps, "ledger" | "clock" | "ids">;

export type OpenedBreach =
  | { readonly kind: "opened"; readonly breach: Breach }
  | { readonly kind: "refused"; readonly because: "summary-missing" | "discovered-in-future" };

export type TickedStep =
  | { readonly kind: "ticked"; readonly breach: Breach }
  /** Somebody else ticked something meanwhile: how it stands now. */
  | { readonly kind: "stale"; readonly now: Breach }
  | { readonly kind: "already-ticked"; readonly now: Breach }
  | { readonly kind: "unknown" }
  | { readonly kind: "refused"; readonly because: "note-missing" };

const LISTED_MAX = 200;

/** Opens a breach or a drill; the clock runs from the discovery, which may lie before this. Audited in the same transaction. */
export async function openBreach(
  deps: Deps,
  actor: Actor,
  told: { readonly kind: Breach["kind"]; readonly discoveredAt: Instant; readonly summary: string },
): Promise<OpenedBreach> {
  const at = deps.clock.machineNow();
  const summary = typedText(told.summary);
  if (summary === "") return { kind: "refused", because: "summary-missing" };
  if (told.discoveredAt > at) return { kind: "refused", because: "discovered-in-future" };
  const breach: Breach = {
    ...{ breachId: `${at}-${deps.ids.next()}`, kind: told.kind, discoveredAt: told.discoveredAt, summary },
    ...{ openedBy: actor.subject, openedAt: at, ticks: {}, version: 1 },
  };
  const subject = `BREACH#${breach.breachId}`;
  const entry = actOf(actor, {
    ...{ auditId: deps.ids.next(), at, action: `breach.open.${told.kind}`, subject, reason: summary },
  });
  await commitAudited(deps.ledger, entry, [breachWrite(breach, undefined)]);
  return { kind: "opened", breach };
}

/** Ticks a step: who did it, when, and how. A tick is never taken back; a later one in the trail can say that it was wrong. */
export async function tickBreachStep(
  deps: Deps,
  actor: Actor,
  breachId: string,
  tick: { readonly step: BreachStep; readonly note: string; readonly seenVersion: number },
): Promise<TickedStep> {
  const seen = await readBreach(deps, breachId);
  if (!seen) return { kind: "unknown" };
  if (seen.ticks[tick.step]) return { kind: "already-ticked", now: seen };
  if (seen.version !== tick.seenVersion) return { kind: "stale", now: seen };
  const note = typedText(tick.note);
  if (note === "") return { kind: "refused", because: "note-missing" };
  const at = deps.clock.machineNow();
  const breach: Breach = {
    ...seen,
    ticks: { ...seen.ticks, [tick.step]: { by: actor.subject, at, note } },
    version: seen.version + 1,
  };
  const entry = actOf(actor, {
    ...{ auditId: deps.ids.next(), at, reason: note },
    ...{ action: `breach.tick.${tick.step}`, subject: `BREACH#${breachId}` },
  });
  const result = await commitAudited(deps.ledger, entry, [breachWrite(breach, seen)]);
  if (result.kind === "committed") return { kind: "ticked", breach };
  return { kind: "stale", now: (await readBreach(deps, breachId)) ?? seen };
}

/** @throws LedgerFault */
export async function readBreach(
  { ledger }: Pick<Deps, "ledger">,
  breachId: string,
): Promise<Breach | undefined> {
  const item = await ledger.read(breachKey(breachId));
  return item && breachOf(item);
}

/** The newest first. One Query. */
export async function listBreaches({ ledger }: Pick<Deps, "ledger">): Promise<readonly Breach[]> {
  const range = { partition: BREACHES_PARTITION, from: " ", to: "~", newestFirst: true };
  return (await ledger.readRange({ ...range, limit: LISTED_MAX })).map(breachOf);
}
