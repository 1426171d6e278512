import {
  keepsKeysApart,
  keepsReferencesApart,
  numbersEachMessage,
  signedThroughout,
  timedThroughout,
} from "../checks/whole-session.ts";
import type { Scenario } from "../scenario.ts";

const WHOLE = {
  mandatory: true,
  action: "nothing",
  months: 1,
  isDone: () => true,
} as const satisfies Partial<Scenario>;

const THROUGHOUT = [signedThroughout, timedThroughout, keepsReferencesApart];

/** What only the whole session shows; judged last. */
export const WHOLE_SESSION: readonly Scenario[] = [
  {
    ...WHOLE,
    id: "message-ids",
    title: "Every message has an id of its own",
    protocols: ["snap"],
    reason:
      "A used X-EXTERNAL-ID is 409xx00, and a bank that reads 409 as a refusal gives booked money back.",
    reference: "SNAP BI security standard: X-EXTERNAL-ID, unique within a day; response code 409xx00",
    lookAt: "whether a repeat gets a new X-EXTERNAL-ID and keeps its paymentRequestId",
    rules: [numbersEachMessage, ...THROUGHOUT],
  },
  {
    ...WHOLE,
    id: "references",
    title: "One reference, one payment",
    protocols: ["h2h"],
    reason: "A reference names a payment for ever; used twice it is a conflict that people have to untangle.",
    reference: "docs/partners/h2h.md: references; docs/partners/outcomes.md, reference-reused",
    lookAt: "how references are made, above all after a restart of the till",
    rules: [keepsKeysApart, ...THROUGHOUT],
  },
];
