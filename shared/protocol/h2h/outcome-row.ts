import type { InTwoLanguages } from "../../calendar/month-name.ts";

/** What H2H says of one outcome. */
export interface H2hRow {
  readonly status: number;
  /** Name of the problem (RFC 9457), kebab case; null for a success. */
  readonly problem: string | null;
  readonly reason: InTwoLanguages;
  /** The one thing that the person at the till does now. */
  readonly cashier: InTwoLanguages;
}

const inTwo = ([english, indonesia]: readonly [string, string]): InTwoLanguages => ({ english, indonesia });

/** Builds a row; texts are pairs of English and Indonesian. */
export function row(
  status: number,
  problem: string | null,
  reason: readonly [english: string, indonesia: string],
  cashier: readonly [english: string, indonesia: string],
): H2hRow {
  return { status, problem, reason: inTwo(reason), cashier: inTwo(cashier) };
}

/** Problem types are names below this address, which is reserved; the public API serves its path. */
const PROBLEMS = "https://kanal.example/problems/";

export const problemType = (problem: string): string => PROBLEMS + problem;
