import {
  type AttributeValue,
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { retryContended } from "./contention.ts";
import { LedgerFault } from "./fault.ts";
import { jitteredWait } from "./jittered-wait.ts";
import type { LedgerKey } from "./key.ts";
import type { IndexRange, Ledger, PartitionRange } from "./ledger.ts";
import { LEDGER_TABLE } from "./table.ts";
import type { Expression, Guard, LedgerItem, LedgerWrite, WriteResult } from "./write.ts";

/** A page of one member's or one partner's range; more than this is a design error, not a longer loop. */
const RANGE_PAGES_MAX = 10;

const toItem = (attributes: Record<string, AttributeValue> | undefined): LedgerItem | undefined =>
  attributes && (unmarshall(attributes) as LedgerItem);

const toAttributes = (value: Readonly<Record<string, unknown>>): Record<string, AttributeValue> =>
  marshall(value as Record<string, unknown>, { removeUndefinedValues: true });

const ABSENT: Expression = { expression: "attribute_not_exists(PK)" };
const guardExpression = (guard: Guard): Expression => (guard === "absent" ? ABSENT : guard);

/** The fields that Put and Update share, alone and inside a transaction. */
function conditioned(guard: Guard, more?: Expression) {
  const { expression, names, values } = guardExpression(guard);
  const allNames = { ...names, ...more?.names };
  const allValues = { ...values, ...more?.values };
  return {
    ConditionExpression: expression,
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
    ...(Object.keys(allNames).length > 0 && { ExpressionAttributeNames: allNames }),
    ...(Object.keys(allValues).length > 0 && { ExpressionAttributeValues: toAttributes(allValues) }),
  };
}

function putInput(table: string, write: LedgerWrite & { kind: "put" }) {
  return { TableName: table, Item: toAttributes(write.item), ...conditioned(write.guard) };
}

function updateInput(table: string, write: LedgerWrite & { kind: "update" }) {
  return {
    TableName: table,
    Key: toAttributes({ ...write.key }),
    UpdateExpression: write.update.expression,
    ...conditioned(write.guard, write.update),
  };
}

function deleteInput(table: string, write: LedgerWrite & { kind: "delete" }) {
  return { TableName: table, Key: toAttributes({ ...write.key }), ...conditioned(write.guard) };
}

function transactItem(table: string, write: LedgerWrite) {
  switch (write.kind) {
    case "put":
      return { Put: putInput(table, write) };
    case "update":
      return { Update: updateInput(table, write) };
    case "delete":
      return { Delete: deleteInput(table, write) };
  }
}

/** The ledger over DynamoDB: the only place that speaks its protocol. */
export function dynamoLedger(client: DynamoDBClient, table: string): Ledger {
  return {
    async read(key) {
      const answer = await client.send(
        new GetItemCommand({ TableName: table, Key: toAttributes({ ...key }), ConsistentRead: true }),
      );
      return toItem(answer.Item);
    },
    readTogether: (keys) => readTogether(client, table, keys),
    readRange: (range) => readRange(client, table, range),
    readIndex: (range) => readIndex(client, table, range),
    write: (write) => writeOne(client, table, write),
    transact: (writes) =>
      retryContended(writes, async () => {
        await client.send(
          new TransactWriteItemsCommand({
            TransactItems: writes.map((write) => transactItem(table, write)),
          }),
        );
      }),
  };
}

async function readTogether(client: DynamoDBClient, table: string, keys: readonly LedgerKey[]) {
  const found = new Map<string, LedgerItem>();
  let wanted: Record<string, AttributeValue>[] = keys.map((key) => toAttributes({ ...key }));
  for (let attempt = 0; wanted.length > 0; attempt++) {
    if (attempt === 4)
      throw new LedgerFault("LEDGER_UNPROCESSED", "keys stayed unprocessed after 4 attempts");
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
  return keys.map((key) => found.get(JSON.stringify([key.PK, key.SK])));
}

async function readRange(client: DynamoDBClient, table: string, range: PartitionRange) {
  const items: LedgerItem[] = [];
  let start: Record<string, AttributeValue> | undefined;
  for (let page = 0; page < RANGE_PAGES_MAX; page++) {
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
        ...(range.limit !== undefined && { Limit: range.limit - items.length }),
        ExclusiveStartKey: start,
      }),
    );
    for (const attributes of answer.Items ?? []) items.push(unmarshall(attributes) as LedgerItem);
    start = answer.LastEvaluatedKey;
    if (!start || items.length === range.limit) return items;
  }
  throw new LedgerFault("LEDGER_UNPROCESSED", `a range holds more than ${RANGE_PAGES_MAX} pages`);
}

async function readIndex(client: DynamoDBClient, table: string, range: IndexRange) {
  const index = LEDGER_TABLE.indexes.find(({ name }) => name === range.index);
  if (!index) throw new RangeError(`no such index: ${range.index}`);
  const answer = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: "#partition = :partition",
      ExpressionAttributeNames: { "#partition": index.partitionKey },
      ExpressionAttributeValues: toAttributes({ ":partition": range.partition }),
      ScanIndexForward: !range.newestFirst,
      Limit: range.limit,
    }),
  );
  return (answer.Items ?? []).map((attributes) => unmarshall(attributes) as LedgerItem);
}

async function writeOne(client: DynamoDBClient, table: string, write: LedgerWrite): Promise<WriteResult> {
  return retryContended([write], async () => {
    if (write.kind === "put") await client.send(new PutItemCommand(putInput(table, write)));
    else if (write.kind === "update") await client.send(new UpdateItemCommand(updateInput(table, write)));
    else await client.send(new DeleteItemCommand(deleteInput(table, write)));
  });
}
