import type { PaymentKey } from "../coverage/coverage.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Payment } from "../payment/payment.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "../payment/payment-key.ts";
import { whereMoneyStands } from "../payment/where-money-stands.ts";
import type { SettlementFile } from "./file-item.ts";
import type { Difference } from "./settlement.ts";

const HOLDS_MONEY: readonly Payment["state"][] = ["accepted", "active", "credited"];

/**
 * Where money stands by now that was only the partner's when its file was matched, by reference: two people have booked it since, or the partner's late message came. What
 * a file said never changes, so without this nobody sees which of five hundred are still to be looked at. A read for each hundred, and none where nothing was theirs only.
 */
export async function bookedSince(
  ledger: Pick<Ledger, "readTogether">,
  { partnerId }: Pick<SettlementFile, "partnerId">,
  differences: readonly Pick<Difference, "class" | "reference">[],
): Promise<ReadonlyMap<string, PaymentKey>> {
  const theirs = differences.filter((each) => each.class === "theirs-only");
  const references = [...new Set(theirs.map(({ reference }) => reference))];
  if (references.length === 0) return new Map();
  const keys = references.map((reference) => paymentLedgerKey(paymentKeyOf(partnerId, reference)));
  const items = await ledger.readTogether(keys);
  const stand = await whereMoneyStands(
    ledger,
    items.map((item) => item && paymentOf(item)),
  );
  return new Map(
    references.flatMap((reference, at) => {
      const payment = stand[at];
      return payment && HOLDS_MONEY.includes(payment.state) ? [[reference, payment.paymentKey] as const] : [];
    }),
  );
}
