import type { Ledger } from "../ledger/ledger.ts";
import { memberKeyOf } from "../member/member-key.ts";
import type { PaymentDeps } from "./deps.ts";
import type { StatusOutcome, StatusQuery } from "./outcome.ts";
import type { Payment } from "./payment.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "./payment-key.ts";
import { toldPayment } from "./told-payment.ts";
import { whereMoneyStands } from "./where-money-stands.ts";

/**
 * Tells what became of a partner's own reference: one consistent read. Another partner's reference, another worker's and one never seen are all
 * "unknown", which is not "failed" (domain.md case 9); in a restored ledger "forgotten", which says even less.
 * @throws LedgerFault
 */
export async function tellStatus(deps: PaymentDeps, query: StatusQuery): Promise<StatusOutcome> {
  const item = await deps.ledger.read(
    paymentLedgerKey(paymentKeyOf(query.partner.partnerId, query.reference)),
  );
  if (!item) return { kind: query.partner.forgotten ? "forgotten" : "unknown" };
  const payment = await asItStands(deps.ledger, paymentOf(item));
  const asked = query.nik && memberKeyOf(deps.keys.nikHashKey, query.nik);
  const another = asked && "memberKey" in payment && payment.memberKey !== asked;
  return another ? { kind: "unknown" } : { kind: "found", payment };
}

/** Money that was moved before its cover began is in force once the right worker's is: one read more, for such a payment alone. */
async function asItStands(ledger: Ledger, stored: Payment): Promise<Payment> {
  const told = toldPayment(stored);
  if (told.state !== "accepted" || told === stored) return told;
  const [heir] = await whereMoneyStands(ledger, [stored]);
  return heir?.state === "active" ? { ...told, state: "active", activatedAt: heir.activatedAt } : told;
}
