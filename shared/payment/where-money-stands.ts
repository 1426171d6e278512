import type { PaymentKey } from "../coverage/coverage.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Payment } from "./payment.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentLedgerKey } from "./payment-key.ts";

/** The key of ours under which a reference's money stands by now, where two people moved it on and the partner has not got it back. */
export function successorOf(payment: Payment | undefined): PaymentKey | undefined {
  const successor = payment && "successor" in payment ? payment.successor : undefined;
  return successor && !successor.returned ? successor.to : undefined;
}

/**
 * The payments that hold the money of these references, in their order: each itself, or its successor. For whoever asks what is booked, like settlement; a partner is told of its own
 * reference (`toldPayment`). No round trip where nothing was moved, one otherwise.
 * @throws LedgerFault
 */
export async function whereMoneyStands<P extends Payment | undefined>(
  ledger: Pick<Ledger, "readTogether">,
  payments: readonly P[],
): Promise<readonly (P | Payment)[]> {
  const keys = payments.flatMap((payment) => successorOf(payment) ?? []);
  if (keys.length === 0) return payments;
  const items = await ledger.readTogether(keys.map(paymentLedgerKey));
  const found = new Map(items.flatMap((item, at) => (item ? [[keys[at], paymentOf(item)] as const] : [])));
  return payments.map((payment) => found.get(successorOf(payment)) ?? payment);
}
