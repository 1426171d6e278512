/** The most months that one payment buys and the furthest that cover is sold ahead (domain.md 2.4). */
export const MOST_MONTHS = 12;

/**
 * Reads how many months a till asks for: a whole number 1..12, as a JSON number or in plain decimal digits (`"3"`, not `"03"`
 * or `"3.0"`). Undefined for anything else (domain.md case 46).
 */
export function parseMonthCount(value: unknown): number | undefined {
  const count = typeof value === "string" && /^[1-9]\d?$/.test(value) ? Number(value) : value;
  const fits = typeof count === "number" && Number.isInteger(count) && count >= 1 && count <= MOST_MONTHS;
  return fits ? count : undefined;
}
