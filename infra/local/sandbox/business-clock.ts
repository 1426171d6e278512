import { type Instant, instant } from "../../../shared/calendar/calendar.ts";
import type { Clock } from "../../../shared/calendar/clock.ts";
import type { DurableStore } from "../durable-store.ts";

/**
 * The sandbox's clock: business time runs at the machine's pace, ahead of it or behind it by a distance that stays with the data folder, because
 * what was booked stays there too. Signatures and tokens read the machine's time.
 */
export interface BusinessClock extends Clock {
  /** Moves business time forward. @returns false, with nothing changed, when `to` lies in its past */
  moveForward(to: Instant): boolean;
  /** Where the clock stood when the folder was begun; undefined before `begin`. */
  readonly begunAt: Instant | undefined;
  /** Sets the clock of an empty folder. */
  begin(at: Instant): void;
  /** Goes to another time without recording it; only the sample histories do that, before anybody is served. */
  visit(at: Instant): void;
  /** Goes back from a visit. */
  comeBack(): void;
}

const OFFSET = "business-clock-offset-ms";
const BEGUN = "business-clock-begun-ms";

const machineNow = () => instant(Date.now());

/** The clock as it was left, or the machine's. */
export function businessClock(store: DurableStore): BusinessClock {
  const recordedMs = () => Number(store.setting(OFFSET) ?? 0);
  let offsetMs = recordedMs();
  const businessNow = () => instant(Date.now() + offsetMs);
  return {
    machineNow,
    businessNow,
    moveForward(to) {
      if (to < businessNow()) return false;
      offsetMs = to - Date.now();
      store.setSetting(OFFSET, String(offsetMs));
      return true;
    },
    get begunAt() {
      const begun = store.setting(BEGUN);
      return begun === undefined ? undefined : instant(Number(begun));
    },
    begin(at) {
      offsetMs = at - Date.now();
      store.setSetting(BEGUN, String(at));
      store.setSetting(OFFSET, String(offsetMs));
    },
    visit(at) {
      offsetMs = at - Date.now();
    },
    comeBack() {
      offsetMs = recordedMs();
    },
  };
}
