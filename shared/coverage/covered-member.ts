import type { Member } from "../member/member.ts";
import type { Coverage } from "./coverage.ts";

/** A member and what is booked for him, read together. */
export interface CoveredMember {
  readonly member: Member | undefined;
  readonly coverage: Coverage;
}
