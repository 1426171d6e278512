import { outage, toFirst } from "../accident.ts";
import { honoursRetryAfter, isBounded, isSpaced, waitsGrow } from "../checks/manners.ts";
import { learnsItIsBooked, paysWhatWasQuoted, stopsWhenBooked } from "../checks/ordinary.ts";
import { accidentHappened, keepsReference, paysNoSecondBill } from "../checks/same-payment.ts";
import type { Scenario } from "../scenario.ts";
import { knowsItIsBooked } from "../story.ts";

const OUTAGE = {
  protocols: ["snap", "h2h"],
  mandatory: true,
  action: "pay",
  months: 1,
  isDone: knowsItIsBooked,
} as const satisfies Partial<Scenario>;

const BOOKED_IN_THE_END = [keepsReference, paysNoSecondBill, learnsItIsBooked];

/** The gateway is busy or down for a while. */
export const OUTAGES: readonly Scenario[] = [
  {
    ...OUTAGE,
    id: "outage",
    title: "503 for a while",
    reason: "Ten thousand tills that repeat at once keep down what they wait for.",
    reference: "RFC 9110 section 15.6.4; docs/partners/partner-mode.md: waits",
    lookAt: "the number of repeats and whether the wait doubles",
    accident: outage,
    rules: [accidentHappened, isBounded, isSpaced, waitsGrow, ...BOOKED_IN_THE_END],
  },
  {
    ...OUTAGE,
    id: "retry-after-payment",
    title: "A payment is answered 503 with Retry-After",
    reason: "Retry-After is the gateway's own estimate; earlier messages are wasted.",
    reference: "RFC 9110 section 10.2.3",
    lookAt: "whether Retry-After is read at all",
    accident: toFirst("payment", { when: "before", kind: "answer-at-door", status: 503, retryAfter: true }),
    rules: [accidentHappened, honoursRetryAfter, ...BOOKED_IN_THE_END],
  },
  {
    ...OUTAGE,
    id: "retry-after-inquiry",
    title: "An inquiry is answered 429 with Retry-After",
    reason: "A limit on inquiries protects the workers' names; a client that ignores it is cut off.",
    reference: "RFC 6585 section 4; RFC 9110 section 10.2.3; SNAP BI 429xx00",
    lookAt: "whether 429 is treated like a refusal, or repeated at once",
    accident: toFirst("inquiry", { when: "before", kind: "answer-at-door", status: 429, retryAfter: true }),
    rules: [accidentHappened, honoursRetryAfter, paysWhatWasQuoted, learnsItIsBooked, stopsWhenBooked],
  },
];
