/** A JSON object of the document. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const schemaRef = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** 429 and 5xx that the function never saw: the response of every other status. */
export const BY_API_GATEWAY: Json = { $ref: "#/components/responses/ByApiGateway" };
