import type { Rule } from "../scenario.ts";
import type { SeenCall } from "../seen-call.ts";
import {
  accidentOf,
  endOf,
  followUpsOf,
  inquiriesOf,
  inquiryIdOf,
  inSeconds,
  paymentsOf,
  type Story,
  tidingsOf,
} from "../story.ts";
import { broken, held, noneWrong } from "./check.ts";

/** The accident came to pass: without it the scenario says nothing. */
export const accidentHappened: Rule = (story) => {
  const label = "the accident happened to this client";
  const expected = "a message that the accident could happen to";
  const accident = accidentOf(story);
  return accident
    ? held(label, expected, `to its ${accident.service} ${accident.reference ?? ""}`.trimEnd())
    : broken(label, expected, "none came");
};

/** Silence is followed by a question or a repeat, never by forgetting: the worker's money is in the drawer. */
export const followsUp: Rule = (story) => {
  const label = "the client finds out what became of it";
  const expected = "a status question or the same payment again";
  const accident = accidentOf(story);
  if (!accident) return broken(label, expected, "the accident did not happen");
  const next = followUpsOf(story).find(({ service }) => service === "status" || service === "payment");
  if (next)
    return held(label, expected, `a ${next.service} after ${inSeconds(next.arrivedAt - endOf(accident))}`);
  // A client that waited out a late answer has nothing to ask.
  if (accident.fate === "told" && tidingsOf(story)) return held(label, expected, "it waited for the answer");
  return broken(label, expected, "nothing was sent");
};

/** No other inquiry of the worker is paid while the first payment's fate is open. */
export const paysNoSecondBill: Rule = (story) => {
  const fresh = paymentsOf(story).filter((payment) => isOfAnotherInquiry(story, payment));
  const words = { label: "no fresh payment for the same worker", expected: "payments of one inquiry only" };
  return noneWrong(
    { ...words, none: "one inquiry paid" },
    fresh,
    ({ reference }) => `a second bill paid as ${reference}`,
  );
};

/** Repeats carry the reference of the first. */
export const keepsReference: Rule = (story) => {
  const payments = paymentsOf(story);
  const first = payments[0];
  const wrong = payments.filter(
    (payment) => payment.reference !== first?.reference && !isOfAnotherInquiry(story, payment),
  );
  const words = { label: "the same payment keeps its reference", expected: `always ${first?.reference}` };
  return noneWrong(
    { ...words, none: `${payments.length} messages, one reference` },
    wrong,
    ({ reference }) => `${reference}`,
  );
};

/** Status questions and reversals name the payment that is in doubt. */
export const asksAboutThePayment: Rule = (story) => {
  const references = new Set(paymentsOf(story).map(({ reference }) => reference));
  const asked = story.calls.filter(({ service }) => service === "status");
  const wrong = asked.filter(({ reference }) => !references.has(reference));
  const words = {
    label: "status is asked with the payment's reference",
    expected: "a reference that was sent before",
  };
  return noneWrong({ ...words, none: `${asked.length} questions` }, wrong, ({ reference }) => `${reference}`);
};

/** A repeat is the same payment: amount, inquiry, and the time at which the till took the money. */
export const repeatsTheSame: Rule = (story) => {
  const [first, ...later] = paymentsOf(story);
  const repeats = later.filter(({ reference }) => reference === first?.reference);
  const wrong = repeats.filter(
    ({ amountRupiah, inquiryId, paidAt }) =>
      amountRupiah !== first?.amountRupiah || inquiryId !== first?.inquiryId || paidAt !== first?.paidAt,
  );
  const words = {
    label: "a repeat is the same payment",
    expected: "amount, inquiry and time of payment unchanged",
  };
  return noneWrong(
    { ...words, none: `${repeats.length} repeats, unchanged` },
    wrong,
    ({ amountRupiah, paidAt }) => {
      return `Rp${amountRupiah} paid at ${paidAt}, first Rp${first?.amountRupiah} at ${first?.paidAt}`;
    },
  );
};

/** While nobody knows whether it is booked, nothing is taken back. */
export const reversesNothingInDoubt: Rule = (story) => {
  const known = tidingsOf(story);
  const early = story.calls.filter(
    ({ service, arrivedAt }) =>
      service === "reversal" && (known?.answeredAt === undefined || arrivedAt < known.answeredAt),
  );
  const words = { label: "no reversal while the outcome is unknown", expected: "no reversal before tidings" };
  return noneWrong({ ...words, none: "none" }, early, ({ reference }) => `a reversal of ${reference}`);
};

function isOfAnotherInquiry(story: Story, payment: SeenCall): boolean {
  const first = paymentsOf(story)[0];
  if (payment.inquiryId === first?.inquiryId) return false;
  return inquiriesOf(story).some((inquiry) => inquiryIdOf(inquiry) === payment.inquiryId);
}
