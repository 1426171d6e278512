import { memberKeyOf } from "../../shared/member/member-key.ts";
import type { PaymentDeps } from "../../shared/payment/deps.ts";
import type { PaymentCommand } from "../../shared/payment/outcome.ts";
import { quoteLedgerKey } from "../../shared/payment/payment-key.ts";
import { quoteOf } from "../../shared/payment/quote-item.ts";
import { idHoldingNumber, numbersIn } from "../../shared/protocol/h2h/ids-apart.ts";

/**
 * The name of the first id of a payment that holds the number of the very worker it is for, who is known from the inquiry. Costs one read, and only where an
 * id holds something of a NIK's form; long numbers of a partner's own are as welcome as any.
 */
export async function idWithOwnNumber(
  { ledger, keys }: Pick<PaymentDeps, "ledger" | "keys">,
  { partner, inquiryId }: PaymentCommand,
  ids: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (numbersIn(Object.values(ids).join(" ")).length === 0) return undefined;
  const item = await ledger.read(quoteLedgerKey(partner.partnerId, inquiryId));
  const owner = item && quoteOf(item).memberKey;
  const isOwner = (text: string) =>
    numbersIn(text).some((nik) => memberKeyOf(keys.nikHashKey, nik) === owner);
  return idHoldingNumber(ids, isOwner);
}
