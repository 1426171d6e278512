import { formatInstant, instant } from "../calendar/calendar.ts";
import { type CloudEvent, cloudEvent } from "../event/cloud-event.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { registrationOf } from "./registration-item.ts";

/** The event of a registration that the core has just confirmed. */
export function registrationEvent(before: LedgerItem | undefined, after: LedgerItem): CloudEvent | undefined {
  const { state, registrationId, memberKey, partnerId, askedAt, decidedAt } = registrationOf(after);
  if (state !== "registered" || (before && registrationOf(before).state === "registered")) return undefined;
  const at = instant(decidedAt ?? askedAt);
  return cloudEvent("MemberRegistered.v1", registrationId, at, {
    registrationId,
    memberKey,
    partnerId,
    registeredAt: formatInstant(at, "milliseconds"),
  });
}
