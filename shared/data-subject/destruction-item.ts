import * as z from "zod/mini";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import type { LedgerKey } from "../ledger/key.ts";
import type { Expression, LedgerItem } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";

/** What goes, by kind; payments, failures and corrections are not removed but blanked. */
const Counts = z.object({
  payments: z.number(),
  failures: z.number(),
  corrections: z.number(),
  records: z.number(),
  registrations: z.number(),
  profiles: z.number(),
});
export type DestructionCounts = z.infer<typeof Counts>;

const DestructionItem = z.object({
  schemaVersion: z.literal(1),
  destructionId: z.string(),
  /** `approved` while it is carried out: a run that died goes on from there. */
  state: z.enum(["proposed", "rejected", "approved", "done"]),
  version: z.number(),
  /** Null once it is done or rejected: from then on nothing says whose data it was. */
  memberKey: z.nullable(MemberKey),
  counts: Counts,
  proposedBy: z.string(),
  proposedAt: InstantMs,
  reason: z.string(),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(InstantMs),
  decidedReason: z.nullable(z.string()),
  doneAt: z.nullable(InstantMs),
});
export type Destruction = Omit<z.infer<typeof DestructionItem>, "schemaVersion">;

/** There are a handful a year, so they lie together and a list of them is one Query; ids begin with their instant. */
export const DESTRUCTIONS_PARTITION = "DESTRUCTIONS";

export const destructionKey = (destructionId: string): LedgerKey => ({
  PK: DESTRUCTIONS_PARTITION,
  SK: destructionId,
});

export function destructionItem(destruction: Destruction): LedgerItem {
  return { ...destructionKey(destruction.destructionId), schemaVersion: 1, ...destruction };
}

/** @throws LedgerFault */
export function destructionOf(item: LedgerItem): Destruction {
  const { schemaVersion: _, ...destruction } = decodeItem("destruction", DestructionItem, item);
  return destruction;
}

/** Holds while the destruction is as it was seen. */
export function stillAt({ version }: Destruction): Expression {
  return { expression: "version = :seen", values: { ":seen": version } };
}
