import { connect } from "node:net";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { expect, onTestFinished, test } from "vitest";
import { startHttpGateway } from "../../infra/local/aws/gateway-http.ts";
import { lambda } from "../../infra/local/aws/lambda.ts";

type Handler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

async function serving(handler: Handler, options: { timeoutMs?: number; loses?: boolean } = {}) {
  const invoke = lambda("api", options.timeoutMs ?? 5_000, handler);
  const gateway = await startHttpGateway({
    port: 0,
    route: () => invoke,
    watchers: () => (options.loses ? [{ after: async () => "lost" as const }] : []),
  });
  onTestFinished(() => gateway.stop(0));
  return `http://127.0.0.1:${gateway.port}`;
}

const ok = { statusCode: 200, body: "{}" };

test("a request becomes a REST proxy event with the caller's bytes in base64", async () => {
  const events: APIGatewayProxyEvent[] = [];
  const url = await serving(async (event) => {
    events.push(event);
    return ok;
  });
  const body = Buffer.from([0x7b, 0xff, 0x7d]);
  await fetch(`${url}/snap/v1.0/x%2Fy?b=2&a=1&a=%20`, {
    method: "POST",
    headers: { "X-TIMESTAMP": "2026-11-20T09:14:05+07:00", "content-type": "application/json" },
    body,
  });
  const [event] = events;
  expect(event).toMatchObject({
    resource: "/{proxy+}",
    path: "/snap/v1.0/x%2Fy",
    httpMethod: "POST",
    queryStringParameters: { b: "2", a: " " },
    multiValueQueryStringParameters: { b: ["2"], a: ["1", " "] },
    body: body.toString("base64"),
    isBase64Encoded: true,
    requestContext: {
      path: "/snap/v1.0/x%2Fy",
      identity: { sourceIp: "127.0.0.1" },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
});

test("headers keep the caller's spelling; of a repeated one the last stands, and all in the list", async () => {
  const events: APIGatewayProxyEvent[] = [];
  const url = await serving(async (event) => {
    events.push(event);
    return ok;
  });
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.write(
    "GET / HTTP/1.1\r\nHost: till\r\nX-Odd-CASE: one\r\nX-Odd-CASE: two\r\nConnection: close\r\n\r\n",
  );
  for await (const _ of socket);
  expect(events[0]).toMatchObject({ body: null, isBase64Encoded: false, queryStringParameters: null });
  expect(events[0]?.headers["X-Odd-CASE"]).toBe("two");
  expect(events[0]?.multiValueHeaders["X-Odd-CASE"]).toEqual(["one", "two"]);
  expect(events[0]?.headers.Connection).toBeUndefined();
});

test("a function's answer goes out with its status, its headers and its bytes", async () => {
  const url = await serving(async () => ({
    statusCode: 201,
    headers: { "X-TIMESTAMP": "now" },
    multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] },
    body: Buffer.from([1, 2, 255]).toString("base64"),
    isBase64Encoded: true,
  }));
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get("x-timestamp"), answer.headers.getSetCookie()]).toEqual([
    201,
    "now",
    ["a=1", "b=2"],
  ]);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([1, 2, 255]));
});

test.each([
  ["throws", () => Promise.reject(new Error("inner detail")), 502, "Internal server error"],
  [
    "answers something malformed",
    async () => ({ hello: 1 }) as unknown as APIGatewayProxyResult,
    502,
    "Internal server error",
  ],
  [
    "takes too long",
    () => new Promise<APIGatewayProxyResult>(() => undefined),
    504,
    "Endpoint request timed out",
  ],
])(
  "a function that %s is answered as API Gateway does, without its detail",
  async (_, handler, status, message) => {
    const url = await serving(handler, { timeoutMs: 50 });
    const answer = await fetch(url);
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  },
);

test("a body over 10 MB is refused before the function", async () => {
  let calls = 0;
  const url = await serving(async () => {
    calls += 1;
    return ok;
  });
  const answer = await fetch(url, { method: "POST", body: Buffer.alloc(10 * 1024 * 1024 + 1) });
  expect([answer.status, calls]).toEqual([413, 0]);
});

test("a lost answer: the function has run, and the connection breaks", async () => {
  let calls = 0;
  const url = await serving(
    async () => {
      calls += 1;
      return ok;
    },
    { loses: true },
  );
  await expect(fetch(url)).rejects.toThrow();
  expect(calls).toBe(1);
});
