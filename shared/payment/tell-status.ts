import { memberKeyOf } from "../member/member-key.ts";
import type { PaymentDeps } from "./deps.ts";
import type { StatusOutcome, StatusQuery } from "./outcome.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "./payment-key.ts";
import { toldPayment } from "./told-payment.ts";

/**
 * Tells what became of a partner's own reference: one consistent read. Another partner's reference, another worker's and one never seen are all
 * "unknown", which is not "failed" (domain.md case 9).
 * @throws LedgerFault
 */
export async function tellStatus(deps: PaymentDeps, query: StatusQuery): Promise<StatusOutcome> {
  const item = await deps.ledger.read(
    paymentLedgerKey(paymentKeyOf(query.partner.partnerId, query.reference)),
  );
  const payment = item && toldPayment(paymentOf(item));
  if (!payment) return { kind: "unknown" };
  const asked = query.nik && memberKeyOf(deps.keys.nikHashKey, query.nik);
  const another = asked && "memberKey" in payment && payment.memberKey !== asked;
  return another ? { kind: "unknown" } : { kind: "found", payment };
}
