import { type Rupiah, rupiah } from "../money/rupiah.ts";
import type { SettlementFileForm } from "../partner/settlement-terms.ts";

type AmountForm = SettlementFileForm["amount"];

const FORMS: Readonly<Record<AmountForm, RegExp>> = {
  "8400": /^(\d{1,10})$/,
  "8400.00": /^(\d{1,10})\.00$/,
  "8.400": /^(\d{1,3}(?:\.\d{3}){0,3})$/,
  "8.400,00": /^(\d{1,3}(?:\.\d{3}){0,3}),00$/,
};

/** Reads rupiah as a file writes them; undefined for any other form, for sen and for a sign. */
export function readAmount(text: string, form: AmountForm): Rupiah | undefined {
  const digits = FORMS[form].exec(text)?.[1]?.replaceAll(".", "");
  return digits === undefined ? undefined : rupiah(Number(digits));
}

/** Writes rupiah in the same form. */
export function writeAmount(amount: number, form: AmountForm): string {
  const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, ".");
  switch (form) {
    case "8400":
      return String(amount);
    case "8400.00":
      return `${amount}.00`;
    case "8.400":
      return grouped;
    case "8.400,00":
      return `${grouped},00`;
  }
}
