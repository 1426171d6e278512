import type { Manners } from "../../../infra/cli/conformance/partner/careful-client.ts";
import type { Counter } from "../../../infra/cli/conformance/partner/counter.ts";
import {
  forgetsFaults,
  insists,
  namesEachTap,
  paysAnew,
  readsNoHeaders,
  renamesRepeats,
  restampsRepeats,
  reversesInDoubt,
  rounds,
  tokenPerCall,
  verifiesNothing,
} from "./bad-counters.ts";
import type { ConformanceGround } from "./conformance-ground.ts";

/** A client that gets something wrong, and what of it the kit has to see. */
export interface Bad {
  readonly what: string;
  readonly scenarios: readonly string[];
  readonly counter: (good: Counter, ground: ConformanceGround, partnerId: string) => Counter;
  readonly manners?: Partial<Manners>;
  /** `scenario: label` of every check that fails, and no other. */
  readonly fails: readonly string[];
}

const itself = (counter: Counter) => counter;

/** What clients of either protocol get wrong. */
const ANY: readonly Bad[] = [
  {
    what: "pays a second bill after silence",
    scenarios: ["first-payment", "answer-lost", "quote-expired"],
    counter: paysAnew,
    fails: ["answer-lost: no fresh payment for the same worker"],
  },
  {
    what: "asks at once",
    scenarios: ["first-payment", "answer-lost", "patience"],
    counter: itself,
    manners: { patienceMs: 0 },
    fails: ["patience: it waits before it asks"],
  },
  {
    what: "storms an outage",
    scenarios: ["first-payment", "answer-lost", "outage"],
    counter: itself,
    manners: { patienceMs: 200, growth: 1, attemptsMax: 1_000 },
    fails: [
      "outage: the repeats are few",
      "outage: there is time between the repeats",
      "outage: the waits grow",
    ],
  },
  {
    what: "reads no Retry-After",
    scenarios: ["first-payment", "retry-after-payment", "retry-after-inquiry", "answer-504"],
    counter: readsNoHeaders,
    fails: ["retry-after-payment: Retry-After is honoured", "retry-after-inquiry: Retry-After is honoured"],
  },
  {
    what: "takes 5xx for a refusal",
    scenarios: ["first-payment", "answer-504", "refused"],
    counter: forgetsFaults,
    fails: [
      "answer-504: the client finds out what became of it",
      "answer-504: the client learns that the payment is booked",
    ],
  },
  {
    what: "rounds down to thousands",
    scenarios: ["unknown-worker", "several-months"],
    counter: rounds,
    fails: [
      "several-months: the amount paid is the amount quoted",
      "several-months: the client learns that the payment is booked",
    ],
  },
  {
    what: "stamps repeats with the time of sending",
    scenarios: ["answer-lost", "request-lost"],
    counter: restampsRepeats,
    fails: ["request-lost: a repeat is the same payment"],
  },
];

export const BAD_BANKS: readonly Bad[] = [
  ...ANY,
  {
    what: "gives each message a reference of its own",
    scenarios: ["first-payment", "answer-lost", "request-lost"],
    counter: renamesRepeats,
    // At a bank the reference is the inquiry's id: another one is unknown, and so the bill is asked for again and paid.
    fails: [
      "request-lost: the same payment keeps its reference",
      "request-lost: no fresh payment for the same worker",
      "request-lost: the amount paid is the amount quoted",
    ],
  },
  {
    what: "sends what was refused again under another name",
    scenarios: ["first-payment", "answer-lost", "refused"],
    counter: insists,
    fails: ["refused: the amount paid is the amount quoted", "refused: a new payment has a new inquiry"],
  },
  {
    what: "fetches a token for each call",
    scenarios: ["first-payment", "token-reuse", "answer-lost"],
    counter: (_, ground, partnerId) => tokenPerCall(ground.bank(partnerId)),
    fails: ["token-reuse: at most one token is fetched", "token-reuse: messages share a token"],
  },
];

export const BAD_SHOPS: readonly Bad[] = [
  ...ANY,
  {
    what: "gives each message a reference of its own",
    scenarios: ["first-payment", "answer-lost", "request-lost"],
    counter: renamesRepeats,
    fails: ["request-lost: the same payment keeps its reference"],
  },
  {
    what: "sends what was refused again under another name",
    scenarios: ["first-payment", "answer-lost", "refused"],
    counter: insists,
    fails: ["refused: a new payment has a new inquiry"],
  },
  {
    what: "verifies no signature",
    scenarios: ["first-payment", "answer-lost", "answer-signature-wrong"],
    counter: (_, ground, partnerId) => verifiesNothing(ground.shop(partnerId)),
    fails: [
      "answer-signature-wrong: the client finds out what became of it",
      "answer-signature-wrong: the client learns that the payment is booked",
    ],
  },
  {
    what: "reverses what it is in doubt about",
    scenarios: ["first-payment", "request-lost"],
    counter: reversesInDoubt,
    fails: [
      "request-lost: no reversal while the outcome is unknown",
      "request-lost: the client learns that the payment is booked",
    ],
  },
  {
    what: "makes the reference with the tap",
    scenarios: ["first-payment", "double-tap"],
    counter: namesEachTap,
    fails: ["double-tap: the same payment keeps its reference"],
  },
];
