import * as z from "zod/mini";
import { formatInstant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { type CloudEvent, cloudEvent } from "../event/cloud-event.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import type { LedgerItem } from "../ledger/write.ts";

export const REPLAY_SORT_KEY = "REPLAY";

/** All that the relay reads of a replay. */
const Requested = z.object({ replayId: z.string(), requestedAt: InstantMs });

/** The event of a replay that was asked for: the runner begins with it. What a replay does later it tells nobody. @throws LedgerFault */
export function replayEvent(before: LedgerItem | undefined, after: LedgerItem): CloudEvent | undefined {
  if (before) return undefined;
  const { replayId, requestedAt } = decodeItem("replay", Requested, after);
  const at = formatInstant(requestedAt, "milliseconds");
  return cloudEvent("ReplayRequested.v1", replayId, requestedAt, { replayId, requestedAt: at });
}
