import { type Rupiah, rupiah } from "../../money/rupiah.ts";

/** A text in both languages, as SNAP carries reasons, descriptions and free texts. */
export interface Bilingual {
  readonly english: string;
  readonly indonesia: string;
}

/** An amount as SNAP writes it. */
export interface WireAmount {
  readonly value: string;
  readonly currency: "IDR";
}

/** Rupiah with the two decimals that the standard demands: 187500 is `187500.00`. */
export function wireAmount(amount: Rupiah): WireAmount {
  return { value: `${amount}.00`, currency: "IDR" };
}

/** The only form of an amount that is taken: whole rupiah and `.00`. `8400.50`, `8.400` and `8400` are none (domain.md case 48). */
export const WIRE_AMOUNT_VALUE = /^(?:0|[1-9]\d{0,11})\.00$/;

/** Reads a value of that form. */
export function rupiahOfWire(value: string): Rupiah {
  return rupiah(Number(value.slice(0, -3)));
}
