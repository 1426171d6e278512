import { type BillingCode, parseBillingCode } from "../../billing-code/billing-code.ts";
import type { Nik } from "../../member/member.ts";
import { parseNik } from "../../member/nik.ts";
import { type H2hFailure, malformed } from "./failure.ts";
import type { LookupRequest } from "./request.ts";

export type CustomerNumberReading =
  | { readonly kind: "nik"; readonly nik: Nik }
  | { readonly kind: "billing-code"; readonly code: BillingCode }
  | { readonly kind: "failed"; readonly failure: H2hFailure };

/** Reads the number that the cashier typed, by the type that the till says: never guessed from its length (domain.md 3.1). */
export function readCustomerNumber({ type, value }: LookupRequest["customerNumber"]): CustomerNumberReading {
  if (type === "BILLING_CODE") {
    const code = parseBillingCode(value);
    return code ? { kind: "billing-code", code } : wrong;
  }
  const nik = parseNik(value);
  return nik ? { kind: "nik", nik } : wrong;
}

const wrong = { kind: "failed", failure: malformed("customerNumber.value") } as const;
