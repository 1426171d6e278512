import * as z from "zod/mini";
import { formatInstant, type Instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { failureLedgerKey } from "./failure-item.ts";
import { NOTE_PREFIX } from "./write-opening.ts";

/** Something that a person, or a replay that a person asked for, did about a failure. */
const Deed = {
  at: InstantMs,
  /** Who did it: the OIDC subject; `system:<function>` where nobody asked. */
  by: z.string(),
  text: z.string(),
};

const NoteItem = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("assigned"), ...Deed, assignee: z.nullable(z.string()) }),
  z.object({ kind: z.literal("noted"), ...Deed }),
  z.object({ kind: z.literal("dismissed"), ...Deed }),
  /** Closed by what a second person approved; the text is the id of the correction. */
  z.object({ kind: z.literal("corrected"), ...Deed }),
  z.object({
    kind: z.literal("replayed"),
    ...Deed,
    replayId: z.string(),
    attemptId: z.string(),
    outcome: z.string(),
  }),
]);

/** An opening that was over when the same trouble came again; as `writeOpening` leaves it. */
const PastOpening = z.object({
  kind: z.literal("past-opening"),
  openedAt: InstantMs,
  closedAt: z.nullable(InstantMs),
  reason: z.string(),
});

export type FailureDeed = z.infer<typeof NoteItem>;

/** One line of a failure's history. */
export type FailureNote =
  | { readonly kind: "opened"; readonly at: Instant; readonly reason: string }
  | { readonly kind: "closed"; readonly at: Instant }
  | FailureDeed;

/** Leaves a note in the failure's partition, for ever. `id` is unique within the failure and makes the same note the same item. */
export function noteWrite(failureId: string, id: string, deed: FailureDeed): LedgerWrite {
  const { PK } = failureLedgerKey(failureId);
  const SK = joinKey(NOTE_PREFIX, formatInstant(deed.at, "milliseconds"), id);
  return { kind: "put", item: { PK, SK, schemaVersion: 1, ...deed }, guard: "absent" };
}

/** Reads a note: one line, or the two of an opening that is over. @throws LedgerFault */
export function notesFrom(item: LedgerItem): readonly FailureNote[] {
  if (item.kind !== "past-opening") return [decodeItem("failure note", NoteItem, item)];
  const { openedAt, closedAt, reason } = decodeItem("failure note", PastOpening, item);
  return openingNotes({ openedAt, closedAt, reason });
}

/** What an opening says in the history. */
export function openingNotes(opening: {
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly reason: string;
}): readonly FailureNote[] {
  const { openedAt, closedAt, reason } = opening;
  const opened: FailureNote = { kind: "opened", at: openedAt, reason };
  return closedAt === null ? [opened] : [opened, { kind: "closed", at: closedAt }];
}
