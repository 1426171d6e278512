import type { APIGatewayProxyEvent } from "aws-lambda";
import type { Instant } from "../../../../shared/calendar/calendar.ts";
import type { ApiFunction } from "../../../local/aws/gateway-http.ts";
import { logsEvent } from "../../../local/aws/logs-event.ts";
import { sqsEvent } from "../../../local/aws/sqs-event.ts";
import { LOCAL } from "../../../local/topology.ts";
import { QUEUES, STREAM } from "../../../settings.ts";
import type { MeasuringGround } from "./ground.ts";
import type { PartnerVoice, PaymentWords } from "./partner-voice.ts";
import type { Recorder } from "./recorder.ts";

/** One payment to be lived through: who asks, for whom, for how many months, under which name. */
export interface LifeCase {
  readonly voice: PartnerVoice;
  readonly nik: string;
  readonly months: number;
  readonly reference: string;
}

/** A cashier reads the bill aloud and counts the money; the core answers; a bank asks once more. */
const PAUSES_MS = { toPay: 41_000, toActivate: 1_317, toAskStatus: 3_000 } as const;

/**
 * Lives some payments through together, step by step; what AWS batches is batched here as settings.ts says, and the stream is read once a step.
 */
export async function liveThrough(
  ground: MeasuringGround,
  cases: readonly LifeCase[],
  record: Recorder,
): Promise<void> {
  const { clock, functions } = ground;
  const { partnerApi } = functions;
  const ask = (step: string, of: readonly LifeCase[], word: Word) =>
    record.step(step, "partner-api", () => askAll(partnerApi, of, clock.now(), word));
  await ask("token", cases.slice(0, 1), ({ voice }, { at }) => voice.token?.(at));
  await ask("inquiry", cases, ({ voice }, said) => voice.inquiry(said));
  clock.moveBy(PAUSES_MS.toPay);
  await ask("payment", cases, ({ voice }, said) => voice.payment(said));
  clock.moveBy(PAUSES_MS.toActivate);
  await relay(ground, record, "relay of inquiry and payment");
  await work(ground, record, "activation");
  await relay(ground, record, "relay of the activation");
  await work(ground, record, "reporting");
  clock.moveBy(PAUSES_MS.toAskStatus);
  await ask("status", cases, ({ voice }, said) => voice.status(said));
  await takeInLines(ground, record);
  await relay(ground, record, "relay of counters and attempts");
}

type Word = (of: LifeCase, said: PaymentWords) => APIGatewayProxyEvent | undefined;

async function askAll(api: ApiFunction, cases: readonly LifeCase[], at: Instant, word: Word) {
  let [invocations, answerBytes] = [0, 0];
  for (const each of cases) {
    const { nik, months, reference } = each;
    const event = word(each, { nik, months, reference, at });
    if (!event) continue;
    const { statusCode, body } = await api(event);
    if (statusCode >= 300) throw new Error(`${event.path} answered ${statusCode}: ${body}`);
    each.voice.hear(JSON.parse(body));
    invocations += 1;
    answerBytes += Buffer.byteLength(body);
  }
  return { invocations, answerBytes };
}

/** Gives what has changed to the relay, a batch at a time. */
function relay(ground: MeasuringGround, record: Recorder, step: string): Promise<void> {
  return record.step(step, "event-relay", async () => {
    const records = record.unrelayed();
    for (let from = 0; from < records.length; from += STREAM.batchSize) {
      const Records = records.slice(from, from + STREAM.batchSize);
      const answer = await ground.functions.events.relay({ Records }, CONTEXT);
      if (answer?.batchItemFailures.length) throw new Error(`${step}: records failed`);
    }
    return { invocations: Math.ceil(records.length / STREAM.batchSize), answerBytes: 0 };
  });
}

/** Empties a queue into its function, in batches of the deployed size. */
function work(ground: MeasuringGround, record: Recorder, name: "activation" | "reporting"): Promise<void> {
  const { queues } = ground.services;
  const queue = name === "activation" ? LOCAL.activationQueue : LOCAL.reportingQueue;
  const handler = ground.functions.events[name];
  const functionName = name === "activation" ? "coverage-activation" : "reporting";
  return record.step(name, functionName, async () => {
    for (let invocations = 0; ; invocations++) {
      const messages = queues.receive(queue, { batchSize: QUEUES[name].batchSize });
      if (messages.length === 0) return { invocations, answerBytes: 0 };
      const now = ground.clock.now();
      const event = sqsEvent(
        queue,
        messages.map((each) => ({ ...each, sentAt: now, firstReceivedAt: now })),
      );
      const answer = await handler(event, CONTEXT);
      if (answer?.batchItemFailures.length) throw new Error(`${name}: messages failed`);
      queues.delete(messages.map(({ id }) => id));
    }
  });
}

/** Takes in the lines that partner-api printed meanwhile, in one delivery. */
function takeInLines({ functions, clock, nextLineId }: MeasuringGround, record: Recorder): Promise<void> {
  const printed = record.requestLines();
  return record.step("attempts", "attempt-intake", async () => {
    // A line bears the machine's own time, whatever the clock of the measurement says.
    const time = `"timestamp":"${new Date(clock.now()).toISOString()}"`;
    const events = printed.map((line) => {
      const message = line.replace(/"timestamp":"[^"]+"/, time);
      return { id: nextLineId(), timestamp: clock.now(), message };
    });
    await functions.events.attemptIntake(logsEvent({ functionName: "partner-api", events }), CONTEXT);
    return { invocations: 1, answerBytes: 0 };
  });
}

const CONTEXT = { getRemainingTimeInMillis: () => 60_000 } as Parameters<
  MeasuringGround["functions"]["events"]["relay"]
>[1];
