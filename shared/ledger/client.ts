import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/**
 * The DynamoDB client of every function. Waits are bounded: at most 3 attempts of 2 s stay inside the 7.5 s that a SNAP answer may
 * take (snap-bi.md 8.14). Retries of a transaction carry the SDK's idempotency token, so a lost answer is not a second write.
 */
export function ledgerClient(): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 2_000 },
  });
}
