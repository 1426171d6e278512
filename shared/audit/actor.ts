import type { AuditEntry } from "./audit-entry.ts";

/** Who acts, and from where: made at the edge, from a verified token or the shell's user, never from what a request says of itself. */
export interface Actor {
  /** The subject of the OpenID Connect token; `system:<function>` where nobody asked. */
  readonly subject: string;
  /** Where the act came from: an address, a shell's host. */
  readonly origin: string;
}

/** The entry that tells of an act of this actor. */
export function actOf(actor: Actor, act: Omit<AuditEntry, "actor" | "origin">): AuditEntry {
  return { ...act, actor: actor.subject, origin: actor.origin };
}
