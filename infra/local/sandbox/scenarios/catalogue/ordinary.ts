import { pollsSparingly } from "../checks/manners.ts";
import {
  asksForTheBill,
  clockIsRight,
  firstIsNoAdvice,
  learnsItIsBooked,
  paysWhatWasQuoted,
  signsRight,
  stopsWhenBooked,
} from "../checks/ordinary.ts";
import { asksOnlyTwice, paysNothing } from "../checks/refusal.ts";
import { keepsReference, paysNoSecondBill, repeatsTheSame } from "../checks/same-payment.ts";
import type { Scenario } from "../scenario.ts";
import { inquiriesOf, knowsItIsBooked } from "../story.ts";

/** What every payment in order shows. */
const IN_ORDER = [
  asksForTheBill,
  signsRight,
  clockIsRight,
  paysWhatWasQuoted,
  firstIsNoAdvice,
  learnsItIsBooked,
  stopsWhenBooked,
];

/** Payments to which no accident happens. */
export const ORDINARY: readonly Scenario[] = [
  {
    id: "first-payment",
    title: "A payment in order",
    protocols: ["snap", "h2h"],
    mandatory: true,
    reason: "Signature, clock and amount have to be right before anything else can be judged.",
    reference: "SNAP BI security standard 3; RFC 9421; docs/partners/outcomes.md",
    lookAt: "the signature over the very bytes that are sent, and the machine's clock",
    action: "pay",
    months: 1,
    isDone: knowsItIsBooked,
    rules: [...IN_ORDER, paysNoSecondBill],
  },
  {
    id: "several-months",
    title: "Three months with one payment",
    protocols: ["snap", "h2h"],
    mandatory: true,
    reason: "Months differ in price, because a discount ends: only the quoted total is the price.",
    reference: "docs/partners/outcomes.md, amount-differs",
    lookAt: "whether the client multiplies the first month instead of taking the total",
    action: "pay",
    months: 3,
    isDone: knowsItIsBooked,
    rules: [...IN_ORDER, paysNoSecondBill],
  },
  {
    id: "double-tap",
    title: "The pay button is pressed twice",
    protocols: ["snap", "h2h"],
    mandatory: true,
    reason: "A cashier taps twice; the worker hands over the money once.",
    reference: "docs/partners/h2h.md: one reference, one payment; SNAP BI service 25: paymentRequestId",
    lookAt: "where the reference is made: with the bill, not with the tap",
    action: "pay-twice-at-once",
    months: 1,
    isDone: knowsItIsBooked,
    rules: [
      asksForTheBill,
      paysWhatWasQuoted,
      keepsReference,
      paysNoSecondBill,
      repeatsTheSame,
      learnsItIsBooked,
    ],
  },
  {
    id: "unknown-worker",
    title: "A number that nobody has",
    protocols: ["snap", "h2h"],
    mandatory: true,
    reason:
      "Money taken for a number that is not registered belongs to nobody, and guessing numbers is harvesting.",
    reference: "docs/partners/outcomes.md, member-unknown",
    lookAt: "what the client does with 4042412 or member-unknown",
    action: "inquire",
    months: 1,
    workerIsUnknown: true,
    isDone: (story) =>
      inquiriesOf(story).some(({ answer, fate }) => answer?.verdict === "refused" && fate === "told"),
    rules: [asksForTheBill, signsRight, paysNothing, asksOnlyTwice],
  },
  {
    id: "core-down",
    title: "The membership system is down",
    protocols: ["snap", "h2h"],
    mandatory: true,
    reason:
      "The payment is booked and cover counts from it; that the confirmation comes later is no reason to doubt or repeat.",
    reference: "docs/partners/h2h.md: state accepted, then active; SNAP: additionalInfo.paymentState",
    lookAt: "a client that takes `accepted` for a failure, or polls until `active`",
    action: "pay",
    months: 1,
    coreIsDown: true,
    isDone: knowsItIsBooked,
    rules: [
      paysWhatWasQuoted,
      learnsItIsBooked,
      stopsWhenBooked,
      paysNoSecondBill,
      keepsReference,
      pollsSparingly,
    ],
  },
];
