import type { APIGatewayProxyEvent } from "aws-lambda";
import type { H2hCall } from "../shared/protocol/h2h/call.ts";
import type { SnapCall } from "../shared/protocol/snap/call.ts";

/** A partner's body is well under 4 KB; more is not worth hashing. */
const BODY_BYTES_MAX = 64 * 1024;

/** The call inside a proxy event, and why it is not even looked at, if so. */
export interface ReceivedCall {
  readonly call: SnapCall & H2hCall;
  readonly unfit: "query-not-allowed" | "body-too-large" | undefined;
}

/**
 * Takes the call out of a REST proxy event. The path is the one the caller saw and signed, not the router's inner one (snap-bi.md 8.4, RFC 9421 section 2.2.6). The event
 * holds no raw query string, so a signature over one cannot be checked: any query is refused (design section 2).
 */
export function receivedCall(event: APIGatewayProxyEvent): ReceivedCall {
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  const tooLarge = body.length > BODY_BYTES_MAX;
  return {
    call: {
      method: event.httpMethod,
      path: event.requestContext.path,
      headers: headersOf(event),
      body: tooLarge ? new Uint8Array() : body,
    },
    unfit: hasQuery(event) ? "query-not-allowed" : tooLarge ? "body-too-large" : undefined,
  };
}

/** A header sent twice becomes one value that fits no format, so that no two readers can pick different ones. */
function headersOf({ multiValueHeaders, headers }: APIGatewayProxyEvent): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(multiValueHeaders ?? headers ?? {})) {
    const text = Array.isArray(value) ? value.join(", ") : value;
    const key = name.toLowerCase();
    if (text !== undefined) all.set(key, all.has(key) ? `${all.get(key)}, ${text}` : text);
  }
  return all;
}

function hasQuery({ queryStringParameters, multiValueQueryStringParameters }: APIGatewayProxyEvent): boolean {
  return Object.keys({ ...queryStringParameters, ...multiValueQueryStringParameters }).length > 0;
}
