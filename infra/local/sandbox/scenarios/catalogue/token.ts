import { toFirst } from "../accident.ts";
import { learnsItIsBooked, paysWhatWasQuoted, signsRight } from "../checks/ordinary.ts";
import { accidentHappened } from "../checks/same-payment.ts";
import { fetchesAnotherToken, fetchesOneToken, sendsWithNewToken, sharesTheToken } from "../checks/token.ts";
import type { Scenario } from "../scenario.ts";
import { knowsItIsBooked, paymentsOf } from "../story.ts";

/** How a bank keeps its token. */
export const TOKENS: readonly Scenario[] = [
  {
    id: "token-reuse",
    title: "Two payments with one token",
    protocols: ["snap"],
    mandatory: true,
    needsToken: true,
    reason: "A token for each call doubles the traffic and the failures, and costs a signature of RSA.",
    reference: "SNAP BI service 73: expiresIn",
    lookAt: "where the token is kept between two calls, and by what clock it ends",
    action: "pay-two",
    months: 1,
    isDone: (story) => {
      const booked = paymentsOf(story).filter(
        ({ answer, fate }) => answer?.verdict === "booked" && fate === "told",
      );
      return new Set(booked.map(({ reference }) => reference)).size >= 2;
    },
    rules: [fetchesOneToken, sharesTheToken, signsRight, paysWhatWasQuoted, learnsItIsBooked],
  },
  {
    id: "token-ended",
    title: "The token ends early",
    protocols: ["snap"],
    mandatory: true,
    needsToken: true,
    reason: "A key is rotated and its tokens end with it: the client fetches another and goes on.",
    reference: "SNAP BI response code 401xx01",
    lookAt: "whether 401xx01 leads to one new token, to none, or to a loop",
    action: "pay",
    months: 1,
    accident: toFirst("inquiry", { when: "before", kind: "answer-at-door", status: 401, retryAfter: false }),
    isDone: knowsItIsBooked,
    rules: [accidentHappened, fetchesAnotherToken, sendsWithNewToken, paysWhatWasQuoted, learnsItIsBooked],
  },
];
