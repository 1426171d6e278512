import { type Instant, instant } from "../../../../shared/calendar/calendar.ts";
import type { Clock, Ids } from "../../../../shared/calendar/clock.ts";

/** A clock that stands until it is moved, so that what is measured is the same on every machine. */
export interface MeasuredClock extends Clock {
  now(): Instant;
  moveBy(ms: number): void;
  moveTo(time: Instant): void;
}

/** Starts it. A moment that does not end in zeros: DynamoDB stores those for nothing, and a real one rarely has them. */
export function measuredClock(begin: Instant): MeasuredClock {
  let time = begin;
  const now = () => time;
  return {
    ...{ now, businessNow: now, machineNow: now },
    moveBy(ms) {
      time = instant(time + ms);
    },
    moveTo(later) {
      time = later;
    },
  };
}

const ID_CHARACTERS = 26;

/** Ids of the deployed length, one after the other. */
export function countedIds(): Ids {
  let last = 0;
  return { next: () => `M${String(++last).padStart(ID_CHARACTERS - 1, "0")}` };
}
