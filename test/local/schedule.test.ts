import type { ScheduledEvent } from "aws-lambda";
import { expect, test } from "vitest";
import { startSchedule } from "../../infra/local/aws/schedule.ts";
import { eventually } from "./eventually.ts";

test("a schedule calls its function again and again with EventBridge's event, never twice at once", async () => {
  const events: ScheduledEvent[] = [];
  let running = 0;
  let most = 0;
  const schedule = startSchedule("sweep", 5, async (event) => {
    most = Math.max(most, ++running);
    events.push(event);
    await new Promise((resolve) => setTimeout(resolve, 12));
    running -= 1;
  });
  await eventually(() => events.length >= 3);
  await schedule.stop();
  const count = events.length;
  expect([most, running]).toEqual([1, 0]);
  expect(events[0]).toEqual({
    version: "0",
    id: expect.any(String),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: "000000000000",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    region: "ap-southeast-3",
    resources: ["arn:aws:events:ap-southeast-3:000000000000:rule/sweep"],
    detail: {},
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(events).toHaveLength(count);
});

test("a run that fails does not end the schedule", async () => {
  let runs = 0;
  const schedule = startSchedule("sweep", 5, async () => {
    runs += 1;
    throw new Error("always");
  });
  await eventually(() => runs >= 2);
  await schedule.stop();
});
