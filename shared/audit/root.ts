import { createHash } from "node:crypto";
import { addDays, type BusinessDate, formatInstant, type Instant, startOf } from "../calendar/calendar.ts";

/** How long after midnight in Jakarta a day is left open: acts that were on their way still find their own day. Later ones go to the next. */
const GRACE_MS = 5 * 60_000;

/** The name of a day's root in the vault. */
export const rootName = (day: BusinessDate): string => `roots/${day}.jws`;

/** The name of a tip: its day, and the minute (WIB) at which it was taken. */
export const tipName = (day: BusinessDate, at: Instant): string =>
  `tips/${day}/${formatInstant(at).slice(0, 16).replace("T", "-").replace(":", "")}.jws`;

/** Reads a name of the vault back; undefined for one that is not ours. */
export function dayOfName(name: string): { readonly kind: "root" | "tip"; readonly day: string } | undefined {
  const match = /^(?:roots\/(\d{4}-\d{2}-\d{2})|tips\/(\d{4}-\d{2}-\d{2})\/[\d-]+)\.jws$/.exec(name);
  const [, root, tip] = match ?? [];
  if (root !== undefined) return { kind: "root", day: root };
  return tip === undefined ? undefined : { kind: "tip", day: tip };
}

/** The hash by which the next root names this one: SHA-256 over the signed bytes, which the signature does not have to be trusted for. */
export function rootHash(signedBytes: Uint8Array): string {
  return createHash("sha256").update(signedBytes).digest("hex");
}

/** Whether a day is over for everybody, so that it may be closed. */
export function mayClose(day: BusinessDate, now: Instant): boolean {
  return now >= startOf(addDays(day, 1)) + GRACE_MS;
}
