import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { retryContended } from "./contention.ts";
import { readIndexPage, readPage, readRange, readTogether } from "./dynamo-reads.ts";
import type { Ledger } from "./ledger.ts";
import { toAttributes } from "./to-attributes.ts";
import type { Expression, Guard, LedgerItem, LedgerWrite, WriteResult } from "./write.ts";

const toItem = (attributes: Record<string, AttributeValue> | undefined): LedgerItem | undefined =>
  attributes && (unmarshall(attributes) as LedgerItem);

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
    readPage: (range) => readPage(client, table, range),
    readIndex: async (range) => (await readIndexPage(client, table, range)).items,
    readIndexPage: (range) => readIndexPage(client, table, range),
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

async function writeOne(client: DynamoDBClient, table: string, write: LedgerWrite): Promise<WriteResult> {
  return retryContended([write], async () => {
    if (write.kind === "put") await client.send(new PutItemCommand(putInput(table, write)));
    else if (write.kind === "update") await client.send(new UpdateItemCommand(updateInput(table, write)));
    else await client.send(new DeleteItemCommand(deleteInput(table, write)));
  });
}
