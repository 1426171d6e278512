import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { LOCAL_ACCOUNT } from "./lambda.ts";

/** Headers that belong to one connection, not to the message; API Gateway keeps them. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Makes the event with which a REST API calls its proxy function (payload version 1.0). Binary media types are `*` + `/*`, so the body is the caller's
 * bytes in base64. There is no raw query string in it, only decoded parameters: that is why partner routes refuse any query.
 */
export function apiEvent(request: IncomingMessage, body: Buffer): APIGatewayProxyEvent {
  const target = request.url ?? "/";
  const queryAt = target.indexOf("?");
  const path = queryAt < 0 ? target : target.slice(0, queryAt);
  const query = lists(queryAt < 0 ? [] : [...new URLSearchParams(target.slice(queryAt + 1))]);
  const headers = lists(headerPairs(request));
  const method = request.method ?? "GET";
  const requestId = randomUUID();
  const now = Date.now();
  return {
    resource: "/{proxy+}",
    path,
    httpMethod: method,
    headers: lasts(headers) ?? {},
    multiValueHeaders: headers ?? {},
    queryStringParameters: lasts(query),
    multiValueQueryStringParameters: query,
    pathParameters: { proxy: path.slice(1) },
    stageVariables: null,
    requestContext: {
      accountId: LOCAL_ACCOUNT,
      apiId: "local",
      authorizer: null,
      protocol: "HTTP/1.1",
      httpMethod: method,
      identity: identityOf(request),
      path,
      stage: "local",
      requestId,
      requestTimeEpoch: now,
      resourceId: "local",
      resourcePath: "/{proxy+}",
    },
    body: body.length > 0 ? body.toString("base64") : null,
    isBase64Encoded: body.length > 0,
  };
}

/** The caller's headers as it wrote them, and those that API Gateway adds. */
function headerPairs(request: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const [name = "", value = ""] = request.rawHeaders.slice(at, at + 2);
    if (!HOP_BY_HOP.has(name.toLowerCase())) pairs.push([name, value]);
  }
  const forwardedFor = [request.headers["x-forwarded-for"], sourceIp(request)]
    .flat()
    .filter(Boolean)
    .join(", ");
  return [
    ...pairs.filter(([name]) => !/^x-forwarded-(for|port|proto)$/i.test(name)),
    ["X-Forwarded-For", forwardedFor],
    ["X-Forwarded-Port", String(request.socket.localPort ?? 0)],
    ["X-Forwarded-Proto", "http"],
  ];
}

const sourceIp = (request: IncomingMessage): string => request.socket.remoteAddress ?? "127.0.0.1";

function identityOf(request: IncomingMessage): APIGatewayProxyEvent["requestContext"]["identity"] {
  return {
    accessKey: null,
    accountId: null,
    apiKey: null,
    apiKeyId: null,
    caller: null,
    clientCert: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: sourceIp(request),
    user: null,
    userAgent: request.headers["user-agent"] ?? null,
    userArn: null,
  };
}

/** Values by name, in the order in which they came; null when there are none, as API Gateway says it. */
function lists(pairs: readonly (readonly [string, string])[]): Record<string, string[]> | null {
  if (pairs.length === 0) return null;
  const all: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) all[name] = [...(all[name] ?? []), value];
  return all;
}

/** The last value of each name. */
function lasts(all: Record<string, string[]> | null): Record<string, string> | null {
  return all && Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.at(-1) ?? ""]));
}
