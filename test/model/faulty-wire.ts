import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { callName } from "./call-name.ts";

/** What goes wrong with one call of a request. */
export const FAULTS = [
  /** The process ends before the call is sent. */
  "crash-before",
  /** The process ends after the call took effect, before its answer is read. */
  "crash-after",
  /** The call took effect, its answer is lost; the client sends it again. */
  "lost-answer",
  "throttled",
  /** Throttled for as long as the client asks: the request cannot be served. */
  "throttled-for-long",
  "conflict",
  /** A condition fails, and the reason comes without the item that stood there. */
  "reason-without-item",
  "unprocessed",
] as const;
export type Fault = (typeof FAULTS)[number];

/** The process that served a request is gone. */
export class Crash extends Error {
  readonly code = "CRASH";
}

/** Where a fault waits: the call's place among those of its request, from 0. */
export interface PlannedFault {
  readonly at: number;
  readonly fault: Fault;
}

export const CRASHES = ["crash-before", "crash-after"] as const;
/** Names a call that met a fault. */
export const pointOf = (call: string, what: string): string => `${call} | ${what}`;

/** What happens before a request's call at some place. */
interface Interlude {
  readonly at: number;
  readonly run: () => Promise<void>;
}

type Send<T> = () => Promise<T>;

/**
 * The way between production code and everything outside its process: the store's client and the core. One fault can wait on it. A crashed process makes no further
 * call: all are refused until `begin`.
 */
export function faultyWire() {
  const met = new Map<string, number>();
  let actor = "";
  let calls = 0;
  let planned: PlannedFault | undefined;
  let crashed = false;
  let interlude: Interlude | undefined;
  let sought = new Set<string>();
  let writes = 0;

  const note = (call: string, what: string) => {
    const point = pointOf(call, what);
    met.set(point, (met.get(point) ?? 0) + 1);
  };

  function crash(call: string, when: string): never {
    crashed = true;
    note(call, when);
    throw new Crash(`${call}: ${when}`);
  }

  /** Somebody else's whole request passes between two calls of this one. */
  function takeTurn(run: () => Promise<void>): Promise<void> {
    interlude = undefined;
    return run();
  }

  /** A crash that is sought at this call happens once. */
  function soughtAt(call: string): Fault | undefined {
    return CRASHES.find((crash) => sought.delete(pointOf(call, crash)));
  }

  async function gate<T>(call: string, input: unknown, send: Send<T>): Promise<T> {
    if (crashed) throw new Crash("the process has ended");
    if (writesOf(input) > 0) writes += 1;
    const place = calls++;
    if (interlude?.at === place) await takeTurn(interlude.run);
    const here = (planned?.at === place ? planned.fault : undefined) ?? soughtAt(call);
    if (!here) {
      note(call, "went well");
      return send();
    }
    if (here === "throttled-for-long") calls -= 1;
    else if (planned?.fault === here) planned = undefined;
    if (here === "crash-before") crash(call, here);
    if (here === "crash-after") {
      await send().catch(() => undefined);
      crash(call, here);
    }
    return troubled(here, input, send, () => note(call, here));
  }

  return {
    gate: <T>(name: string, send: Send<T>) => gate(`${actor}: ${name}`, undefined, send),
    attach(client: DynamoDBClient): void {
      client.middlewareStack.add(
        (next, context) => (args) =>
          gate(`${actor}: ${callName(context.commandName, args.input)}`, args.input, () => next(args)),
        { step: "finalizeRequest", priority: "low", name: "faultyWire" },
      );
    },
    /** A new request of this actor, with at most one fault ahead. */
    begin(nextActor: string, fault?: PlannedFault): void {
      actor = nextActor;
      calls = 0;
      planned = fault;
      crashed = false;
    },
    /** Crashes that happen the next time their call is made, whatever the request. */
    seek(points: readonly string[]): void {
      sought = new Set(points);
    },
    /** Lets something happen before the next request's call at this place, if it makes so many. */
    interrupt(next: Interlude | undefined): void {
      interlude = next;
    },
    hasCrashed: () => crashed,
    /** How many calls were made that may have changed the table. */
    writes: () => writes,
    /** How often each call met each fault. */
    met,
  };
}

export type FaultyWire = ReturnType<typeof faultyWire>;

const named = (name: string) => Object.assign(new Error(name), { name });

async function troubled<T>(fault: Fault, input: unknown, send: Send<T>, note: () => void): Promise<T> {
  const writes = writesOf(input);
  switch (fault) {
    case "lost-answer":
      note();
      await send();
      throw named("TimeoutError");
    case "throttled":
    case "throttled-for-long":
      note();
      throw named("ThrottlingException");
    case "conflict":
      if (writes === 0) return send();
      note();
      throw writes > 1 ? cancelled(writes) : new TransactionConflictException({ $metadata: {}, message: "" });
    case "reason-without-item":
      return send().catch((error: unknown) => {
        note();
        throw withoutItems(error);
      });
    case "unprocessed":
      return withUnprocessed(input, send, note);
    default:
      return send();
  }
}

/** How many writes a call holds. */
function writesOf(input: unknown): number {
  if (typeof input !== "object" || input === null) return 0;
  if ("TransactItems" in input && Array.isArray(input.TransactItems)) return input.TransactItems.length;
  return "ConditionExpression" in input ? 1 : 0;
}

const cancelled = (writes: number) =>
  new TransactionCanceledException({
    $metadata: {},
    message: "",
    CancellationReasons: Array.from({ length: writes }, (_, index) => ({
      Code: index === writes - 1 ? "TransactionConflict" : "None",
    })),
  });

function withoutItems(error: unknown): unknown {
  if (error instanceof ConditionalCheckFailedException) delete error.Item;
  if (error instanceof TransactionCanceledException) {
    error.CancellationReasons = error.CancellationReasons?.map(({ Item: _, ...reason }) => reason);
  }
  return error;
}

/** A BatchGetItem that left its last key for another time. */
async function withUnprocessed<T>(input: unknown, send: Send<T>, note: () => void): Promise<T> {
  const keys = batchKeys(input);
  if (!keys || keys.list.length < 2) return send();
  note();
  const [kept, left] = [keys.list.slice(0, -1), keys.list.slice(-1)];
  const result = await send();
  const output = (result as { output?: Record<string, unknown> }).output ?? {};
  const responses = output.Responses as Record<string, Record<string, unknown>[]>;
  const isKept = (item: Record<string, unknown>) =>
    kept.some((key) => JSON.stringify(key.PK) === JSON.stringify(item.PK));
  responses[keys.table] = (responses[keys.table] ?? []).filter(isKept);
  output.UnprocessedKeys = { [keys.table]: { Keys: left, ConsistentRead: true } };
  return result;
}

function batchKeys(input: unknown): { table: string; list: Record<string, unknown>[] } | undefined {
  const request = (
    input as { RequestItems?: Record<string, { Keys?: Record<string, unknown>[] }> } | undefined
  )?.RequestItems;
  const [table, asked] = Object.entries(request ?? {})[0] ?? [];
  return table !== undefined && asked?.Keys ? { table, list: asked.Keys } : undefined;
}
