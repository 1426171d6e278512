import { expect, test } from "vitest";
import { FUNCTION_TIMEOUT_SECONDS, type FunctionName, QUEUE_FED } from "../../infra/settings.ts";
import { callsPerQueue } from "../../infra/stages/concurrency.ts";
import { STAGE_NAMES } from "../../infra/stages/stage-settings.ts";
import { stageOf } from "../../infra/stages/stages.ts";
import { gatewayTemplate, resourcesOf } from "./gateway-template.ts";

const NAMES = Object.keys(FUNCTION_TIMEOUT_SECONDS) as FunctionName[];

test.each(STAGE_NAMES)(
  "functions of %s have the room that the stage keeps, and their queues never ask for more",
  (name) => {
    const stage = stageOf(name);
    const template = gatewayTemplate(stage);
    const functions = [...resourcesOf(template, "AWS::Lambda::Function").entries()].map(
      ([id, { Properties }]) => ({
        start: id.replace(/Function\w{8}$/, ""),
        name: String(Properties.Description).replace("Kanal ", "") as FunctionName,
        reserved: Properties.ReservedConcurrentExecutions as number | undefined,
      }),
    );
    expect(functions.map((each) => each.name).sort()).toEqual([...NAMES].sort());
    const queues = [...resourcesOf(template, "AWS::Lambda::EventSourceMapping").values()]
      .map(({ Properties }) => Properties)
      .filter(({ StartingPosition }) => StartingPosition === undefined);
    for (const { start, name: of, reserved } of functions) {
      expect(reserved, of).toBe(stage.reservedConcurrency[of]);
      const own = queues.filter(({ FunctionName }) => JSON.stringify(FunctionName).includes(`"${start}Live`));
      expect(own.length, of).toBe(QUEUE_FED[of]?.queues ?? 0);
      const started = own.map(
        ({ ScalingConfig }) =>
          (ScalingConfig as { MaximumConcurrency: number } | undefined)?.MaximumConcurrency,
      );
      expect(started, of).toEqual(own.map(() => callsPerQueue(of, stage)));
      if (reserved !== undefined) {
        expect(
          started.reduce<number>((sum, calls) => sum + (calls ?? Number.POSITIVE_INFINITY), 0),
          of,
        ).toBeLessThanOrEqual(reserved);
      }
    }
  },
);

test("queues share what is kept for their function, and no queue gets more than SQS takes", () => {
  const keeping = (reservedConcurrency: Partial<Record<FunctionName, number>>) => ({
    reservedConcurrency: reservedConcurrency as never,
  });
  expect(callsPerQueue("failure-intake", keeping({ "failure-intake": 9 }))).toBe(4);
  expect(callsPerQueue("coverage-activation", keeping({ "coverage-activation": 5_000 }))).toBe(1_000);
  expect(callsPerQueue("coverage-activation", keeping({}))).toBeUndefined();
  expect(callsPerQueue("settlement-reconciliation", keeping({ "settlement-reconciliation": 50 }))).toBe(10);
  expect(callsPerQueue("partner-api", keeping({ "partner-api": 50 }))).toBeUndefined();
});
