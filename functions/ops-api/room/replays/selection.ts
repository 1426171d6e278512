import { type Instant, instant } from "../../../../shared/calendar/calendar.ts";
import type { ReplaySelection } from "../../../../shared/replay/replay.ts";
import { canName } from "../../name-length.ts";
import type { Visit } from "../../room.ts";
import { failureQueryOf } from "../failures/failure-query.ts";

/** Says that failures are picked one by one, though none may be. */
export const PICKED_FIELD = "picked";

/** Digits of an instant in milliseconds, until the year 5138. */
const INSTANT = /^\d{13,14}$/;

/**
 * What somebody wants replayed, as an address or a form says it: failures picked one by one, or all that match. All that match ends with the moment at which the
 * preview was made: what goes wrong afterwards was not seen by whoever asks.
 */
export function selectionOf(asked: URLSearchParams, now: Instant): ReplaySelection {
  const failureIds = asked
    .getAll("failure")
    .flatMap((each) => each.split(" "))
    .filter((each) => each !== "" && canName(each));
  // Who picked nothing wants nothing, and least of all everything.
  if (asked.has("failure") || asked.has(PICKED_FIELD)) return { kind: "ids", failureIds };
  const { cause, partnerId } = failureQueryOf(asked);
  const before = asked.get("before") ?? "";
  const openedBefore = INSTANT.test(before) ? instant(Number(before)) : now;
  return { kind: "filter", cause, partnerId, openedBefore };
}

/** The same as unseen fields of a form. */
export function selectionFields(selection: ReplaySelection): Readonly<Record<string, string>> {
  if (selection.kind === "ids") return { failure: selection.failureIds.join(" ") };
  const { cause = "", partnerId = "", openedBefore } = selection;
  return { cause, partner: partnerId, before: String(openedBefore) };
}

/** The page on which a selection is previewed, below `/ops`. */
export function previewPath(selection: ReplaySelection): Visit["path"] {
  return `/replays/new?${new URLSearchParams(selectionFields(selection))}`;
}
