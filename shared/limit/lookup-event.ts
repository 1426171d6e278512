import { formatInstant, instant } from "../calendar/calendar.ts";
import { type CloudEvent, cloudEvent } from "../event/cloud-event.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { FAMILY_ALARM_NUMBERS, UNKNOWN_ALARM_NUMBERS } from "./lookup-limits.ts";
import { FAMILY_SORT_KEY, LIMIT_PREFIX, NUMBER_ATTRIBUTE } from "./lookup-window.ts";

/** What of a window is counted against its alarm: different numbers of a family, or numbers that belong to nobody. */
function suspicious(window: LedgerItem | undefined): number {
  if (!window) return 0;
  if (window.SK !== FAMILY_SORT_KEY) return Number(window.unknown ?? 0);
  return Object.keys(window).filter((name) => name.startsWith(NUMBER_ATTRIBUTE)).length;
}

/**
 * The alarm of a window, once: when the change is the one that crosses the line. Derived from the ledger's stream, so that it costs the question nothing, and its id is
 * the window's, so that a second delivery is the same event.
 */
export function lookupEvent(before: LedgerItem | undefined, after: LedgerItem): CloudEvent | undefined {
  const sign = after.SK === FAMILY_SORT_KEY ? "one-family" : "unknown-numbers";
  const line = sign === "one-family" ? FAMILY_ALARM_NUMBERS : UNKNOWN_ALARM_NUMBERS;
  if (suspicious(before) >= line || suspicious(after) < line) return undefined;
  const window = after.PK.slice(LIMIT_PREFIX.length);
  const [partnerId = "", period = "", spot = ""] = window.split("#");
  const from = instant(Number(after.countedFrom));
  return cloudEvent("LookupsInSequence.v1", window, from, {
    partnerId,
    sign,
    period,
    place: sign === "one-family" || spot.startsWith("*") ? null : spot,
    numbers: line,
    countedFrom: formatInstant(from),
  });
}
