import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("./day-in-zone.ts", import.meta.url));

function inZone(zone: string): { minutesWestOfUtc: number; said: unknown[][] } {
  const env = { ...process.env, TZ: zone };
  return JSON.parse(execFileSync(process.execPath, [script], { env, encoding: "utf8" }));
}

test("days come out the same wherever the process believes to be (domain.md cases 6 and 7)", () => {
  const utc = inZone("UTC");
  expect(utc.said.map(([day]) => day)).toEqual(["2026-12-31", "2027-01-01", "2026-03-29"]);
  for (const zone of ["Asia/Jayapura", "America/Los_Angeles", "Europe/Berlin", "Pacific/Kiritimati"]) {
    const there = inZone(zone);
    expect(there.minutesWestOfUtc, zone).not.toBe(0);
    expect(there.said, zone).toEqual(utc.said);
  }
});
