import { parseMonthCount } from "../../contribution/month-count.ts";
import type { Nik } from "../../member/member.ts";
import { parseNik } from "../../member/nik.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import { malformed, type SnapFailure } from "./failure.ts";

export interface CustomerNumber {
  readonly kind: "customer";
  readonly nik: Nik;
  /** Months that the number itself names; undefined for a bare NIK. */
  readonly months: number | undefined;
}

export type CustomerNumberReading =
  | CustomerNumber
  | { readonly kind: "failed"; readonly failure: SnapFailure };

const failed = (field: string) => ({ kind: "failed", failure: malformed(field) }) as const;

const NIK_DIGITS = 16;

/** Only leading spaces are padding; zeros are digits (snap-bi.md 3.1). */
const unpadded = (text: string) => text.replace(/^ +/, "");

/**
 * Reads the number fields against the partner's profile: 16 digits are a NIK, 18 a NIK and two digits of months, if the bank can type that form
 * (design 5.1). The company code has to be the partner's and the virtual account number the two joined; anything else is 400xx01 naming the field,
 * before any look-up (domain.md case 41).
 */
export function readCustomerNumber(
  sent: { readonly partnerServiceId: string; readonly customerNo: string; readonly virtualAccountNo: string },
  snap: SnapProfile,
): CustomerNumberReading {
  const { customerNo } = sent;
  if (unpadded(sent.partnerServiceId) !== snap.partnerServiceId) return failed("partnerServiceId");
  if (unpadded(sent.virtualAccountNo) !== snap.partnerServiceId + customerNo)
    return failed("virtualAccountNo");
  const form = { 16: "NIK", 18: "NIK_MONTHS" } as const;
  const used = customerNo.length === 16 || customerNo.length === 18 ? form[customerNo.length] : undefined;
  if (used === undefined || !snap.customerNumberForms.includes(used)) return failed("customerNo");
  const nik = parseNik(customerNo.slice(0, NIK_DIGITS));
  if (nik === undefined) return failed("customerNo");
  if (used === "NIK") return { kind: "customer", nik, months: undefined };
  const months = parseMonthCount(Number(customerNo.slice(NIK_DIGITS)));
  return months === undefined ? failed("customerNo") : { kind: "customer", nik, months };
}

/**
 * How many months an inquiry asks for. `additionalInfo.months` may set them for a bare NIK; where the number names them too, both have to agree
 * (design 5.1). Without either it is one month.
 */
export function readMonths(
  number: CustomerNumber,
  additionalInfo: Readonly<Record<string, unknown>>,
):
  | { readonly kind: "months"; readonly months: number }
  | { readonly kind: "failed"; readonly failure: SnapFailure } {
  const { months: asked } = additionalInfo;
  if (asked === undefined || asked === null || asked === "")
    return { kind: "months", months: number.months ?? 1 };
  const months = parseMonthCount(asked);
  const agrees = months !== undefined && (number.months === undefined || number.months === months);
  return agrees ? { kind: "months", months } : failed("additionalInfo.months");
}
