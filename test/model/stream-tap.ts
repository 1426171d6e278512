import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { changesNothing, streamEventRecord } from "../../infra/local/aws/stream-event.ts";

/** Reads a table's stream from a position that the test owns: nothing is delivered until it is asked for. */
export function streamTap(client: DynamoDBStreamsClient, streamArn: string) {
  const iterators = new Map<string, string>();
  let shards: readonly Shard[] | undefined;
  return {
    /** The records since the last look, oldest first. */
    async read(): Promise<DynamoDBRecord[]> {
      // The embedded engine keeps one shard for ever.
      shards ??= (await client.send(new DescribeStreamCommand({ StreamArn: streamArn }))).StreamDescription
        ?.Shards;
      const records: DynamoDBRecord[] = [];
      for (const { ShardId } of shards ?? []) {
        if (!ShardId) continue;
        const ShardIterator =
          iterators.get(ShardId) ??
          (
            await client.send(
              new GetShardIteratorCommand({
                StreamArn: streamArn,
                ShardId,
                ShardIteratorType: "TRIM_HORIZON",
              }),
            )
          ).ShardIterator;
        const page = await client.send(new GetRecordsCommand({ ShardIterator }));
        if (page.NextShardIterator) iterators.set(ShardId, page.NextShardIterator);
        records.push(...(page.Records ?? []).map((record) => streamEventRecord(streamArn, record)));
      }
      return records.filter((record) => !changesNothing(record));
    },
  };
}

export type StreamTap = ReturnType<typeof streamTap>;
