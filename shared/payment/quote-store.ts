import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import { limitReached } from "../limit/lookup-window.ts";
import type { MessageNumber } from "./booking-store.ts";
import { externalIdWrite } from "./external-id-item.ts";
import { PaymentFault } from "./payment-fault.ts";
import type { Quote } from "./quote.ts";
import { quoteItem, quoteOf } from "./quote-item.ts";

export type QuoteResult =
  | { readonly kind: "kept" }
  /** So many seconds until this may be asked again. */
  | { readonly kind: "asked-too-often"; readonly retryAfterSeconds: number }
  | { readonly kind: "inquiry-id-taken"; readonly stored: Quote }
  | { readonly kind: "external-id-taken" };

/**
 * Keeps a quote if its inquiry id is new, and counts the question: one transaction. A question that was asked before under its id is not counted again, because
 * then nothing of the transaction is written.
 */
export async function keepQuote(
  ledger: Ledger,
  quote: Quote,
  number: MessageNumber,
  counting: readonly LedgerWrite[],
): Promise<QuoteResult> {
  const { external, machineNow } = number;
  const writes: LedgerWrite[] = [{ kind: "put", item: quoteItem(quote), guard: "absent" }];
  if (external) writes.push(externalIdWrite(quote.partnerId, external, machineNow));
  const result = await ledger.transact([...writes, ...counting]);
  if (result.kind === "committed") return { kind: "kept" };
  const taken = result.failed.find(({ index }) => index === 0);
  if (taken?.item) return { kind: "inquiry-id-taken", stored: quoteOf(taken.item) };
  if (result.failed.some(({ index }) => index < writes.length)) return { kind: "external-id-taken" };
  const retryAfterSeconds = limitReached(result, { first: writes.length, now: quote.quotedAt });
  if (retryAfterSeconds === undefined) throw new PaymentFault("QUOTE_NOT_KEPT");
  return { kind: "asked-too-often", retryAfterSeconds };
}
