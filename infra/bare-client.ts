import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";

/**
 * The yardstick of the bundles: the least a function on DynamoDB can be. What a bundle has beyond this is ours to answer for. Never deployed.
 */
const client = new DynamoDBClient();

export const handler = () =>
  client.send(new GetItemCommand({ TableName: "bare", Key: { PK: { S: "bare" } } }));
