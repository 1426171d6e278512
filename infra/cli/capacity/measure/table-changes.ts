import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { changesNothing, streamEventRecord } from "../../../local/aws/stream-event.ts";

/** Reads a table's stream by hand: nothing is delivered until it is asked for. */
export function tableChanges(client: DynamoDBStreamsClient, streamArn: string) {
  const iterators = new Map<string, string>();
  let shards: readonly Shard[] | undefined;

  async function iteratorOf(shardId: string): Promise<string | undefined> {
    const held = iterators.get(shardId);
    if (held) return held;
    const start = { StreamArn: streamArn, ShardId: shardId, ShardIteratorType: "TRIM_HORIZON" } as const;
    return (await client.send(new GetShardIteratorCommand(start))).ShardIterator;
  }

  return {
    /** The records since the last look, oldest first. */
    async take(): Promise<readonly DynamoDBRecord[]> {
      const described = () => client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
      shards ??= (await described()).StreamDescription?.Shards ?? [];
      const records: DynamoDBRecord[] = [];
      for (const { ShardId: id } of shards) {
        if (!id) continue;
        for (;;) {
          const page = await client.send(new GetRecordsCommand({ ShardIterator: await iteratorOf(id) }));
          if (page.NextShardIterator) iterators.set(id, page.NextShardIterator);
          const found = page.Records ?? [];
          records.push(...found.map((record) => streamEventRecord(streamArn, record)));
          if (found.length === 0) break;
        }
      }
      return records.filter((record) => !changesNothing(record));
    },
  };
}
