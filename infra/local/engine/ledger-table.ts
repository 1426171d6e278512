import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { LEDGER_TABLE } from "../../../shared/ledger/table.ts";

/** The engine holds a table of this name that an older version made. */
export class TableOutdated extends Error {
  readonly code = "TABLE_OUTDATED";
}

/** Makes the ledger's table from its one definition unless it is there. @returns the ARN of its stream */
export async function ensureLedgerTable(client: DynamoDBClient, name: string): Promise<string> {
  const found = await describe(client, name);
  const table = found ?? (await createLedgerTable(client, name));
  const copies = new Map(
    table.GlobalSecondaryIndexes?.map(({ IndexName, Projection }) => [
      IndexName,
      Projection?.NonKeyAttributes ?? [],
    ]),
  );
  // An index cannot learn to copy another attribute; one that lacks some is as good as none.
  const missing = LEDGER_TABLE.indexes.filter((index) => {
    const copied = copies.get(index.name);
    return !copied || index.include.some((attribute) => !copied.includes(attribute));
  });
  if (missing.length > 0) {
    throw new TableOutdated(
      `The table ${name} was made by an older version (it lacks ${missing.map((index) => index.name).join(", ")}). Begin again: npm start -- --fresh`,
    );
  }
  if (!table.LatestStreamArn) throw new TableOutdated(`The table ${name} has no stream.`);
  return table.LatestStreamArn;
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Makes the table. Without its stream only where nobody listens to it and a million items are put: the engine keeps every change for ever. */
export async function createLedgerTable(
  client: DynamoDBClient,
  name: string,
  isStreamed = true,
): Promise<TableDescription> {
  const { partitionKey, sortKey, indexes } = LEDGER_TABLE;
  const keys = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  const schema = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: "HASH" as const },
    { AttributeName: range, KeyType: "RANGE" as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: "S" })),
      KeySchema: schema(partitionKey, sortKey),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: schema(index.partitionKey, index.sortKey),
        Projection:
          index.include.length > 0
            ? { ProjectionType: "INCLUDE", NonKeyAttributes: [...index.include] }
            : { ProjectionType: "KEYS_ONLY" },
      })),
      ...(isStreamed && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: LEDGER_TABLE.stream },
      }),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { TableName: name });
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: LEDGER_TABLE.timeToLive, Enabled: true },
    }),
  );
  const made = await describe(client, name);
  if (!made) throw new Error(`the table ${name} vanished after it was made`);
  return made;
}
