import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { cursorOf, startOfPage } from "./cursor.ts";
import { LedgerFault } from "./fault.ts";
import { jitteredWait } from "./jittered-wait.ts";
import type { LedgerKey } from "./key.ts";
import type { IndexRange, LedgerCursor, LedgerPage, PageRange, PartitionRange } from "./ledger.ts";
import { LEDGER_TABLE } from "./table.ts";
import { toAttributes } from "./to-attributes.ts";
import type { LedgerItem } from "./write.ts";

/** A page of one member's or one partner's range; more than this is a design error, not a longer loop. */
const RANGE_PAGES_MAX = 10;

/** DynamoDB's own bound of a BatchGetItem. */
const KEYS_TOGETHER_MAX = 100;

/** Every sort key begins with a printable sign of ASCII. */
const FIRST_SORT_KEY = " ";
const LAST_SORT_KEY = "\x7f";

/** Reads items by their keys; answers stand in the order of the keys. */
export async function readTogether(client: DynamoDBClient, table: string, keys: readonly LedgerKey[]) {
  const found = new Map<string, LedgerItem>();
  for (let from = 0; from < keys.length; from += KEYS_TOGETHER_MAX) {
    await readBatch(client, table, keys.slice(from, from + KEYS_TOGETHER_MAX), found);
  }
  return keys.map((key) => found.get(JSON.stringify([key.PK, key.SK])));
}

async function readBatch(
  client: DynamoDBClient,
  table: string,
  keys: readonly LedgerKey[],
  found: Map<string, LedgerItem>,
): Promise<void> {
  let wanted: Record<string, AttributeValue>[] = keys.map((key) => toAttributes({ ...key }));
  for (let attempt = 0; wanted.length > 0; attempt++) {
    if (attempt === 4) throw new LedgerFault("LEDGER_UNPROCESSED", "keys stay unprocessed");
    if (attempt > 0) await jitteredWait(12 * 2 ** attempt);
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } }),
    );
    for (const attributes of answer.Responses?.[table] ?? []) {
      const item = unmarshall(attributes) as LedgerItem;
      found.set(JSON.stringify([item.PK, item.SK]), item);
    }
    wanted = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
}

/** A stretch of one partition, whole or up to its limit. */
export async function readRange(client: DynamoDBClient, table: string, range: PartitionRange) {
  const items: LedgerItem[] = [];
  let after: LedgerCursor | undefined;
  for (let pages = 0; pages < RANGE_PAGES_MAX; pages++) {
    const limit = range.limit === undefined ? undefined : range.limit - items.length;
    const page = await readPage(client, table, { ...range, limit, after });
    items.push(...page.items);
    after = page.next;
    if (!after || items.length === range.limit) return items;
  }
  throw new LedgerFault("LEDGER_UNPROCESSED", "a range of too many pages");
}

/** One page of it. */
export async function readPage(
  client: DynamoDBClient,
  table: string,
  range: Omit<PartitionRange, "limit"> & { readonly limit?: number | undefined } & Pick<PageRange, "after">,
): Promise<LedgerPage> {
  const answer = await client.send(
    new QueryCommand({
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: "PK = :partition AND SK BETWEEN :from AND :to",
      ExpressionAttributeValues: toAttributes({
        ":partition": range.partition,
        ":from": range.from,
        ":to": range.to,
      }),
      ScanIndexForward: !range.newestFirst,
      Limit: range.limit,
      ExclusiveStartKey: startOfPage(range.after),
    }),
  );
  return pageOf(answer);
}

/** One page of an index. */
export async function readIndexPage(
  client: DynamoDBClient,
  table: string,
  range: IndexRange & Partial<PageRange> & { readonly upTo?: string },
): Promise<LedgerPage> {
  const index = LEDGER_TABLE.indexes.find(({ name }) => name === range.index);
  if (!index) throw new RangeError(`no such index: ${range.index}`);
  const answer = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: "#partition = :partition AND #sort BETWEEN :from AND :upTo",
      ExpressionAttributeNames: { "#partition": index.partitionKey, "#sort": index.sortKey },
      ExpressionAttributeValues: toAttributes({
        ":partition": range.partition,
        ":from": range.from ?? FIRST_SORT_KEY,
        ":upTo": range.upTo ?? LAST_SORT_KEY,
      }),
      ScanIndexForward: !range.newestFirst,
      Limit: range.limit,
      ExclusiveStartKey: startOfPage(range.after),
    }),
  );
  return pageOf(answer);
}

function pageOf({ Items = [], LastEvaluatedKey }: QueryCommandOutput): LedgerPage {
  return {
    items: Items.map((attributes) => unmarshall(attributes) as LedgerItem),
    next: cursorOf(LastEvaluatedKey),
  };
}
