import { formatInstant } from "../calendar/calendar.ts";
import { type CloudEvent, cloudEvent } from "../event/cloud-event.ts";
import type { Failure } from "./failure.ts";

/** The event of a failure that was opened. */
export function failureEvent(failure: Failure): CloudEvent {
  return cloudEvent("ActivationFailed.v1", failure.failureId, failure.openedAt, {
    failureId: failure.failureId,
    cause: failure.cause,
    paymentKey: failure.subject.kind === "payment" ? failure.subject.id : null,
    openedAt: formatInstant(failure.openedAt, "milliseconds"),
  });
}
