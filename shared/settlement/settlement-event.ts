import { formatInstant } from "../calendar/calendar.ts";
import { type CloudEvent, cloudEvent } from "../event/cloud-event.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { fileOf } from "./file-item.ts";

/** The event of a file that became reconciled; all its other changes say nothing. */
export function settlementEvent(before: LedgerItem | undefined, after: LedgerItem): CloudEvent | undefined {
  if (after.state !== "reconciled" || before?.state === "reconciled") return undefined;
  const file = fileOf(after);
  if (!file.totals || file.reconciledAt === null) return undefined;
  const { fileId, partnerId, businessDate, says, revision, control, ledger, reconciledAt } = file;
  return cloudEvent("SettlementReconciled.v1", fileId, reconciledAt, {
    fileId,
    partnerId,
    businessDate,
    says,
    revision,
    lines: control.lines,
    partnerRupiah: control.paymentRupiah - control.reversalRupiah,
    ledgerRupiah: ledger?.rupiah ?? 0,
    classes: Object.entries(file.totals).map(([name, total]) => ({ class: name, ...total })),
    reconciledAt: formatInstant(reconciledAt, "milliseconds"),
  });
}
