import { type BillingCode, parseBillingCode } from "../../billing-code/billing-code.ts";
import { parseMonthCount } from "../../contribution/month-count.ts";
import type { Nik } from "../../member/member.ts";
import { parseNik } from "../../member/nik.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import { malformed, type SnapFailure } from "./failure.ts";

/** A worker whom a number names. */
export interface CustomerNumber {
  readonly kind: "customer";
  readonly nik: Nik;
  /** Months that the number itself names; undefined for a bare NIK. */
  readonly months: number | undefined;
}

/** A number that stands for a worker and months for a day; whom, only the ledger knows. */
export interface BillingNumber {
  readonly kind: "code";
  readonly code: BillingCode;
}

export type NumberReading =
  | CustomerNumber
  | BillingNumber
  | { readonly kind: "failed"; readonly failure: SnapFailure };

const failed = (field: string) => ({ kind: "failed", failure: malformed(field) }) as const;

const NIK_DIGITS = 16;

/** The form that a number of so many digits has, if the bank types it at all. */
const FORMS: Readonly<Record<number, SnapProfile["customerNumberForms"][number]>> = {
  13: "BILLING_CODE",
  16: "NIK",
  18: "NIK_MONTHS",
};

/** Whether a text is the number with padding in front. Some banks write zeros where the standard says spaces; a zero of another bank's is a digit (snap-bi.md 3.1). */
function isPadded(text: string, number: string, padding: SnapProfile["padding"]): boolean {
  if (!text.endsWith(number)) return false;
  const before = text.slice(0, text.length - number.length);
  return /^ *$/.test(before) || (padding === "zero" && /^0*$/.test(before));
}

/**
 * Reads the number fields against the partner's profile: 16 digits are a NIK, 18 a NIK and two digits of months, 13 a billing code, each only where the
 * profile lists it (design 5.1). The company code has to be the partner's and the virtual account number the two joined; anything else is 400xx01
 * naming the field, before any look-up (domain.md case 41).
 */
export function readCustomerNumber(
  sent: { readonly partnerServiceId: string; readonly customerNo: string; readonly virtualAccountNo: string },
  snap: SnapProfile,
): NumberReading {
  const { customerNo } = sent;
  const { partnerServiceId, padding } = snap;
  if (!isPadded(sent.partnerServiceId, partnerServiceId, padding)) return failed("partnerServiceId");
  if (!isPadded(sent.virtualAccountNo, partnerServiceId + customerNo, padding))
    return failed("virtualAccountNo");
  const form = FORMS[customerNo.length];
  if (form === undefined || !snap.customerNumberForms.includes(form)) return failed("customerNo");
  if (form === "BILLING_CODE") {
    const code = parseBillingCode(customerNo);
    return code === undefined ? failed("customerNo") : { kind: "code", code };
  }
  const nik = parseNik(customerNo.slice(0, NIK_DIGITS));
  if (nik === undefined) return failed("customerNo");
  if (form === "NIK") return { kind: "customer", nik, months: undefined };
  const months = parseMonthCount(Number(customerNo.slice(NIK_DIGITS)));
  return months === undefined ? failed("customerNo") : { kind: "customer", nik, months };
}

/** Months that `additionalInfo` names: a count, nothing, or something that is no count. */
export function monthsAsked({ months }: Readonly<Record<string, unknown>>): number | undefined | "malformed" {
  if (months === undefined || months === null || months === "") return undefined;
  return parseMonthCount(months) ?? "malformed";
}

/**
 * How many months an inquiry asks for. `additionalInfo.months` may set them for a bare NIK; where the number names them too, both have to agree
 * (design 5.1). Without either it is one month.
 */
export function readMonths(
  number: Pick<CustomerNumber, "months">,
  additionalInfo: Readonly<Record<string, unknown>>,
):
  | { readonly kind: "months"; readonly months: number }
  | { readonly kind: "failed"; readonly failure: SnapFailure } {
  const asked = monthsAsked(additionalInfo);
  if (asked === undefined) return { kind: "months", months: number.months ?? 1 };
  const agrees = asked !== "malformed" && (number.months === undefined || number.months === asked);
  return agrees ? { kind: "months", months: asked } : failed("additionalInfo.months");
}
