import * as z from "zod/mini";
import type { BusinessDate } from "../calendar/calendar.ts";
import { BusinessDateText, InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import type { PartnerId } from "../partner/partner.ts";
import { dayPartition } from "./day-item.ts";
import type { SettlementFile } from "./file-item.ts";

/** Said on the day on which we booked a payment: the file of another day names it. It holds while that file is its day's current one. */
const ElsewhereItem = z.object({
  schemaVersion: z.literal(1),
  reference: z.string(),
  fileId: z.string(),
  fileDate: BusinessDateText,
  receivedAt: InstantMs,
});
export type Elsewhere = Omit<z.infer<typeof ElsewhereItem>, "schemaVersion">;

export const elsewhereKey = (partnerId: string, bookedOn: BusinessDate, reference: string): LedgerKey => ({
  PK: dayPartition(partnerId, bookedOn),
  SK: joinKey("ELSEWHERE", reference),
});

/** Notes it; a file that came later has the last word. */
export function elsewhereWrite(
  { partnerId, fileId, businessDate, receivedAt }: SettlementFile,
  named: { readonly reference: string; readonly bookedOn: BusinessDate },
): LedgerWrite {
  const { reference, bookedOn } = named;
  const key = elsewhereKey(partnerId satisfies PartnerId, bookedOn, reference);
  return {
    kind: "put",
    item: { ...key, schemaVersion: 1, reference, fileId, fileDate: businessDate, receivedAt },
    guard: { expression: "attribute_not_exists(PK) OR receivedAt <= :at", values: { ":at": receivedAt } },
  };
}

/** Reads it. @throws LedgerFault */
export function elsewhereOf(item: LedgerItem): Elsewhere {
  const { schemaVersion: _, ...elsewhere } = decodeItem("settlement elsewhere", ElsewhereItem, item);
  return elsewhere;
}
