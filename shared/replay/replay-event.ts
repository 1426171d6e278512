import { formatInstant } from "../calendar/calendar.ts";
import { type CloudEvent, cloudEvent } from "../event/cloud-event.ts";
import type { Replay } from "./replay.ts";

/** The event of a replay that was asked for: the runner begins with it. */
export function replayEvent({ replayId, requestedAt }: Replay): CloudEvent {
  const at = formatInstant(requestedAt, "milliseconds");
  return cloudEvent("ReplayRequested.v1", replayId, requestedAt, { replayId, requestedAt: at });
}
