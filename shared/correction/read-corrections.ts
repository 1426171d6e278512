import type { PaymentKey } from "../coverage/coverage.ts";
import type { Ledger, LedgerCursor } from "../ledger/ledger.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Correction } from "./correction.ts";
import { correctionKey, correctionOf, listPartition, paymentListPartition } from "./correction-item.ts";

/** A page of corrections, the newest proposal first. */
export interface CorrectionPage {
  readonly corrections: readonly Correction[];
  readonly next: LedgerCursor | undefined;
}

/** More corrections of one payment than this are not shown: a payment moves once or twice in its life. */
const OF_A_PAYMENT_MAX = 50;

/** One correction, consistently. @throws LedgerFault */
export async function readCorrection(
  ledger: Pick<Ledger, "read">,
  correctionId: string,
): Promise<Correction | undefined> {
  const item = await ledger.read(correctionKey(correctionId));
  return item && correctionOf(item);
}

/** The corrections that wait for a second person, or those that were decided. Two round trips. @throws LedgerFault */
export async function listCorrections(
  ledger: Pick<Ledger, "readPage" | "readTogether">,
  {
    state,
    limit,
    after,
  }: {
    readonly state: "proposed" | "decided";
    readonly limit: number;
    readonly after?: LedgerCursor | undefined;
  },
): Promise<CorrectionPage> {
  const stretch = { partition: listPartition(state), from: "0", to: "~", newestFirst: true };
  const page = await ledger.readPage({ ...stretch, limit, after });
  return { corrections: await named(ledger, page.items), next: page.next };
}

/** Every correction that was ever proposed for a payment, or booked it; the newest first. @throws LedgerFault */
export async function correctionsOfPayment(
  ledger: Pick<Ledger, "readPage" | "readTogether">,
  paymentKey: PaymentKey,
): Promise<readonly Correction[]> {
  const stretch = { partition: paymentListPartition(paymentKey), from: "0", to: "~", newestFirst: true };
  const page = await ledger.readPage({ ...stretch, limit: OF_A_PAYMENT_MAX });
  return named(ledger, page.items);
}

async function named(
  ledger: Pick<Ledger, "readTogether">,
  listed: readonly LedgerItem[],
): Promise<readonly Correction[]> {
  if (listed.length === 0) return [];
  const items = await ledger.readTogether(
    listed.map(({ correctionId }) => correctionKey(String(correctionId))),
  );
  return items.flatMap((item) => (item ? [correctionOf(item)] : []));
}
