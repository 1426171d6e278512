import type { DynamoDBRecord } from "aws-lambda";
import type { Instant } from "../../../../shared/calendar/calendar.ts";
import { LEDGER_TABLE } from "../../../../shared/ledger/table.ts";
import type { FunctionName } from "../../../settings.ts";
import { indexWrites } from "../rules/index-writes.ts";
import { itemBytes, type WireItem } from "../rules/item-size.ts";
import { queryUnits, readUnits, type WriteMode, writeUnits } from "../rules/request-units.ts";
import { engineUnits } from "./engine-units.ts";
import type { PrintedLine } from "./printed-lines.ts";
import type { WireCall } from "./recording-wire.ts";
import { writesOf } from "./writes-of.ts";

/** One item written in a step. */
export interface WrittenItem {
  readonly kind: string;
  readonly mode: WriteMode;
  readonly beforeBytes: number;
  readonly afterBytes: number;
  readonly units: number;
  /** Days until DynamoDB may delete it; null where it stays. */
  readonly keptDays: number | null;
  /** Index name -> write units, and what it holds afterwards. */
  readonly indexes: Readonly<Record<string, { readonly units: number; readonly bytes: number }>>;
}

export interface ReadCall {
  readonly call: string;
  readonly units: number;
  readonly items: number;
}

/** Everything that one step of a payment's life used. */
export interface StepUsage {
  readonly step: string;
  readonly function: FunctionName;
  readonly invocations: number;
  /** Calls to DynamoDB, by operation. */
  readonly calls: Readonly<Record<string, number>>;
  readonly reads: readonly ReadCall[];
  readonly items: readonly WrittenItem[];
  /** Units of conditional writes that failed: DynamoDB charges them like the others. Each is taken for an item under one kilobyte. */
  readonly refusedUnits: number;
  /** What the embedded engine says of the same calls; of those that failed it says nothing. */
  readonly engine: { readonly read: number; readonly write: number };
  readonly putEvents: { readonly requests: number; readonly entries: number; readonly bytes: number };
  readonly printed: { readonly lines: number; readonly bytes: number };
  readonly answerBytes: number;
}

interface StepEvidence {
  readonly step: string;
  readonly function: FunctionName;
  readonly invocations: number;
  readonly calls: readonly WireCall[];
  readonly cloudCalls: readonly WireCall[];
  readonly changes: readonly DynamoDBRecord[];
  readonly lines: readonly PrintedLine[];
  readonly answerBytes: number;
  readonly now: Instant;
}

const operationOf = ({ target }: WireCall): string => target.split(".").at(-1) ?? "";

/** Works out what a step used, by DynamoDB's published rules, from what crossed the wire and what the stream says has changed. */
export function usageOf(evidence: StepEvidence): StepUsage {
  const { step, invocations, calls, cloudCalls, lines, answerBytes } = evidence;
  const refused = calls.filter(({ status }) => status !== 200);
  const strange = refused.find(({ answer }) => !/ConditionalCheckFailed/.test(JSON.stringify(answer)));
  if (strange) throw new Error(`${step}: ${strange.target} answered ${strange.status}`);
  const puts = cloudCalls.filter((call) => operationOf(call) === "PutEvents");
  const entries = puts.flatMap(({ request }) => request.Entries as readonly PutEntry[]);
  return {
    ...{ step, function: evidence.function, invocations },
    calls: countedBy(calls.map(operationOf)),
    reads: calls.flatMap(readOf),
    items: itemsOf(
      calls.filter(({ status }) => status === 200),
      evidence,
    ),
    refusedUnits: refused.reduce((total, call) => total + refusedUnits(call), 0),
    engine: engineUnits(calls),
    putEvents: {
      requests: puts.length,
      entries: entries.length,
      bytes: entries.reduce((total, entry) => total + entryBytes(entry), 0),
    },
    printed: {
      lines: lines.length,
      bytes: lines.reduce((total, { text }) => total + Buffer.byteLength(text), 0),
    },
    answerBytes,
  };
}

interface PutEntry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** Size of an entry by EventBridge's rule: source, detail type and detail in UTF-8 (no time, no resources here). */
const entryBytes = ({ Source, DetailType, Detail }: PutEntry): number =>
  Buffer.byteLength(Source + DetailType + Detail);

