import { toFirst } from "../accident.ts";
import { learnsItIsBooked, paysWhatWasQuoted } from "../checks/ordinary.ts";
import {
  doesNotPayTheReversed,
  followsUpReversal,
  isReversed,
  reversesBySameReference,
} from "../checks/reversal.ts";
import { accidentHappened, paysNoSecondBill } from "../checks/same-payment.ts";
import type { Scenario } from "../scenario.ts";
import type { Story } from "../story.ts";

const knowsItIsReversed = ({ calls }: Story) =>
  calls.some(({ service, fate, answer }) => {
    return (
      (service === "reversal" || service === "status") && fate === "told" && answer?.verdict === "reversed"
    );
  });

const REVERSAL = {
  protocols: ["h2h"],
  // A shop that never gives money back has nothing to show here.
  mandatory: false,
  action: "pay-and-reverse",
  months: 1,
  isDone: knowsItIsReversed,
  reference: "docs/partners/h2h.md: reversal",
} as const satisfies Partial<Scenario>;

const IN_ORDER = [
  paysWhatWasQuoted,
  learnsItIsBooked,
  reversesBySameReference,
  isReversed,
  doesNotPayTheReversed,
  paysNoSecondBill,
];

/** Money that goes back to the worker. */
export const REVERSALS: readonly Scenario[] = [
  {
    ...REVERSAL,
    id: "reversal",
    title: "A payment is taken back",
    reason: "A reversal under another reference takes back nothing, or another worker's months.",
    lookAt: "the reference in the path of the reversal",
    rules: IN_ORDER,
  },
  {
    ...REVERSAL,
    id: "reversal-lost",
    title: "The answer to a reversal is lost",
    reason: "Until it is known the worker's money may be in two places, or in none.",
    lookAt: "whether a reversal without an answer is sent again with the same reference",
    accident: toFirst("reversal", { when: "after", kind: "lose-answer" }),
    rules: [accidentHappened, followsUpReversal, ...IN_ORDER],
  },
];
