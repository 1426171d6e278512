import type { Instant } from "../calendar/calendar.ts";
import type { Programme } from "../contribution/programme.ts";
import type { PaymentKey, SliceDates } from "../coverage/coverage.ts";
import type { MemberKey } from "../member/member.ts";

/** What the core membership system is asked to put in force. Idempotent by (paymentKey, sequence). */
export interface ActivationOrder {
  readonly paymentKey: PaymentKey;
  /** 1 activates; a later order about the same payment carries a higher number and a lower one is ignored. */
  readonly sequence: 1;
  readonly memberKey: MemberKey;
  readonly programmes: readonly Programme[];
  readonly months: readonly SliceDates[];
  /** The payment's own instant: cover counts from then, however late the order arrives (domain.md case 26). */
  readonly inForceFrom: Instant;
}

export type ActivationAnswer =
  | { readonly kind: "confirmed" }
  /** A business reason, final. */
  | { readonly kind: "refused"; readonly reason: string };

/** The core membership system. @throws CoreUnavailable when it gave no answer: the order is sent again. */
export interface Core {
  activate(order: ActivationOrder): Promise<ActivationAnswer>;
}

/** No answer from the core; says nothing about whether the order took effect. */
export class CoreUnavailable extends Error {
  readonly code = "CORE_UNAVAILABLE";
}
