import { ACCIDENT_CASES } from "./cases/accidents.ts";
import { ANSWER_CASES } from "./cases/answers.ts";
import { DIGEST_CASES } from "./cases/digest.ts";
import { INQUIRY_CASES } from "./cases/inquiry.ts";
import { LOOKUP_CASES } from "./cases/lookup.ts";
import { PAYMENT_CASES } from "./cases/payment.ts";
import { REPEAT_CASES } from "./cases/repeats.ts";
import { REVERSAL_CASES } from "./cases/reversal.ts";
import { SIGNATURE_CASES } from "./cases/signature.ts";
import { STATUS_CASES } from "./cases/status.ts";
import { TRANSPORT_CASES } from "./cases/transport.ts";
import { WINDOW_CASES } from "./cases/window.ts";
import type { H2hCase } from "./h2h-case.ts";

/** Every case for an H2H partner, in the order in which an engineer would want them: first who may ask, last what goes wrong. */
export const H2H_CASES: readonly H2hCase[] = [
  ...SIGNATURE_CASES,
  ...DIGEST_CASES,
  ...WINDOW_CASES,
  ...ANSWER_CASES,
  ...INQUIRY_CASES,
  ...PAYMENT_CASES,
  ...REPEAT_CASES,
  ...STATUS_CASES,
  ...REVERSAL_CASES,
  ...LOOKUP_CASES,
  ...TRANSPORT_CASES,
  ...ACCIDENT_CASES,
];

export { MIDNIGHT_CASES as H2H_MIDNIGHT_CASES } from "./cases/midnight.ts";
