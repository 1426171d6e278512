import { expect, test } from "vitest";
import { sayIn } from "../../../functions/say.ts";
import type { JourneyState } from "../../../infra/local/sandbox/till/journey.ts";
import { journeyView } from "../../../infra/local/sandbox/till/journey-view.ts";
import { businessDate, instant, startOf } from "../../../shared/calendar/calendar.ts";

const ten = startOf(businessDate("2026-11-20")) + 10 * 3_600_000;
const at = (ms: number) => instant(ten + ms);
const received: JourneyState = {
  ...{ receivedAt: at(0), inForceFrom: at(0), bookedAt: at(9) },
  ...{ attempts: 0, acceptedEvents: 0, openFailure: undefined, isOver: false },
};
const timesOf = (state: JourneyState) =>
  journeyView(state, sayIn("en")).stations.map(({ name, at: time, after }) => [name, time, after]);

test("stations that are not reached have no time", () => {
  expect(timesOf(received)).toEqual([
    ["received", "10:00:00.000", ""],
    ["booked", "10:00:00.009", "+9 ms"],
    ["published", "", ""],
    ["activated", "", ""],
  ]);
});

test("what was only seen late is not told after what followed from it", () => {
  const state = { ...received, bookedAt: at(31), publishedAt: at(30), activatedAt: at(28), isOver: true };
  expect(timesOf(state).map(([, , after]) => after)).toEqual(["", "+28 ms", "+28 ms", "+28 ms"]);
});

test("a silent core is told with the tries so far, and that cover counts from the money all the same", () => {
  const waiting = { ...received, publishedAt: at(14), attempts: 3, openFailure: "core-unavailable" as const };
  expect(journeyView(waiting, sayIn("en")).message).toBe(
    "The core system does not answer, try 3; Kanal goes on by itself. Ops staff can see it already. Cover counts from 10:00:00 all the same.",
  );
});

test("a reversed payment has two stations more", () => {
  const reversed = { ...received, activatedAt: at(40), reversedAt: at(90_000), revokedAt: at(90_060) };
  expect(timesOf(reversed).slice(4)).toEqual([
    ["reversed", "10:01:30.000", "+2 min"],
    ["revoked", "10:01:30.060", "+2 min"],
  ]);
});
