import type { Rule } from "../scenario.ts";
import type { SeenCall } from "../seen-call.ts";
import { inquiriesOf, inquiryIdOf, paymentsOf, type Story, tidingsOf } from "../story.ts";
import { broken, held, noneWrong } from "./check.ts";

const refusalOf = (story: Story): SeenCall | undefined => tidingsOf(story, "refused");

/** The scenario's refusal came to pass. */
export const isRefused: Rule = (story) => {
  const label = "the payment is refused and the client is told";
  const expected = "an answer that refuses";
  const refusal = refusalOf(story);
  return refusal
    ? held(label, expected, `${refusal.answer?.code}`)
    : broken(label, expected, "no refusal was told");
};

const paymentsAfter = (story: Story): readonly SeenCall[] => {
  const refusal = refusalOf(story);
  return paymentsOf(story).filter(({ number }) => refusal !== undefined && number > refusal.number);
};

/** A refusal is final for its reference: sending it again changes nothing. */
export const doesNotInsist: Rule = (story) => {
  const reference = refusalOf(story)?.reference;
  const again = paymentsAfter(story).filter((payment) => payment.reference === reference);
  const words = { label: "a refused payment is not sent again", expected: "no repeat of what was refused" };
  return noneWrong({ ...words, none: "none" }, again, ({ reference: same }) => `${same} again`);
};

/** Another reference for the same cash needs another inquiry: the price, the months or the worker may have changed. */
export const inquiresBeforePayingAgain: Rule = (story) => {
  const refusal = refusalOf(story);
  const wrong = paymentsAfter(story).filter(({ reference, inquiryId }) => {
    const isAskedAnew = inquiriesOf(story).some(
      (inquiry) => inquiry.number > (refusal?.number ?? 0) && inquiryIdOf(inquiry) === inquiryId,
    );
    return reference !== refusal?.reference && !isAskedAnew;
  });
  const words = {
    label: "a new payment has a new inquiry",
    expected: "no other reference without an inquiry after the refusal",
  };
  return noneWrong(
    { ...words, none: "none" },
    wrong,
    ({ reference }) => `${reference} without a new inquiry`,
  );
};

/** After an expired quote the bill is asked for again. */
export const inquiresAgain: Rule = (story) => {
  const refusal = refusalOf(story);
  const again = inquiriesOf(story).find(({ number }) => refusal !== undefined && number > refusal.number);
  const label = "the bill is asked for again";
  const expected = "an inquiry after the refusal";
  return again ? held(label, expected, `${again.answer?.code}`) : broken(label, expected, "none came");
};

/** Without a quote nothing is paid. */
export const paysNothing: Rule = (story) => {
  const words = { label: "nothing is paid without a quote", expected: "no payment" };
  return noneWrong(
    { ...words, none: "none" },
    paymentsOf(story),
    ({ reference }) => `a payment ${reference}`,
  );
};

/** A number that is not registered is not tried again and again: that is how numbers are harvested. */
export const asksOnlyTwice: Rule = (story) => {
  const asked = inquiriesOf(story).length;
  const label = "an unknown number is not tried again and again";
  const expected = "at most 2 inquiries";
  return asked <= 2 ? held(label, expected, `${asked}`) : broken(label, expected, `${asked}`);
};

/** A quote whose signature does not hold is no quote. */
export const paysNoForgedQuote: Rule = (story) => {
  const forged = new Set(
    inquiriesOf(story).flatMap((one) => (one.fate === "forged" ? [inquiryIdOf(one)] : [])),
  );
  const wrong = paymentsOf(story).filter(({ inquiryId }) => forged.has(inquiryId));
  const words = {
    label: "nothing is paid on a quote that was tampered with",
    expected: "no payment of that inquiry",
  };
  return noneWrong({ ...words, none: "none" }, wrong, ({ amountRupiah }) => `Rp${amountRupiah} paid on it`);
};
