import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { MEASURES } from "../../../functions/measure.ts";
import { RECORDS_FAILED, REQUEST_METRICS } from "../../../infra/constructs/watch/line-metrics.ts";
import type { LogMetric } from "../../../infra/constructs/watch/log-metric.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { activated, payment } from "../../report/event-samples.ts";
import { matches, valueAt } from "./filter-pattern.ts";
import { MEASURED_BY } from "./measured-by.ts";
import { type Line, saidAboutRequests, saidByRuns } from "./said-by-functions.ts";

/** A change of the ledger by which the tenth number of one family was asked about, as the table's stream tells it. */
const window = (numbers: number) => ({
  PK: { S: "LIMIT#bri#2026-11-20#h4sh" },
  SK: { S: "FAMILY" },
  schemaVersion: { N: "1" },
  countedFrom: { N: String(Date.parse("2026-11-20T10:00:00+07:00")) },
  ...Object.fromEntries(Array.from({ length: numbers }, (_, index) => [`n_${index}`, { N: "1" }])),
});
const SIGN = {
  ...{ eventID: "1", eventName: "MODIFY", eventSource: "aws:dynamodb", awsRegion: "ap-southeast-3" },
  dynamodb: { SequenceNumber: "1", Keys: {}, OldImage: window(9), NewImage: window(10) },
};
const ACTIVATED = activated(payment("PAY-1"), "2026-11-20T10:00:00+07:00", "2026-11-20T10:00:02+07:00");

let engine: TestLedger;
let requests: readonly Line[];
let runs: readonly Line[];
beforeAll(async () => {
  engine = await startTestLedger();
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "INFO");
  requests = await saidAboutRequests(engine);
  runs = await saidByRuns(engine, ACTIVATED, SIGN);
});
afterAll(() => engine.stop());

/** What CloudWatch would read off lines: each value with its dimensions. A line that lacks a dimension gives none. */
function readOff({ pattern, value, by = {} }: LogMetric, lines: readonly Line[]) {
  return lines
    .filter((line) => matches(pattern, line))
    .map((line) => ({
      value: value === "1" ? 1 : valueAt(value, line),
      dimensions: Object.entries(by).map(([, field]) => valueAt(field, line)),
    }))
    .filter(({ dimensions }) => dimensions.every((each) => typeof each === "string"));
}

describe.each(Object.entries(REQUEST_METRICS))("%s", (_, metric: LogMetric) => {
  test("is read off what the functions say of real requests, as a number of a known partner or function", () => {
    const read = readOff(metric, requests);
    expect(read.length).toBeGreaterThan(0);
    expect(read.length).toBeLessThan(requests.length + 1);
    for (const { value, dimensions } of read) {
      expect(value).toSatisfy((number: unknown) => typeof number === "number" && number >= 0);
      expect(dimensions.flat()).toSatisfy((names: string[]) =>
        names.every((name) => ["bri", "indomaret", "partner-api", "member-desk"].includes(name)),
      );
    }
  });
});

test("they tell apart what was accepted, repeated, refused at the door, in conflict, broken and by nobody", () => {
  const count = (metric: LogMetric) => readOff(metric, requests).length;
  expect(count(REQUEST_METRICS.accepted)).toBe(2);
  expect(count(REQUEST_METRICS.repeated)).toBe(1);
  expect(count(REQUEST_METRICS.signatureFailures)).toBe(1);
  expect(count(REQUEST_METRICS.unknownCallers)).toBe(1);
  expect(count(REQUEST_METRICS.conflicts)).toBe(1);
  expect(count(REQUEST_METRICS.faults)).toBe(1);
});

test("a record that was given back is counted under its function", () => {
  expect(readOff(RECORDS_FAILED, runs)).toContainEqual({ value: 1, dimensions: ["failure-intake"] });
});

/** The embedded metric format, as far as CloudWatch demands it. */
const Embedded = z.object({
  _aws: z.object({
    Timestamp: z.int(),
    CloudWatchMetrics: z.tuple([
      z.object({
        Namespace: z.literal("Kanal"),
        Dimensions: z.tuple([z.array(z.string()).check(z.minLength(1), z.maxLength(30))]),
        Metrics: z
          .array(z.object({ Name: z.string(), Unit: z.enum(["Seconds", "Milliseconds", "Count"]) }))
          .check(z.minLength(1), z.maxLength(100)),
      }),
    ]),
  }),
});

/** Every metric of the lines as `function name [partner]`. */
function embeddedIn(lines: readonly Line[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of lines) {
    if (!("_aws" in line)) continue;
    const [{ Dimensions, Metrics }] = z.parse(Embedded, line)._aws.CloudWatchMetrics;
    const where = Dimensions[0].map((name) => z.parse(z.string(), line[name]));
    for (const { Name } of Metrics) {
      expect([line[Name]].flat()).toSatisfy(
        (values: unknown[]) =>
          values.length > 0 && values.length <= 100 && values.every((value) => typeof value === "number"),
      );
      found.add([where[0], Name, ...where.slice(1)].join(" "));
    }
  }
  return found;
}

test("what functions measure is written as CloudWatch reads it: each its own measures, and no other", () => {
  expect([...embeddedIn(runs)].sort()).toEqual([...MEASURED_BY].sort());
  expect(new Set(MEASURED_BY.map((each) => each.split(" ")[1]))).toEqual(new Set(Object.keys(MEASURES)));
});

test("no line of all these names a worker", () => {
  const all = JSON.stringify([...requests, ...runs]);
  expect(all).not.toMatch(/\d{16}/);
  expect(all).not.toContain("Rahayu");
});
