import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import type { DurableStore } from "../durable-store.ts";
import { changesNothing, streamEventRecord } from "./stream-event.ts";

export interface StreamSource {
  readonly client: DynamoDBStreamsClient;
  readonly store: DurableStore;
  readonly streamArn: string;
  readonly batchSize: number;
  /** Delivers records of one shard in order; settles them through `checkpoint`. Returns early only when told to stop. */
  readonly deliver: (
    records: readonly DynamoDBRecord[],
    shard: string,
    checkpoint: (sequence: string) => void,
  ) => Promise<void>;
  /** The stream cannot be read at the moment; it is tried again. */
  readonly onTrouble: (error: unknown) => void;
}

const SHARDS_REFRESH_MS = 10_000;

/** Where reading a shard goes on after a restart. */
function checkpointsOf({ store, streamArn }: StreamSource) {
  const read = store.db.prepare("SELECT sequence FROM checkpoints WHERE stream = ? AND shard = ?");
  const write = store.db.prepare(
    "INSERT OR REPLACE INTO checkpoints (stream, shard, sequence) VALUES (?, ?, ?)",
  );
  return {
    of(shard: string): string | undefined {
      const sequence = read.get(streamArn, shard)?.sequence;
      return typeof sequence === "string" ? sequence : undefined;
    },
    set(shard: string, sequence: string): void {
      if (store.db.isOpen) write.run(streamArn, shard, sequence);
    },
  };
}

/** The stream's shards, asked for again every ten seconds. */
function shardList({ client, streamArn }: StreamSource) {
  let known: readonly Shard[] = [];
  let knownSince = 0;
  return async (): Promise<readonly Shard[]> => {
    if (known.length === 0 || Date.now() - knownSince > SHARDS_REFRESH_MS) {
      const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
      known = StreamDescription?.Shards ?? [];
      knownSince = Date.now();
    }
    return known;
  };
}

/** Reads the shards of a stream, parents before their children; a look goes once through all of them. */
export function streamShards(source: StreamSource) {
  const { client, streamArn, batchSize } = source;
  const checkpoints = checkpointsOf(source);
  const listShards = shardList(source);
  const iterators = new Map<string, string>();
  const finished = new Set<string>();
  let stopped = false;

  const iteratorOf = async (shard: string): Promise<string | undefined> => {
    const held = iterators.get(shard);
    if (held) return held;
    const sequence = checkpoints.of(shard);
    const start = sequence
      ? { ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: sequence }
      : { ShardIteratorType: "TRIM_HORIZON" as const };
    const question = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId: shard, ...start });
    return (await client.send(question)).ShardIterator;
  };
  const readShard = async (shard: string): Promise<boolean> => {
    const iterator = await iteratorOf(shard);
    // Held again only after delivery: a fault in between goes back to the checkpoint.
    iterators.delete(shard);
    if (!iterator) return false;
    const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: batchSize }));
    const records = (page.Records ?? []).map((record) => streamEventRecord(streamArn, record));
    const checkpoint = (sequence: string) => checkpoints.set(shard, sequence);
    const changes = records.filter((record) => !changesNothing(record));
    if (changes.length > 0) await source.deliver(changes, shard, checkpoint);
    if (stopped) return false;
    const last = records.at(-1)?.dynamodb?.SequenceNumber;
    if (last) checkpoint(last);
    if (page.NextShardIterator) iterators.set(shard, page.NextShardIterator);
    else finished.add(shard);
    return records.length > 0;
  };
  return {
    stop() {
      stopped = true;
    },
    async readAll(): Promise<boolean> {
      const shards = await listShards();
      const ids = new Set(shards.map((shard) => shard.ShardId));
      let found = false;
      for (const { ShardId: id, ParentShardId: parent } of shards) {
        const waitsForParent = parent !== undefined && ids.has(parent) && !finished.has(parent);
        if (!id || stopped || finished.has(id) || waitsForParent) continue;
        try {
          if (await readShard(id)) found = true;
        } catch (error) {
          const isOld =
            error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException;
          if (!isOld) throw error;
          iterators.delete(id);
        }
      }
      return found;
    },
  };
}
