import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { streamTap } from "../../infra/local/aws/stream-tap.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { Bench } from "./bench.ts";
import { registryItems } from "./desk.ts";
import type { BusMessage } from "./event-bus.ts";
import type { PlannedFault } from "./faulty-wire.ts";
import { openFront, type Reply } from "./front.ts";
import type { Request } from "./model-state.ts";
import { recordingCore } from "./recording-core.ts";

/** How a bug is planted: what stands between production code and its ledger. */
export interface Plant {
  readonly ledger?: (ledger: Ledger, deliver: (message: BusMessage) => void) => Ledger;
  /** Sits between the caller and the handler. */
  readonly answer?: (request: Request, ask: (request: Request) => Promise<Reply>) => Promise<Reply>;
}

/** A gateway of one history: its own table, its own processes, everything outside in the test's hand. */
export async function openGateway(bench: Bench, startsAt: number, plant: Plant = {}) {
  const { keys } = bench;
  const { table, streamArn, drop } = await bench.newTable();
  const requests = registryItems(keys).map((item) => ({
    PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) },
  }));
  await bench.plain.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  let now = startsAt;
  const queue: BusMessage[] = [];
  const slices: BusMessage[] = [];
  const changes = new Map<string, number>();
  const core = recordingCore();

  function frontBehind({ client, wire }: Bench["main"]) {
    const real = dynamoLedger(client, table);
    const ledger = plant.ledger?.(real, (message) => queue.push(message)) ?? real;
    return openFront({ wire, ledger, core: core.through(wire), keys, businessNow: () => instant(now) });
  }
  const main = frontBehind(bench.main);
  const rival = frontBehind(bench.rival);

  return {
    table,
    drop,
    queue,
    /** Messages of replays on their way to the runner. */
    slices,
    core,
    /** Every message that ever reached the queue, and every event on the bus. */
    relayed: [] as BusMessage[],
    events: [] as BusMessage[],
    /** How often a payment came into a state, by the stream. */
    changes,
    noteChanges(records: readonly DynamoDBRecord[]): void {
      for (const { dynamodb } of records) {
        const [before, after] = [dynamodb?.OldImage?.state?.S, dynamodb?.NewImage?.state?.S];
        const key = dynamodb?.Keys?.PK?.S ?? "";
        if (!after || before === after || !key.startsWith("PAYMENT#")) continue;
        changes.set(`${key} ${after}`, (changes.get(`${key} ${after}`) ?? 0) + 1);
      }
    },
    tap: streamTap(bench.streams, streamArn),
    now: () => now,
    moveTo(time: number): void {
      now = time;
    },
    restart: main.restart,
    /** Another process, whose calls go well. */
    rival: rival.perform,
    perform: (request: Request, fault?: PlannedFault, message?: BusMessage): Promise<Reply> => {
      const ask = (asked: Request) => main.perform(asked, fault, message);
      return plant.answer ? plant.answer(request, ask) : ask(request);
    },
  };
}

export type Gateway = Awaited<ReturnType<typeof openGateway>>;
