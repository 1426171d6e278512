import type { Clock, Ids } from "../calendar/clock.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { MemberKey } from "../member/member.ts";
import type { Keyring } from "../seal/keyring.ts";

/** What the requests of a person about his own data need (UU 27/2022; domain.md 7.1). */
export interface DataSubjectDeps {
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "nikHashKey" | "dataKey">;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Ideas above this one that hold something of a person too: refused attempts, for one. Each is asked once. */
  readonly also?: readonly SubjectSource[];
}

/** Something else that is held of a person, by the name under which it stands in the export. */
export interface SubjectSource {
  readonly name: string;
  heldOf(of: {
    readonly memberKey: MemberKey;
    readonly paymentKeys: readonly PaymentKey[];
  }): Promise<readonly unknown[]>;
}
