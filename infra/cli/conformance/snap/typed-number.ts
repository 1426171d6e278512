import type { SnapUnderTest } from "../partner-under-test.ts";

/** A worker's number as a bank types it, and the field that says the months where the number cannot. */
export interface TypedNumber {
  readonly customerNo: string;
  readonly more: Readonly<Record<string, unknown>>;
}

/** Writes a NIK and months in one of the bank's forms. Undefined for a bank that types neither: codes are issued to people, not to a kit. */
export function typedNumber(
  { customerNumberForms: forms }: Pick<SnapUnderTest, "customerNumberForms">,
  nik: string,
  months: number,
): TypedNumber | undefined {
  if (months === 1 && forms.includes("NIK")) return { customerNo: nik, more: {} };
  if (forms.includes("NIK_MONTHS")) return { customerNo: nik + String(months).padStart(2, "0"), more: {} };
  return forms.includes("NIK") ? { customerNo: nik, more: { additionalInfo: { months } } } : undefined;
}
