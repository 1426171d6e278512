import type { Nik } from "../../member/member.ts";
import { parseNik } from "../../member/nik.ts";
import { type H2hFailure, malformed } from "./failure.ts";
import type { LookupRequest } from "./request.ts";

export type CustomerNumberReading =
  | { readonly kind: "nik"; readonly nik: Nik }
  | { readonly kind: "failed"; readonly failure: H2hFailure };

/** Reads the number that the cashier typed. Billing codes are refused by name until they are issued. */
export function readCustomerNumber({ type, value }: LookupRequest["customerNumber"]): CustomerNumberReading {
  if (type === "BILLING_CODE") return { kind: "failed", failure: { kind: "billing-code-unsupported" } };
  const nik = parseNik(value);
  return nik ? { kind: "nik", nik } : { kind: "failed", failure: malformed("customerNumber.value") };
}
