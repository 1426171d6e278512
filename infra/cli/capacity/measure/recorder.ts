import type { DynamoDBRecord } from "aws-lambda";
import type { FunctionName } from "../../../settings.ts";
import type { MeasuringGround } from "./ground.ts";
import { type StepUsage, usageOf } from "./usage.ts";

/** What a step says of itself when it is done. */
interface StepDone {
  readonly invocations: number;
  readonly answerBytes: number;
}

export interface Recorder {
  readonly steps: readonly StepUsage[];
  /** Does a step and works out what it used. */
  step(name: string, functionName: FunctionName, work: () => Promise<StepDone>): Promise<void>;
  /** What has changed since this was last asked, for the relay. */
  unrelayed(): DynamoDBRecord[];
  /** The lines about requests that partner-api has printed so far. */
  requestLines(): readonly string[];
}

/** Looks at the wires, the stream and the printed lines after each step; what was there before the first is nobody's. */
export async function recorder({ wires, changes, lines, clock }: MeasuringGround): Promise<Recorder> {
  await changes.readAll();
  for (const each of [wires.ledger, wires.cloud, lines]) each.take();
  const steps: StepUsage[] = [];
  const unrelayed: DynamoDBRecord[] = [];
  const requests: string[] = [];
  return {
    steps,
    async step(step, functionName, work) {
      const done = await work();
      const found = (await changes.readAll()).filter(({ dynamodb }) => !isInstances(dynamodb?.Keys?.PK?.S));
      unrelayed.push(...found);
      const printed = lines.take();
      requests.push(...printed.filter(({ service }) => service === "partner-api").map(({ text }) => text));
      const calls = wires.ledger.take().filter(({ request }) => !isInstances(partitionIn(request)));
      const cloudCalls = wires.cloud.take();
      const evidence = { step, function: functionName, calls, cloudCalls, changes: found, lines: printed };
      steps.push(usageOf({ ...evidence, ...done, now: clock.now() }));
    },
    unrelayed: () => unrelayed.splice(0),
    requestLines: () => requests.splice(0),
  };
}

/**
 * What an instance does now and then, whatever it serves: it reads the registry every ten seconds and notes a key's use every quarter of an hour, beside the requests, so that
 * it falls into one step or the next. It has a line of its own on the page.
 */
const isInstances = (partition = ""): boolean => partition === "PARTNERS" || partition.startsWith("KEY-USE#");

/** The first partition key that a call names. */
const partitionIn = (request: object): string | undefined =>
  /"(?:PK|:partition)":\{"S":"([^"]+)"/.exec(JSON.stringify(request))?.[1];
