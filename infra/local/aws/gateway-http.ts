import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { DoorWatcher } from "../exchange.ts";
import { apiEvent } from "./api-event.ts";
import { FunctionTimeout, type Invoke } from "./lambda.ts";

export type ApiFunction = Invoke<APIGatewayProxyEvent, APIGatewayProxyResult>;

export interface HttpGatewayOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The function behind a path. */
  readonly route: (path: string) => ApiFunction;
  /** Answers requests that are not the gateway's own, the sandbox's rooms. @returns false when the path is none of them */
  readonly special?: (request: IncomingMessage, body: Buffer, response: ServerResponse) => Promise<boolean>;
  /** Who stands at the door of a path, asked in this order. */
  readonly watchers?: (path: string) => readonly DoorWatcher[];
}

export interface HttpGateway {
  readonly port: number;
  /** Takes no new requests and waits for those in hand, at most this long. */
  stop(graceMs: number): Promise<void>;
}

/** REST APIs take at most 10 MB. */
const BODY_BYTES_MAX = 10 * 1024 * 1024;

/** The port is taken by another program. */
export class PortTaken extends Error {
  readonly code = "PORT_TAKEN";
}

/** The HTTP side of API Gateway: each request becomes a proxy event, each function's answer a response. @throws PortTaken */
export async function startHttpGateway(options: HttpGatewayOptions): Promise<HttpGateway> {
  const server = createServer((request, response) => {
    serve(options, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else answerProblem(response, 500, "Internal server error");
    });
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, options.port);
  return {
    port,
    stop: (graceMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === "EADDRINUSE"
          ? new PortTaken(`Port ${port} is taken by another program. Choose one: PORT=3001 npm start`, {
              cause,
            })
          : cause,
      ),
    );
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

async function serve(
  { route, special, watchers = () => [] }: HttpGatewayOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    response.setHeader("connection", "close");
    return answerProblem(response, 413, "Request Too Long");
  }
  if (await special?.(request, body, response)) return;
  const event = apiEvent(request, body);
  const atDoor = watchers(event.path);
  const startedAt = Date.now();
  for (const watcher of atDoor) {
    const instead = await watcher.before?.(event);
    if (instead === "lost") return void request.socket.destroy();
    if (instead) return answer(response, event, instead);
  }
  let result: APIGatewayProxyResult;
  try {
    result = await route(event.path)(event);
  } catch (error) {
    // The function logs its own faults; API Gateway tells the caller nothing of them.
    return error instanceof FunctionTimeout
      ? answerProblem(response, 504, "Endpoint request timed out")
      : answerProblem(response, 502, "Internal server error");
  }
  if (!isProxyResult(result)) return answerProblem(response, 502, "Internal server error");
  const callerLeft = () => request.socket.destroyed;
  for (const watcher of atDoor) {
    const changed = await watcher.after?.({ event, result, startedAt, endedAt: Date.now(), callerLeft });
    if (changed === "lost") return void request.socket.destroy();
    result = changed ?? result;
  }
  answer(response, event, result);
}

function answer(response: ServerResponse, event: APIGatewayProxyEvent, result: APIGatewayProxyResult): void {
  response.setHeader("x-amzn-RequestId", event.requestContext.requestId);
  for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, String(value));
  for (const [name, values] of Object.entries(result.multiValueHeaders ?? {})) {
    response.setHeader(name, values.map(String));
  }
  if (!response.hasHeader("content-type")) response.setHeader("content-type", "application/json");
  response.writeHead(result.statusCode);
  response.end(Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8"));
}

/** What API Gateway takes as a function's answer; anything else is a malformed proxy response, 502. */
function isProxyResult(result: unknown): result is APIGatewayProxyResult {
  return (
    typeof result === "object" &&
    result !== null &&
    "statusCode" in result &&
    Number.isInteger(Number(result.statusCode)) &&
    (!("body" in result) ||
      typeof result.body === "string" ||
      result.body === null ||
      result.body === undefined)
  );
}

/** Reads the body; undefined when it is too long. The rest is read and dropped, or the caller would see a reset instead of the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size <= BODY_BYTES_MAX) chunks.push(bytes);
    else chunks.length = 0;
  }
  return size > BODY_BYTES_MAX ? undefined : Buffer.concat(chunks);
}

function answerProblem(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ message }));
}
