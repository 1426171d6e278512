const DIGITS = 13;

declare const billingCodeBrand: unique symbol;

/** A number to pay with where a NIK is too long to type: 13 digits, bound to one worker and a number of months for a day. */
export type BillingCode = string & { readonly [billingCodeBrand]: true };

/**
 * Quasigroup of Damm (2004), order 10: its check digit finds every single wrong digit and every two neighbours swapped, which are what a
 * cashier mistypes most.
 */
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** The interim digit of Damm's method after all digits; 0 for a number that ends in its own check digit. */
function interim(digits: string): number {
  let digit = 0;
  for (const next of digits) digit = Number(DAMM[digit]?.[Number(next)]);
  return digit;
}

/** Appends the check digit to the first twelve digits. */
export function withCheckDigit(twelve: string): BillingCode {
  if (!/^\d{12}$/.test(twelve)) throw new RangeError("not twelve digits");
  return `${twelve}${interim(twelve)}` as BillingCode;
}

/** Reads a billing code. Undefined for another length or a wrong check digit, so that most typing errors cost no read. */
export function parseBillingCode(text: string): BillingCode | undefined {
  const fits = text.length === DIGITS && /^\d+$/.test(text) && interim(text) === 0;
  return fits ? (text as BillingCode) : undefined;
}
