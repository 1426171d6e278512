import { type Actor, actOf } from "../audit/actor.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import { typedText } from "../audit/typed-text.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import { failureFrom, failureLedgerKey } from "../failure/failure-item.ts";
import { walkOpenFailures } from "../failure/walk-open-failures.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import { fixedFilter, PREVIEW_MAX } from "./preview-replay.ts";
import { PICKED_MAX, ReplayOutcome, type ReplaySelection } from "./replay.ts";
import { chunksOf, chunkWrite, replayItem, replayListWrite, type StoredReplay } from "./replay-item.ts";

export interface ReplayDeskDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
}

export type ReplayRequestOutcome =
  | { readonly kind: "requested"; readonly replayId: string }
  | { readonly kind: "refused"; readonly because: "reason-missing" | "empty" | "too-many" };

/**
 * Asks for a replay: writes it down with its audit entry, in one transaction, and nothing else. The runner hears of it from the ledger's stream. A filter is fixed to what was open
 * before now; picked ids are kept as they are.
 * @throws LedgerFault, AuditFault
 */
export async function requestReplay(
  deps: ReplayDeskDeps,
  actor: Actor,
  selection: ReplaySelection,
  reason: string,
): Promise<ReplayRequestOutcome> {
  const text = typedText(reason);
  if (text === "") return { kind: "refused", because: "reason-missing" };
  const picked = await pick(deps, selection);
  if (typeof picked === "string") return { kind: "refused", because: picked };
  const replayId = deps.ids.next();
  const requestedAt = deps.clock.businessNow();
  const { chunks, ...facts } = picked;
  const replay: StoredReplay = {
    ...{ replayId, requestedBy: actor.subject, reason: text, requestedAt },
    ...facts,
    ...{ chunks: chunks.length, chunk: 0, listedUpTo: "", missesInARow: 0, handedOn: 0 },
    ...{ done: 0, outcomes: noOutcomes(), endedAt: null, because: null, isCapped: false },
  };
  const act = { action: "replay.request", subject: replayId, reason: text };
  const entry = actOf(actor, { auditId: deps.ids.next(), at: deps.clock.machineNow(), ...act });
  const writes: readonly LedgerWrite[] = [
    { kind: "put", item: replayItem(replay), guard: "absent" },
    replayListWrite(replayId, requestedAt),
    ...chunks.map((failureIds, chunk) => chunkWrite(replayId, chunk, failureIds)),
  ];
  const result = await commitAudited(deps.ledger, entry, writes);
  if (result.kind === "guarded") throw new Error("an id was given twice");
  return { kind: "requested", replayId };
}

type Picked = Pick<StoredReplay, "scope" | "state" | "total" | "amountRupiah"> & {
  readonly chunks: readonly (readonly string[])[];
};

async function pick(
  deps: ReplayDeskDeps,
  selection: ReplaySelection,
): Promise<Picked | "empty" | "too-many"> {
  if (selection.kind === "filter") {
    const filter = fixedFilter(selection, deps.clock);
    if (!(await isAnyOpen(deps.ledger, filter))) return "empty";
    const fixed = { kind: "filter", ...filter } as const;
    return { scope: fixed, state: "listing", total: 0, amountRupiah: 0, chunks: [] };
  }
  const failureIds = [...new Set(selection.failureIds)];
  if (failureIds.length === 0) return "empty";
  if (failureIds.length > PICKED_MAX) return "too-many";
  const items = await deps.ledger.readTogether(failureIds.map(failureLedgerKey));
  const amounts = items.map((item): number => (item && failureFrom(item).amountRupiah) ?? 0);
  return {
    ...{ scope: { kind: "ids", count: failureIds.length }, state: "running", total: failureIds.length },
    amountRupiah: amounts.reduce((sum, amount) => sum + amount, 0),
    chunks: chunksOf(failureIds),
  };
}

/** Looks no further than a preview does; what lies beyond is for the runner to find. */
async function isAnyOpen(ledger: Ledger, filter: Parameters<typeof walkOpenFailures>[1]): Promise<boolean> {
  let examined = 0;
  for await (const { row } of walkOpenFailures(ledger, filter)) {
    if (row || ++examined > PREVIEW_MAX) return true;
  }
  return false;
}

function noOutcomes(): StoredReplay["outcomes"] {
  return Object.fromEntries(ReplayOutcome.options.map((outcome) => [outcome, 0])) as StoredReplay["outcomes"];
}
