import type { PaymentKey } from "../coverage/coverage.ts";
import type { PaymentDeps } from "./deps.ts";
import { impossible, type NoPlan } from "./money-plan.ts";
import type { AcceptedPayment } from "./payment.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentLedgerKey } from "./payment-key.ts";

/** Reads a payment whose money is ours under this very key, or says why it is not. */
export async function readStanding(
  { ledger }: Pick<PaymentDeps, "ledger">,
  paymentKey: PaymentKey,
): Promise<{ readonly kind: "standing"; readonly payment: AcceptedPayment } | NoPlan> {
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  const payment = item && paymentOf(item);
  switch (payment?.state) {
    case undefined:
      return impossible({ because: "payment-unknown" });
    case "accepted":
    case "active":
    case "credited":
      return { kind: "standing", payment };
    case "tombstone":
      return impossible({ because: "money-went-back", by: paymentKey });
    case "refused":
    case "reversed": {
      const to = payment.successor?.to;
      return impossible(
        to ? { because: "already-corrected", by: to } : { because: "money-went-back", by: paymentKey },
      );
    }
  }
}
