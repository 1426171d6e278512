import { type Accident, toFirst, toPaymentAndFollowUps } from "../accident.ts";
import { isPatient } from "../checks/manners.ts";
import { learnsItIsBooked, paysWhatWasQuoted, stopsWhenBooked } from "../checks/ordinary.ts";
import {
  accidentHappened,
  asksAboutThePayment,
  followsUp,
  keepsReference,
  paysNoSecondBill,
  repeatsTheSame,
  reversesNothingInDoubt,
} from "../checks/same-payment.ts";
import type { Rule, Scenario } from "../scenario.ts";
import { knowsItIsBooked } from "../story.ts";

/** What a client does when it does not know what became of a payment. */
const IN_DOUBT: readonly Rule[] = [
  accidentHappened,
  followsUp,
  keepsReference,
  paysNoSecondBill,
  asksAboutThePayment,
  repeatsTheSame,
  reversesNothingInDoubt,
  paysWhatWasQuoted,
  learnsItIsBooked,
  stopsWhenBooked,
];

const NO_ANSWER = "docs/partners/h2h.md: when no answer comes; SNAP BI service 25: flagAdvise, service 26";

/** What the scenarios of silence share. */
const SILENCE = {
  protocols: ["snap", "h2h"],
  mandatory: true,
  reference: NO_ANSWER,
  action: "pay",
  months: 1,
  isDone: knowsItIsBooked,
  rules: IN_DOUBT,
} as const satisfies Partial<Scenario>;

const LOSE_ANSWER: Accident = { when: "after", kind: "lose-answer" };

/** The answer to a payment does not come, in all the ways in which answers do not come. */
export const SILENCES: readonly Scenario[] = [
  {
    ...SILENCE,
    id: "answer-lost",
    title: "The answer to a booked payment is lost",
    reason: "The money is booked and the till does not know: a second payment would be the worker's loss.",
    lookAt: "the branch for a connection that ends without an answer",
    accident: toFirst("payment", LOSE_ANSWER),
  },
  {
    ...SILENCE,
    id: "patience",
    title: "The answer is lost, and the first question waits",
    reason: "A question asked at once meets a booking that is still under way and hears `not seen`.",
    lookAt: "the wait before the first status question or repeat",
    accident: toFirst("payment", LOSE_ANSWER),
    rules: [accidentHappened, isPatient, learnsItIsBooked],
  },
  {
    ...SILENCE,
    id: "request-lost",
    title: "The payment is lost before it is seen",
    reason:
      "`Not seen` is not `failed`: the worker's money is in the drawer, and the same payment is sent again.",
    lookAt: "what the client does with 4042601 or payment-not-seen",
    accident: toFirst("payment", { when: "before", kind: "lose-request" }),
  },
  {
    ...SILENCE,
    id: "answer-late",
    title: "The answer comes later than the client waits",
    reason: "A time-out is no refusal; what was sent is under way.",
    lookAt: "the branch for the client's own time-out",
    accident: toFirst("payment", { when: "after", kind: "hold-answer" }),
  },
  {
    ...SILENCE,
    id: "answer-504",
    title: "The payment is booked and answered 504",
    reason: "A gateway on the way gave up waiting; the payment may be booked, and here it is.",
    lookAt: "whether 504 is read as a refusal",
    accident: toFirst("payment", { when: "after", kind: "answer-instead", status: 504 }),
  },
  {
    ...SILENCE,
    id: "answer-500",
    title: "The payment is booked and answered 500",
    reason: "5xx says nothing about money, on either protocol.",
    lookAt: "whether 500, or SNAP's 5002500, is read as a refusal",
    accident: toFirst("payment", { when: "after", kind: "answer-instead", status: 500 }),
  },
  {
    ...SILENCE,
    id: "answers-lost-twice",
    title: "The answer is lost, and so is the answer to the first question",
    reason: "Accidents come in twos; the answer that arrives at last is the same as the first, and is final.",
    lookAt: "whether the client gives up after one attempt, and whether it takes the repeated answer",
    accident: toPaymentAndFollowUps(LOSE_ANSWER, 2),
  },
  {
    ...SILENCE,
    id: "answer-unreadable",
    title: "A page in HTML stands where the answer should",
    reason: "A proxy's page with status 200 is no success: nothing in it says that the payment is booked.",
    lookAt: "whether the client goes by the HTTP status alone",
    accident: toFirst("payment", { when: "after", kind: "forge", how: "unreadable" }),
  },
];
