import { ACCIDENT_CASES } from "./cases/accidents.ts";
import { AMOUNT_CASES } from "./cases/amounts.ts";
import { HEADER_CASES } from "./cases/headers.ts";
import { INQUIRY_CASES } from "./cases/inquiry.ts";
import { INQUIRY_REFUSAL_CASES } from "./cases/inquiry-refusals.ts";
import { PAYMENT_CASES } from "./cases/payment.ts";
import { REPEAT_CASES } from "./cases/repeats.ts";
import { SIGNATURE_CASES } from "./cases/signature.ts";
import { STATUS_CASES } from "./cases/status.ts";
import { TOKEN_CASES } from "./cases/token.ts";
import { TOKENLESS_CASES } from "./cases/tokenless.ts";
import { TRANSPORT_CASES } from "./cases/transport.ts";
import { UNQUOTED_CASES } from "./cases/unquoted.ts";
import type { SnapCase } from "./snap-case.ts";

/** Every case for a bank, in the order in which an engineer would want them: first who may ask, last what goes wrong. */
export const SNAP_CASES: readonly SnapCase[] = [
  ...TOKEN_CASES.map((one) => ({ ...one, signing: "with-token" as const })),
  ...TOKENLESS_CASES.map((one) => ({ ...one, signing: "without-token" as const })),
  ...HEADER_CASES,
  ...SIGNATURE_CASES,
  ...INQUIRY_CASES,
  ...INQUIRY_REFUSAL_CASES,
  ...PAYMENT_CASES,
  ...UNQUOTED_CASES.map((one) => ({ ...one, cash: "taken-first" as const })),
  ...AMOUNT_CASES,
  ...REPEAT_CASES,
  ...STATUS_CASES,
  ...TRANSPORT_CASES,
  ...ACCIDENT_CASES,
];

export { MIDNIGHT_CASES as SNAP_MIDNIGHT_CASES } from "./cases/midnight.ts";
