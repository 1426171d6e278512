import * as z from "zod";
import { wanted } from "./wanted.ts";

/** Shorter prefixes than this let in whole networks: no partner and no office has one. */
export const PREFIX_BITS_MIN = 16;

const BITS = 32;
const RANGE = "an IPv4 range as 198.51.100.0/24, no wider than /16, with no bits set after its prefix";

interface Range {
  readonly first: number;
  readonly bits: number;
}

/** A range of addresses that may come in. The web ACL takes a range as it is written here, so bits after the prefix are a mistyped range. */
export const AddressRange = z.string(wanted(RANGE)).refine((text) => {
  const range = rangeOf(text);
  return range !== undefined && range.bits >= PREFIX_BITS_MIN && range.first % 2 ** (BITS - range.bits) === 0;
}, wanted(RANGE));

/** Whether two ranges have an address in common: a partner counted by its addresses must not be counted as another one. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [rangeOf(one), rangeOf(other)];
  if (!a || !b) return false;
  const size = 2 ** (BITS - Math.min(a.bits, b.bits));
  return Math.floor(a.first / size) === Math.floor(b.first / size);
}

function rangeOf(text: string): Range | undefined {
  if (!z.cidrv4().safeParse(text).success) return undefined;
  const [address = "", bits = ""] = text.split("/");
  const first = address.split(".").reduce((above, byte) => above * 256 + Number(byte), 0);
  return { first, bits: Number(bits) };
}
