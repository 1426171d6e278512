import type { Clock, Ids } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Keyring } from "../seal/keyring.ts";

/** What the requests of a person about his own data need (UU 27/2022; domain.md 7.1). */
export interface DataSubjectDeps {
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "nikHashKey" | "dataKey">;
  readonly clock: Clock;
  readonly ids: Ids;
}
