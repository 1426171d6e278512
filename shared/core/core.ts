import type { Instant } from "../calendar/calendar.ts";
import type { Programme } from "../contribution/programme.ts";
import type { PaymentKey, SliceDates } from "../coverage/coverage.ts";
import type { MemberKey } from "../member/member.ts";

/** What every order to the core says. Idempotent by (paymentKey, sequence); a lower sequence than one already seen is ignored. */
interface CoreOrder {
  readonly paymentKey: PaymentKey;
  readonly memberKey: MemberKey;
}

/** What the core membership system is asked to put in force. */
export interface ActivationOrder extends CoreOrder {
  readonly sequence: 1;
  readonly programmes: readonly Programme[];
  readonly months: readonly SliceDates[];
  /** The payment's own instant: cover counts from then, however late the order arrives (domain.md case 26). */
  readonly inForceFrom: Instant;
}

/** What it is asked to take out of force, from its original start (domain.md case 11): everything that this payment's activation put there, or would. */
export interface RevocationOrder extends CoreOrder {
  readonly sequence: 2;
  /** Why the money went back, in fixed words of ours; never a name or a number. */
  readonly reason: string;
}

export type CoreAnswer =
  | { readonly kind: "confirmed" }
  /** A business reason, final. */
  | { readonly kind: "refused"; readonly reason: string };

/** The core membership system. @throws CoreUnavailable when it gave no answer: the order is sent again. */
export interface Core {
  activate(order: ActivationOrder): Promise<CoreAnswer>;
  revoke(order: RevocationOrder): Promise<CoreAnswer>;
}

/** No answer from the core; says nothing about whether the order took effect. */
export class CoreUnavailable extends Error {
  readonly code = "CORE_UNAVAILABLE";
}
