import type { Instant } from "./calendar.ts";

/**
 * Where time comes from. Two clocks, because the sandbox moves the first: business dates, quotes, coverage and windows follow
 * `businessNow`, while signatures, nonces and tokens always follow `machineNow`, so that foreign clients keep working
 * when somebody looks at next January. In AWS both are the machine's.
 */
export interface Clock {
  businessNow(): Instant;
  machineNow(): Instant;
}

/** The source of identifiers; a value, so that a test or a simulation can make them repeatable. */
export interface Ids {
  /** A new identifier of 26 or more URL-safe characters; nobody can guess the next one. */
  next(): string;
}
