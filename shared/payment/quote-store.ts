import type { Ledger } from "../ledger/ledger.ts";
import type { MessageNumber } from "./booking-store.ts";
import { externalIdWrite } from "./external-id-item.ts";
import type { Quote } from "./quote.ts";
import { quoteItem, quoteOf } from "./quote-item.ts";

export type QuoteResult =
  | { readonly kind: "kept" }
  | { readonly kind: "inquiry-id-taken"; readonly stored: Quote }
  | { readonly kind: "external-id-taken" };

/** Keeps a quote if its inquiry id is new: one conditional put, or a transaction where the protocol numbers its messages. */
export async function keepQuote(ledger: Ledger, quote: Quote, number: MessageNumber): Promise<QuoteResult> {
  const put = { kind: "put", item: quoteItem(quote), guard: "absent" } as const;
  const result = number.external
    ? await ledger.transact([put, externalIdWrite(quote.partnerId, number.external, number.machineNow)])
    : await ledger.write(put);
  if (result.kind === "committed") return { kind: "kept" };
  const taken = result.failed.find(({ index }) => index === 0);
  return taken?.item
    ? { kind: "inquiry-id-taken", stored: quoteOf(taken.item) }
    : { kind: "external-id-taken" };
}
