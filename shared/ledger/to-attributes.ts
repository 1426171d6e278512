import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";

/** Plain values as DynamoDB takes them; what is undefined is left out. */
export function toAttributes(value: Readonly<Record<string, unknown>>): Record<string, AttributeValue> {
  return marshall(value as Record<string, unknown>, { removeUndefinedValues: true });
}
