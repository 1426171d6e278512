import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { changesNothing, streamEventRecord } from "./stream-event.ts";

/** Reads a table's stream from a position that the caller owns: nothing is delivered until it is asked for. */
export function streamTap(client: DynamoDBStreamsClient, streamArn: string) {
  const iterators = new Map<string, string>();
  let shards: readonly Shard[] | undefined;

  async function iteratorOf(shardId: string): Promise<string | undefined> {
    const held = iterators.get(shardId);
    if (held) return held;
    const start = { StreamArn: streamArn, ShardId: shardId, ShardIteratorType: "TRIM_HORIZON" } as const;
    return (await client.send(new GetShardIteratorCommand(start))).ShardIterator;
  }

  async function readPage(): Promise<DynamoDBRecord[]> {
    // The embedded engine keeps one shard for ever.
    shards ??= (await client.send(new DescribeStreamCommand({ StreamArn: streamArn }))).StreamDescription
      ?.Shards;
    const records: DynamoDBRecord[] = [];
    for (const { ShardId: id } of shards ?? []) {
      if (!id) continue;
      const page = await client.send(new GetRecordsCommand({ ShardIterator: await iteratorOf(id) }));
      if (page.NextShardIterator) iterators.set(id, page.NextShardIterator);
      records.push(...(page.Records ?? []).map((record) => streamEventRecord(streamArn, record)));
    }
    return records;
  }

  const changes = (records: readonly DynamoDBRecord[]) => records.filter((record) => !changesNothing(record));

  return {
    /** One page of the records since the last look, oldest first: all of them where a request wrote a few. */
    read: async (): Promise<DynamoDBRecord[]> => changes(await readPage()),
    /** All records since the last look, oldest first. */
    async readAll(): Promise<readonly DynamoDBRecord[]> {
      const records: DynamoDBRecord[] = [];
      for (let page = await readPage(); page.length > 0; page = await readPage()) records.push(...page);
      return changes(records);
    },
  };
}

export type StreamTap = ReturnType<typeof streamTap>;
