import type { APIGatewayProxyEvent } from "aws-lambda";

/** A request to the ops edge as its routes see it. */
export interface Received {
  readonly method: string;
  /** As the caller wrote it, from `/ops` on; a stage before it is API Gateway's own business. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Undefined where it was not sent; a header sent twice becomes one value that fits no format. */
  header(name: string): string | undefined;
  readonly body: Buffer;
  readonly requestId: string;
  /** Address of the caller, for the audit trail. */
  readonly sourceIp: string;
}

/** Takes the request out of a REST proxy event. */
export function received(event: APIGatewayProxyEvent): Received {
  const headers = new Map<string, string>();
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? {})) {
    if (values) headers.set(name.toLowerCase(), values.join(", "));
  }
  const query = Object.entries(event.multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  return {
    method: event.httpMethod,
    path: event.requestContext.path.replace(/^\/[^/]+(?=\/ops(?:\/|$))/, ""),
    query: new URLSearchParams(query),
    header: (name) => headers.get(name),
    body: Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8"),
    requestId: event.requestContext.requestId,
    sourceIp: event.requestContext.identity.sourceIp,
  };
}
