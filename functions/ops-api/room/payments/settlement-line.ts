import type { PaymentSettlement } from "../../../../shared/settlement/settlement-of-payment.ts";
import { classInWords } from "../../../../shared/settlement/statement.ts";
import type { PaymentTimeline } from "../../../../shared/timeline/payment-timeline.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { dayPath } from "../settlements/day-words.ts";

/** How a payment stands with its partner's file, with the way to that day. */
export function settlementLine(
  say: Say,
  settlement: PaymentSettlement,
  { partnerId, payment }: Pick<PaymentTimeline, "partnerId" | "payment">,
): Html {
  const words = settlementInWords(say, settlement);
  if (!payment) return html`${words}`;
  return html`<a href="/ops${dayPath({ partnerId, businessDate: payment.businessDate })}">${words}</a>`;
}

function settlementInWords(say: Say, settlement: PaymentSettlement): string {
  switch (settlement.kind) {
    case "settled":
      return say("cocok dengan berkas", "agrees with the file");
    case "difference":
      return settlement.differences.map(({ class: name }) => say.of(classInWords(name))).join(", ");
    case "awaited":
      return say("berkas ditunggu", "the file is awaited");
    case "not-due":
      return say("tidak ada tagihan", "nothing is due");
  }
}
