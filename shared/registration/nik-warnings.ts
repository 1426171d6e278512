import type { BusinessDate } from "../calendar/calendar.ts";
import type { Nik } from "../member/member.ts";

/** What does not agree between a NIK and what its bearer says. */
export type NikWarning = "birth-date-differs" | "sex-differs";

/**
 * Compares a NIK's day, month and year, and the 40 that are added to a woman's day, with what was declared. A NIK never changes even when the date in it is wrong, so
 * this is a hint for the core and never a refusal at a counter (domain.md 3.1).
 */
export function nikWarnings(
  nik: Nik,
  declared: { readonly birthDate: BusinessDate; readonly sex?: "F" | "M" | undefined },
): readonly NikWarning[] {
  const dayInNik = Number(nik.slice(6, 8));
  const isWoman = dayInNik > 40;
  const day = String(isWoman ? dayInNik - 40 : dayInNik).padStart(2, "0");
  const inNik = `${nik.slice(10, 12)}-${nik.slice(8, 10)}-${day}`;
  const warnings: NikWarning[] = [];
  if (declared.birthDate.slice(2) !== inNik) warnings.push("birth-date-differs");
  if (declared.sex !== undefined && (declared.sex === "F") !== isWoman) warnings.push("sex-differs");
  return warnings;
}
