import type { LedgerBook } from "./ledger-book.ts";
import type { RememberingCore } from "./remembering-core.ts";
import { isBooked, isHeld } from "./sums.ts";

/** What is not as it was although every sum is equal, a line each: what a person should know before he says that nothing happened. */
export function whatDiffers(
  noted: LedgerBook,
  rebuilt: LedgerBook,
  { repeated, contradicted }: Pick<RememberingCore, "repeated" | "contradicted">,
): readonly string[] {
  const now = new Map<string, (typeof rebuilt.payments)[number]>(
    rebuilt.payments.map((each) => [each.paymentKey, each]),
  );
  let receipts = 0;
  let covers = 0;
  let furthestMs = 0;
  let entombed = 0;
  for (const was of noted.payments) {
    const is = now.get(was.paymentKey);
    if (!isBooked(was)) continue;
    if (!isHeld(was)) entombed += is?.state === "reversed" ? 0 : 1;
    if (!is || !isBooked(is) || !isHeld(was)) continue;
    if (is.gatewayReference !== was.gatewayReference) receipts += 1;
    if (is.inForceFrom !== was.inForceFrom) covers += 1;
    furthestMs = Math.max(furthestMs, Math.abs(is.inForceFrom - was.inForceFrom));
  }
  return [
    `${receipts} nomor kuitansi baru / new receipt numbers: the slips of those minutes carry the old ones`,
    `${covers} mulai perlindungan bergeser / starts of cover moved, at most ${(furthestMs / 1000).toFixed(1)} s: the till's own time stands for the time of receipt`,
    `${entombed} yang kembali tidak lagi tercatat sebagai pernah dibayar / returned sales no longer stand as once paid: nothing of them is owed`,
    `${repeated} perintah ke inti berulang / orders to the core came again; ${contradicted.length} dengan bulan lain / with other months`,
  ];
}
