import type { Rule } from "../scenario.ts";
import { accidentOf, followUpsOf, paymentsOf } from "../story.ts";
import { broken, held, noneWrong } from "./check.ts";

/** The reversal was asked for and answered. */
export const isReversed: Rule = ({ calls }) => {
  const label = "the payment is reversed and the client is told";
  const expected = "an answer that says reversed";
  const told = calls.find(({ service, fate, answer }) => {
    return (
      (service === "reversal" || service === "status") && fate === "told" && answer?.verdict === "reversed"
    );
  });
  return told ? held(label, expected, `${told.answer?.code}`) : broken(label, expected, "none came");
};

/** A reversal names the payment by its own reference. */
export const reversesBySameReference: Rule = (story) => {
  const references = new Set(paymentsOf(story).map(({ reference }) => reference));
  const reversals = story.calls.filter(({ service }) => service === "reversal");
  const label = "a reversal carries the payment's reference";
  const expected = "the reference that was paid";
  if (reversals.length === 0) return broken(label, expected, "no reversal came");
  const wrong = reversals.filter(({ reference }) => !references.has(reference));
  return noneWrong(
    { label, expected, none: `${reversals.length}` },
    wrong,
    ({ reference }) => `${reference}`,
  );
};

/** What was given back is not paid again under its old reference. */
export const doesNotPayTheReversed: Rule = (story) => {
  const first = story.calls.find(({ service }) => service === "reversal");
  const again = paymentsOf(story).filter(({ number }) => first !== undefined && number > first.number);
  const words = { label: "nothing is paid after the reversal", expected: "no payment" };
  return noneWrong({ ...words, none: "none" }, again, ({ reference }) => `a payment ${reference}`);
};

/** A reversal whose answer was lost is asked about or sent again. */
export const followsUpReversal: Rule = (story) => {
  const label = "a reversal without an answer is followed up";
  const expected = "the same reversal again, or a status question";
  const next = followUpsOf(story)[0];
  if (!accidentOf(story)) return broken(label, expected, "no reversal came");
  return next ? held(label, expected, `a ${next.service}`) : broken(label, expected, "nothing was sent");
};
