import type { Clock } from "../calendar/clock.ts";
import type { OpenTally } from "../failure/tally-causes.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { HealthLimit } from "./health-limits.ts";

/** What checks look at. */
export interface HealthSight {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** What is open, counted once for all who ask. */
  readonly tally: () => Promise<OpenTally>;
}

/** One thing that can be measured of the gateway, from inside. */
export interface HealthCheck<Sight = HealthSight> {
  readonly name: string;
  readonly unit: "ms" | "seconds" | "count" | "days";
  readonly limit: HealthLimit;
  /** The page that says what to do, `docs/runbooks/<runbook>.md`. */
  readonly runbook: string;
  /** @throws whatever keeps it from being measured, which is bad by itself */
  measure(sight: Sight): Promise<number>;
}

export type HealthStatus = "ok" | "warn" | "bad";

/** How one thing stands. */
export interface HealthFinding {
  readonly name: string;
  readonly status: HealthStatus;
  /** Null where it could not be measured; `fault` says by which code why. */
  readonly measured: number | null;
  readonly unit: HealthCheck["unit"];
  readonly warnAbove: number;
  readonly badAbove: number;
  readonly runbook: string;
  readonly fault?: string;
}
