import { expect, it } from "vitest";
import { LAST_SEAL_KEY } from "../../shared/audit/seal-state.ts";
import { type Instant, parseInstant } from "../../shared/calendar/calendar.ts";
import { unsealedDays } from "../../shared/health/unsealed-days.ts";

const at = (text: string): Instant => parseInstant(text) ?? (undefined as never);
const sealed = (day: string | undefined) => ({
  read: async () =>
    day === undefined ? undefined : { ...LAST_SEAL_KEY, schemaVersion: 1, day, rootHash: "-" },
});

it.each([
  ["yesterday is sealed", "2026-11-19", "2026-11-20T23:59:00+07:00", 0],
  ["the sealer still has two of its hours", "2026-11-18", "2026-11-20T01:30:00+07:00", 0],
  ["its time is over", "2026-11-18", "2026-11-20T04:00:00+07:00", 1],
  ["three days are missing", "2026-11-16", "2026-11-20T12:00:00+07:00", 3],
  ["nothing was ever sealed", undefined, "2026-11-20T12:00:00+07:00", 1],
  ["the sealer stopped years ago", "2020-01-01", "2026-11-20T12:00:00+07:00", 400],
])("%s", async (_, day, now, days) => {
  expect(await unsealedDays(sealed(day), at(now))).toBe(days);
});
