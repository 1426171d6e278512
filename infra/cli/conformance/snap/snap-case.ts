import type { ConformanceCase, MidnightCase } from "../case.ts";
import type { SnapBench } from "./snap-bench.ts";

/**
 * Whom a case is for. `cash`: partners that ask before they take the cash, and so can give it back when they are refused, or those that tell us afterwards. Both where nothing is
 * said.
 */
interface MeantFor {
  readonly cash?: "in-hand" | "taken-first";
  /** Which of the standard's two signatures the bank's calls carry. */
  readonly signing?: "with-token" | "without-token";
}

/** A case for banks. */
export type SnapCase = ConformanceCase<SnapBench> & MeantFor;

/** A case for banks that lives through a midnight. */
export type SnapMidnightCase = MidnightCase<SnapBench> & MeantFor;
