import type { Clock, Ids } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Keyring } from "../seal/keyring.ts";

/** What the payment core is given; nothing in it reaches for a clock, randomness or a key by itself. */
export interface PaymentDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Of all keys the two that money needs: who somebody is, and his name. Tokens and answers are signed elsewhere. */
  readonly keys: Pick<Keyring, "nikHashKey" | "dataKey">;
}
