import { type Forgery, toFirst } from "../accident.ts";
import { learnsItIsBooked, paysWhatWasQuoted, stopsWhenBooked } from "../checks/ordinary.ts";
import { paysNoForgedQuote } from "../checks/refusal.ts";
import {
  accidentHappened,
  asksAboutThePayment,
  followsUp,
  keepsReference,
  paysNoSecondBill,
  repeatsTheSame,
  reversesNothingInDoubt,
} from "../checks/same-payment.ts";
import type { Scenario } from "../scenario.ts";
import { knowsItIsBooked } from "../story.ts";

const FORGED = {
  protocols: ["h2h"],
  mandatory: true,
  reference: "RFC 9421 section 3.2; RFC 9530 section 2; docs/partners/h2h.md: check every answer",
  action: "pay",
  months: 1,
  isDone: knowsItIsBooked,
  rules: [
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
  ],
} as const satisfies Partial<Scenario>;

const forged = (how: Forgery) => toFirst("payment", { when: "after", kind: "forge", how });

/** Answers that are not the gateway's. SNAP's answers are not signed, so nothing of this can be asked of a bank. */
export const FORGERIES: readonly Scenario[] = [
  {
    ...FORGED,
    id: "answer-signature-wrong",
    title: "The answer's signature is wrong",
    reason: "Whoever stands on the line could say `booked` and keep the money.",
    lookAt: "whether the answer's signature is verified before its body is read",
    accident: forged("signature"),
  },
  {
    ...FORGED,
    id: "answer-body-changed",
    title: "The answer's body was changed on the way",
    reason: "The signature covers the digest and the digest covers the body: both have to be checked.",
    lookAt: "whether Content-Digest is compared with the bytes that came",
    accident: forged("body"),
  },
  {
    ...FORGED,
    id: "answer-unsigned",
    title: "The answer has no signature",
    reason: "Every answer of the gateway is signed; one without a signature is not its answer.",
    lookAt: "whether a missing signature is taken for a good one",
    accident: forged("unsigned"),
  },
  {
    ...FORGED,
    id: "quote-forged",
    title: "The quote was changed on the way",
    reason: "A till that believes it takes the wrong amount from the worker.",
    lookAt: "whether answers to inquiries are verified like the others",
    hint: {
      indonesia: "Bila till menolak jawaban cek tagihan, ulangi.",
      english: "If the till rejects the answer to the inquiry, inquire again.",
    },
    accident: toFirst("inquiry", { when: "after", kind: "forge", how: "body" }),
    rules: [accidentHappened, paysNoForgedQuote, paysWhatWasQuoted, learnsItIsBooked, stopsWhenBooked],
  },
];
