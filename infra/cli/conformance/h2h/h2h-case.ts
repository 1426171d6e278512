import type { ConformanceCase, MidnightCase } from "../case.ts";
import type { H2hBench } from "./h2h-bench.ts";

/** A case for the post office and the minimarkets. */
export type H2hCase = ConformanceCase<H2hBench> & {
  /**
   * What the partner may do for the case to make sense: take payments where nothing is said; `member-lookup` for what a bank's lookup key can do as well;
   * `lookup-only` for what such a key must not.
   */
  readonly needs?: "member-lookup" | "lookup-only";
};

/** The same, living through a midnight. */
export type H2hMidnightCase = MidnightCase<H2hBench>;
