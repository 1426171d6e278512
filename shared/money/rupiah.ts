declare const rupiahBrand: unique symbol;

/** A whole, non-negative number of rupiah. There are no sen in contributions (domain.md 2.2). */
export type Rupiah = number & { readonly [rupiahBrand]: true };

/** The largest amount this system will carry: far above 12 months of the highest band (7.5 million). */
const LARGEST_RUPIAH = 1_000_000_000_000;

export const ZERO_RUPIAH = 0 as Rupiah;

/**
 * Brands an integer as rupiah.
 * @throws RangeError when the value is not a whole number in 0..10^12: a fraction means that somebody computed a price.
 */
export function rupiah(value: number): Rupiah {
  if (!Number.isSafeInteger(value) || value < 0 || value > LARGEST_RUPIAH) {
    throw new RangeError(`not an amount in whole rupiah: ${value}`);
  }
  return value as Rupiah;
}

/** Adds amounts; the sum of none is zero. */
export function sumRupiah(amounts: Iterable<Rupiah>): Rupiah {
  let total = 0;
  for (const amount of amounts) total += amount;
  return rupiah(total);
}
