import { MONEY_MUTANTS } from "./money-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { SIGNATURE_MUTANTS } from "./signature-mutants.ts";
import { WIRE_MUTANTS } from "./wire-mutants.ts";

/** Every deliberate fault that the kit has to notice. */
export const MUTANTS: readonly Mutant[] = [...SIGNATURE_MUTANTS, ...MONEY_MUTANTS, ...WIRE_MUTANTS];

/** Files that only banks' calls, or only minimarkets', go through. */
const OF_BANKS = /\/snap[/-]|\/signature\/(hmac|signature-text|minify)/;
const OF_SHOPS =
  /\/h2h[/-]|\/signature\/(content-digest|signature-input)|\/payment\/(decide-reversal|reverse-)|look-up/;

/** Whom the kit plays against a mutant: a bank and a minimarket, or the one of them that can notice it. */
export function partnersFor({ partners, file }: Mutant): readonly string[] {
  if (partners) return partners;
  if (OF_BANKS.test(file)) return ["bri"];
  return OF_SHOPS.test(file) ? ["indomaret"] : ["bri", "indomaret"];
}
