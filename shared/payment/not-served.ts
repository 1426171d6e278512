import { businessDateOf, type Instant } from "../calendar/calendar.ts";
import { hasCapability } from "../partner/channel-terms.ts";
import { closingAt } from "../partner/closing.ts";
import type { InquiryCommand, InquiryRefused } from "./outcome.ts";

/** Why a place gets no price at this moment, whoever is asked about; undefined where it is open. Decided without a read. */
export function notServed({ partner, terms }: InquiryCommand, now: Instant): InquiryRefused | undefined {
  if (partner.standing === "suspended") return { kind: "refused", reason: "partner-suspended" };
  if (!hasCapability(terms, "payments", businessDateOf(now))) {
    return { kind: "refused", reason: "capability-missing" };
  }
  const closed = closingAt(partner.closings, now);
  if (!closed) return undefined;
  const { opensAt } = closed;
  const retryAfterSeconds = Math.ceil((opensAt - now) / 1000);
  return { kind: "refused", reason: "service-closed", opensAt, retryAfterSeconds };
}
