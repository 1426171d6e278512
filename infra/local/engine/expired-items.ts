import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { LEDGER_TABLE } from "../../../shared/ledger/table.ts";

/**
 * Deletes what its time to live has ended, as DynamoDB does within days: the embedded engine takes the setting and never deletes.
 * @param businessNow epoch milliseconds; the sandbox's time, because business time set the deadlines
 * @returns how many items went
 */
export async function deleteExpiredItems(
  client: DynamoDBClient,
  table: string,
  businessNow: number,
): Promise<number> {
  const expired = {
    ExpressionAttributeNames: { "#ttl": LEDGER_TABLE.timeToLive },
    ExpressionAttributeValues: { ":now": { N: String(Math.floor(businessNow / 1000)) } },
  };
  let deleted = 0;
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        FilterExpression: "#ttl <= :now",
        ProjectionExpression: `${LEDGER_TABLE.partitionKey}, ${LEDGER_TABLE.sortKey}`,
        ExclusiveStartKey: start,
        ...expired,
      }),
    );
    for (const key of page.Items ?? []) {
      try {
        await client.send(
          new DeleteItemCommand({
            TableName: table,
            Key: key,
            ConditionExpression: "#ttl <= :now",
            ...expired,
          }),
        );
        deleted += 1;
      } catch (error) {
        // Renewed between the look and the delete.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    }
    start = page.LastEvaluatedKey;
  } while (start);
  return deleted;
}
