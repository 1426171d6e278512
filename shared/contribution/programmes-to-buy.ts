import { type BpuCategory, PROGRAMMES, type Programme } from "./programme.ts";

export type ProgrammesToBuy =
  | { readonly kind: "buy"; readonly programmes: readonly Programme[] }
  | { readonly kind: "refused"; readonly reason: "jht-alone" };

/**
 * The programmes that a quote is made for. JKK and JKM are bought together or not at all (domain.md 0.1), and a BPU worker who
 * employs others takes JHT as well, asked for or not (case 43). A record that names JHT alone says that somebody else pays
 * his JKK and JKM; whether JHT may then be sold at a till is not known, so it is refused (case 28).
 */
export function programmesToBuy(
  memberProgrammes: readonly Programme[],
  bpuCategory: BpuCategory,
): ProgrammesToBuy {
  const alone = memberProgrammes.length > 0 && memberProgrammes.every((programme) => programme === "JHT");
  if (alone) return { kind: "refused", reason: "jht-alone" };
  const withJht = memberProgrammes.includes("JHT") || bpuCategory === "PEMBERI_KERJA";
  return { kind: "buy", programmes: PROGRAMMES.filter((programme) => programme !== "JHT" || withJht) };
}
