import type { Instant } from "../calendar/calendar.ts";

/** One act of a person or of the system on its own account: who, what, why, when, from where (domain.md 7.1). */
export interface AuditEntry {
  /** Made once for the act: the same id again is the same act, and is not entered twice. */
  readonly auditId: string;
  /** Machine time (`clock.machineNow()`), never the sandbox's business time: days are closed and sealed when they are over for everybody. */
  readonly at: Instant;
  /** The subject of the person's token, the shell's user, or `system:<function>`. */
  readonly actor: string;
  readonly action: string;
  /** What was acted on: a key of ours, never a NIK or a name. */
  readonly subject: string;
  readonly reason: string;
  readonly origin: string;
}
