import type { Instant } from "../calendar/calendar.ts";
import type { PartnerDirectory } from "./partner.ts";

/** A revocation or suspension holds everywhere after this long (design section 6). */
export const DIRECTORY_MAX_AGE_MS = 10_000;

/**
 * Keeps the directory for at most ten seconds of machine time. Callers that meet a stale copy share one read. A read that fails is the
 * caller's fault to report (5xx): an old copy is never used past its age, or a revoked key would live on in an outage.
 */
export function cachedDirectory(
  read: () => Promise<PartnerDirectory>,
  machineNow: () => Instant,
): () => Promise<PartnerDirectory> {
  let current: { readAt: Instant; directory: Promise<PartnerDirectory> } | undefined;
  return () => {
    const now = machineNow();
    if (current && now - current.readAt < DIRECTORY_MAX_AGE_MS && now >= current.readAt)
      return current.directory;
    const reading = { readAt: now, directory: read() };
    current = reading;
    reading.directory.catch(() => {
      if (current === reading) current = undefined;
    });
    return reading.directory;
  };
}