function readOf(call: WireCall): readonly ReadCall[] {
  const operation = operationOf(call);
  const { request, answer } = call;
  if (operation === "GetItem") {
    const item = answer.Item as WireItem | undefined;
    const units = readUnits(item ? itemBytes(item) : 0, "consistent");
    return [{ call: `GetItem ${partitionKind(request)}`, units, items: item ? 1 : 0 }];
  }
  if (operation === "BatchGetItem") {
    const found = Object.values((answer.Responses ?? {}) as Record<string, readonly WireItem[]>).flat();
    const asked = Object.values(request.RequestItems as Record<string, { Keys: readonly unknown[] }>);
    const wanted = asked.reduce((total, { Keys }) => total + Keys.length, 0);
    const units = found.reduce((total, item) => total + readUnits(itemBytes(item), "consistent"), 0);
    // What is not there costs a read as well.
    const missing = (wanted - found.length) * readUnits(0, "consistent");
    return [{ call: `BatchGetItem ${partitionKind(request)}`, units: units + missing, items: found.length }];
  }
  if (operation !== "Query") return [];
  const found = (answer.Items ?? []) as readonly WireItem[];
  const consistency = request.ConsistentRead ? "consistent" : "eventual";
  const index = request.IndexName === undefined ? partitionKind(request) : `index ${request.IndexName}`;
  return [
    { call: `Query ${index}`, units: queryUnits(found.map(itemBytes), consistency), items: found.length },
  ];
}

/** The kind of item that a request is about, from the first key that it names. */
function partitionKind(request: Readonly<Record<string, unknown>>): string {
  return /"(?:PK|:partition)":\{"S":"([A-Z-]+)/.exec(JSON.stringify(request))?.[1] ?? "unknown";
}

/** The written items in their order, each with the mode in which the call wrote it. */
function itemsOf(
  calls: readonly WireCall[],
  { changes, now }: Pick<StepEvidence, "changes" | "now">,
): readonly WrittenItem[] {
  const modes = new Map<string, WriteMode[]>();
  for (const { key, mode } of calls.flatMap(writesOf)) modes.set(key, [...(modes.get(key) ?? []), mode]);
  return changes.map(({ dynamodb = {} }) => {
    const [before, after] = [
      dynamodb.OldImage as WireItem | undefined,
      dynamodb.NewImage as WireItem | undefined,
    ];
    const key = JSON.stringify([dynamodb.Keys?.PK?.S, dynamodb.Keys?.SK?.S]);
    const mode = modes.get(key)?.shift();
    if (!mode) throw new Error(`nobody wrote ${key}`);
    const sizes = { beforeBytes: before ? itemBytes(before) : 0, afterBytes: after ? itemBytes(after) : 0 };
    const indexes = indexWrites(before, after).map(({ index, units, bytes }) => [index, { units, bytes }]);
    return {
      kind: itemKind(String(dynamodb.Keys?.PK?.S), String(dynamodb.Keys?.SK?.S)),
      ...{ mode, ...sizes, units: writeUnits(sizes, mode), keptDays: keptDays(now, after) },
      indexes: Object.fromEntries(indexes),
    };
  });
}

const refusedUnits = (call: WireCall): number =>
  writesOf(call).reduce((total, { mode }) => total + writeUnits({ beforeBytes: 1, afterBytes: 1 }, mode), 0);

const DAY_SECONDS = 86_400;

function keptDays(now: Instant, item: WireItem | undefined): number | null {
  const until = item?.[LEDGER_TABLE.timeToLive]?.N;
  return until === undefined ? null : Math.round((Number(until) - now / 1000) / DAY_SECONDS);
}

function countedBy(names: readonly string[]): Readonly<Record<string, number>> {
  const groups = [...Map.groupBy(names, (name) => name)].map(([name, of]) => [name, of.length] as const);
  return Object.fromEntries(groups.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Partitions that hold items of several kinds are told apart by their sort key. */
const BY_SORT_KEY = new Set(["MEMBER", "LIMIT", "SETTLEMENT"]);

/** `PAYMENT`, `MEMBER COVERAGE`, `LIMIT FAMILY`. */
export function itemKind(partition: string, sort: string): string {
  const [first = ""] = partition.split("#");
  return BY_SORT_KEY.has(first) ? `${first} ${sort.split("#")[0]}` : first;
}
