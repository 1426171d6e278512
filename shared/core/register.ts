import type { MemberKey } from "../member/member.ts";

/** Asks the core to make somebody a member. What he said of himself travels sealed under the key that the core's feed has as well. */
export interface RegistrationOrder {
  /** Ours; the core registers once for each. */
  readonly registrationId: string;
  readonly memberKey: MemberKey;
  readonly sealedForm: string;
}

export type RegistrationAnswer =
  /** He is a member; how the core describes him, sealed like its feed. */
  | { readonly kind: "registered"; readonly sealedMember: string }
  /** A business reason, final for this form. */
  | { readonly kind: "refused"; readonly reason: string };

/** Who decides about membership: never we. @throws CoreUnavailable when it gave no answer: the same order is sent again */
export interface MembershipRegister {
  register(order: RegistrationOrder): Promise<RegistrationAnswer>;
}
