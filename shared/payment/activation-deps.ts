import type { Clock } from "../calendar/clock.ts";
import type { Core } from "../core/core.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** What bringing months into force and taking them out again needs. */
export interface ActivationDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly core: Core;
}
