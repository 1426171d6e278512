import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { DurableStore } from "../durable-store.ts";
import { LOCAL_ACCOUNT, localRegion } from "./lambda.ts";
import type { QueueStore } from "./queue-store.ts";

/** Sends events of some types from one bus to a queue. */
export interface BusRule {
  readonly bus: string;
  readonly source: string;
  readonly detailTypes: readonly string[];
  readonly queue: string;
}

/** EventBridge's limit for one entry, in bytes. */
const ENTRY_BYTES_MAX = 256 * 1024;
const ENTRIES_MAX = 10;

const Entry = z.object({
  Source: z.string().check(z.minLength(1)),
  DetailType: z.string().check(z.minLength(1), z.maxLength(128)),
  Detail: z.string(),
  EventBusName: z._default(z.string(), "default"),
  Time: z.optional(z.number()),
  Resources: z._default(z.array(z.string()), []),
});
const PutEvents = z.object({
  Entries: z.array(z.unknown()).check(z.minLength(1), z.maxLength(ENTRIES_MAX)),
});

/** The answer for one entry, as EventBridge gives it. */
type EntryResult = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

/**
 * EventBridge's PutEvents. An entry is archived and put into the queues of the rules that it matches in one write of the store, so an answered event
 * is never half delivered. What EventBridge would refuse is refused with its codes, entry by entry.
 */
export function putEvents(
  store: DurableStore,
  queues: Pick<QueueStore, "send">,
  rules: readonly BusRule[],
): (request: unknown) => { FailedEntryCount: number; Entries: readonly EntryResult[] } {
  const archive = store.db.prepare(
    "INSERT INTO archive (id, bus, detail_type, envelope) VALUES (?, ?, ?, ?)",
  );
  const putOne = (raw: unknown): EntryResult => {
    const parsed = z.safeParse(Entry, raw);
    if (!parsed.success)
      return { ErrorCode: "InvalidArgument", ErrorMessage: "Source, DetailType and Detail are needed." };
    const entry = parsed.data;
    const detail = jsonObject(entry.Detail);
    if (!detail) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
    if (Buffer.byteLength(JSON.stringify(raw)) > ENTRY_BYTES_MAX) {
      return { ErrorCode: "InvalidArgument", ErrorMessage: "The entry is larger than 256 KB." };
    }
    const id = randomUUID();
    const at = entry.Time === undefined ? Date.now() : entry.Time * 1000;
    const envelope = JSON.stringify({
      version: "0",
      id,
      "detail-type": entry.DetailType,
      source: entry.Source,
      account: LOCAL_ACCOUNT,
      time: `${new Date(at).toISOString().slice(0, 19)}Z`,
      region: localRegion(),
      resources: entry.Resources,
      detail,
    });
    const matching = rules.filter(
      (rule) =>
        rule.bus === entry.EventBusName &&
        rule.source === entry.Source &&
        rule.detailTypes.includes(entry.DetailType),
    );
    store.atomically(() => {
      archive.run(id, entry.EventBusName, entry.DetailType, envelope);
      for (const rule of matching) queues.send(rule.queue, envelope);
    });
    return { EventId: id };
  };
  return (request) => {
    const entries = z.parse(PutEvents, request).Entries.map(putOne);
    return { FailedEntryCount: entries.filter((entry) => "ErrorCode" in entry).length, Entries: entries };
  };
}

function jsonObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
