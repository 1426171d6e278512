import * as z from "zod/mini";
import { formatInstant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { PaymentKeyText } from "../coverage/coverage-item.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import { QuotedMonthSchema } from "../payment/quote-item.ts";
import type { Correction } from "./correction.ts";
import { CorrectionFacts } from "./correction-facts.ts";

const EffectSchema = z.nullable(
  z.object({
    paymentKey: PaymentKeyText,
    memberKey: MemberKey,
    maskedName: z.string(),
    maskedNik: z.string(),
    amountRupiah: RupiahAmount,
    months: z.array(QuotedMonthSchema),
    creditUsedRupiah: RupiahAmount,
    creditGivenRupiah: RupiahAmount,
    coverFrom: z.nullable(InstantMs),
  }),
);

const CorrectionItem = z.object({
  schemaVersion: z.literal(1),
  correctionId: z.string(),
  facts: CorrectionFacts,
  preview: z.object({ books: EffectSchema, frees: EffectSchema }),
  reason: z.string(),
  proposedBy: z.string(),
  /** Older items have the one who is named beside. */
  makers: z.optional(z.array(z.string())),
  proposedAt: InstantMs,
  previewedAt: InstantMs,
  state: z.enum(["proposed", "approved", "rejected"]),
  version: z.number(),
  decision: z.nullable(z.object({ by: z.string(), at: InstantMs, reason: z.string() })),
});

export function correctionKey(correctionId: string): LedgerKey {
  return { PK: joinKey("CORRECTION", correctionId), SK: "CORRECTION" };
}

/** Reads a correction. @throws LedgerFault */
export function correctionOf(item: LedgerItem): Correction {
  const { schemaVersion: _, makers, ...correction } = decodeItem("correction", CorrectionItem, item);
  return { ...correction, makers: makers ?? [correction.proposedBy] };
}

/** A new proposal, or the next version of the one that was seen: nobody else may have changed or decided it. */
export function correctionWrite(correction: Correction, seen: Correction | undefined): LedgerWrite {
  const item: LedgerItem = { ...correctionKey(correction.correctionId), schemaVersion: 1, ...correction };
  if (!seen) return { kind: "put", item, guard: "absent" };
  const unmoved = "#state = :proposed AND #version = :seen";
  const approver = correction.state === "approved" ? correction.decision?.by : undefined;
  return {
    kind: "put",
    item,
    guard: {
      // Two people, also where a program forgot to ask.
      expression:
        approver === undefined ? unmoved : `${unmoved} AND proposedBy <> :by AND NOT contains(makers, :by)`,
      names: { "#state": "state", "#version": "version" },
      values: {
        ...{ ":proposed": "proposed", ":seen": seen.version },
        ...(approver !== undefined && { ":by": approver }),
      },
    },
  };
}

/** Corrections are few, so that each list is one partition, read page by page. */
export const listPartition = (list: "proposed" | "decided"): string =>
  joinKey("CORRECTIONS", list.toUpperCase());
export const paymentListPartition = (paymentKey: PaymentKey): string =>
  joinKey("CORRECTIONS", "PAYMENT", paymentKey);

const momentKey = ({ proposedAt, correctionId }: Correction): string =>
  joinKey(formatInstant(proposedAt, "milliseconds"), correctionId);

/** Names a correction on a list. The list only finds it: what it is says its own item. */
export function listedWrite(partition: string, correction: Correction): LedgerWrite {
  const { correctionId } = correction;
  const item = { PK: partition, SK: momentKey(correction), schemaVersion: 1, correctionId };
  // The correction's own guard decides; the same name on the same list twice is the same name.
  const guard = {
    expression: "attribute_not_exists(PK) OR correctionId = :id",
    values: { ":id": correctionId },
  };
  return { kind: "put", item, guard };
}

/** Takes a correction off the list of what waits. */
export function unlistedWrite(seen: Correction): LedgerWrite {
  return {
    kind: "delete",
    key: { PK: listPartition("proposed"), SK: momentKey(seen) },
    guard: { expression: "correctionId = :id", values: { ":id": seen.correctionId } },
  };
}
