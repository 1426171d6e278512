import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import * as z from "zod/mini";
import type { Answer, Call } from "./call.ts";
import { objectRequest } from "./object-request.ts";
import type { ObjectStore } from "./object-store.ts";

/** One operation of an AWS JSON service. A string result is the `__type` of a refusal. */
export type JsonOperation = (request: unknown) => object | string;

/** AWS on this machine: what the SDK's endpoint variables point at. */
export interface EndpointServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Largest request taken: more than a stream batch of 6 MB in an on-failure record. */
const REQUEST_BYTES_MAX = 32 * 1024 * 1024;

/**
 * Serves the AWS JSON 1.1 operations by their `X-Amz-Target` ("AWSEvents.PutEvents") and S3 for everything without one. Signatures are not
 * checked: the server listens on 127.0.0.1 only.
 */
export async function startEndpointServer(
  operations: Readonly<Record<string, JsonOperation>>,
  objects: ObjectStore,
): Promise<EndpointServer> {
  const answerTo = (call: Call): Answer => {
    const target = call.headers["x-amz-target"];
    if (typeof target !== "string") return objectRequest(objects, call);
    const operation = Object.hasOwn(operations, target) ? operations[target] : undefined;
    return operation ? jsonAnswer(operation, call.body) : refusal(400, "UnknownOperationException");
  };
  const server = createServer((request, response) => {
    callOf(request)
      .then(answerTo)
      .catch(() => refusal(500, "InternalFailure"))
      .then(({ status, headers, body }) => {
        response.writeHead(status, { ...headers, "x-amzn-requestid": randomUUID() });
        response.end(body);
      })
      .catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address for the endpoint server");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function jsonAnswer(operation: JsonOperation, body: Buffer): Answer {
  try {
    const result = operation(JSON.parse(body.toString("utf8")));
    return typeof result === "string" ? refusal(400, result) : json(200, result);
  } catch (error) {
    if (error instanceof SyntaxError) return refusal(400, "SerializationException");
    if (error instanceof z.core.$ZodError) return refusal(400, "ValidationException");
    throw error;
  }
}

const refusal = (status: number, type: string): Answer => json(status, { __type: type, message: type });

function json(status: number, body: object): Answer {
  return { status, headers: { "content-type": "application/x-amz-json-1.1" }, body: JSON.stringify(body) };
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > REQUEST_BYTES_MAX) throw new Error("request too large");
    chunks.push(bytes);
  }
  const { method = "GET", url = "/", headers } = request;
  return { method, path: url, headers, body: Buffer.concat(chunks) };
}
