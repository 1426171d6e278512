import { type Html, html } from "../../html.ts";

/** The two parts of a payment's key that name it to the world, unescaped (`shared/ledger/key.ts`); undefined for what is no payment's key. */
export function paymentNameOf(
  paymentKey: string,
): { readonly partnerId: string; readonly reference: string } | undefined {
  const [partnerId, reference] = paymentKey
    .split("#")
    .map((part) => part.replaceAll("%23", "#").replaceAll("%25", "%"));
  return partnerId && reference ? { partnerId, reference } : undefined;
}

/** Where a payment's page is, below `/ops`. */
export const paymentPath = ({ partnerId, reference }: { partnerId: string; reference: string }): string =>
  `/payments/${encodeURIComponent(partnerId)}/${encodeURIComponent(reference)}`;

/** The partner's reference, leading to the payment's page. */
export function paymentLink(paymentKey: string): Html {
  const name = paymentNameOf(paymentKey);
  if (!name) return html`<code>${paymentKey}</code>`;
  return html`<a class="code" href="/ops${paymentPath(name)}">${name.reference}</a>`;
}
