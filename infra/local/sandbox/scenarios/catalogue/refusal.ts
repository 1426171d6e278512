import { toFirst } from "../accident.ts";
import { learnsItIsBooked, paysWhatWasQuoted } from "../checks/ordinary.ts";
import { doesNotInsist, inquiresAgain, inquiresBeforePayingAgain, isRefused } from "../checks/refusal.ts";
import { accidentHappened, asksAboutThePayment, reversesNothingInDoubt } from "../checks/same-payment.ts";
import type { Scenario } from "../scenario.ts";
import { knowsItIsBooked, tidingsOf } from "../story.ts";

/** Payments that the gateway refuses, for good. */
export const REFUSALS: readonly Scenario[] = [
  {
    id: "refused",
    title: "Another till was faster",
    protocols: ["snap", "h2h"],
    mandatory: true,
    reason:
      "The months are paid already: the money goes back to the worker and is not sent again under another name.",
    reference: "docs/partners/outcomes.md, already-paid and quote-overtaken",
    lookAt: "whether a refusal ends the payment or starts another with a new reference",
    action: "pay",
    months: 1,
    hint: {
      indonesia: "Mitra lain membayar lebih dulu; pembayaran ini akan ditolak. Jangan bayar ulang.",
      english: "Another partner pays first, so this payment will be refused. Do not pay again.",
    },
    accident: toFirst("payment", { when: "before", kind: "pay-elsewhere" }),
    isDone: (story) => tidingsOf(story, "refused") !== undefined,
    rules: [
      accidentHappened,
      isRefused,
      paysWhatWasQuoted,
      doesNotInsist,
      inquiresBeforePayingAgain,
      asksAboutThePayment,
      reversesNothingInDoubt,
    ],
  },
  {
    id: "quote-expired",
    title: "The quote has expired",
    protocols: ["snap", "h2h"],
    mandatory: true,
    reason: "A price is promised for a day; afterwards months and discount may be others.",
    reference: "docs/partners/outcomes.md, quote-expired",
    lookAt: "whether the client asks for the bill again before it pays",
    action: "pay",
    months: 1,
    hint: {
      indonesia: "Cek tagihan ini sudah kedaluwarsa dan ditolak; ulangi cek tagihan, lalu bayar.",
      english: "This quote has expired and the payment is refused; inquire again, then pay.",
    },
    accident: toFirst("inquiry", { when: "after", kind: "age-quote" }),
    isDone: knowsItIsBooked,
    rules: [
      accidentHappened,
      isRefused,
      doesNotInsist,
      inquiresAgain,
      inquiresBeforePayingAgain,
      paysWhatWasQuoted,
      learnsItIsBooked,
    ],
  },
];
