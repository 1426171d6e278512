import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** One call of a function to a service, as it crossed the wire. */
export interface WireCall {
  /** `DynamoDB_20120810.Query`, `AWSEvents.PutEvents`; empty for S3. */
  readonly target: string;
  /** Method and path, which say what S3 is asked for. */
  readonly http: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly requestBytes: number;
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

export interface RecordingWire {
  readonly url: string;
  /** The calls since the last look, in the order of their answers. */
  take(): readonly WireCall[];
  stop(): void;
}

/** Operations that say, when asked, what capacity they consumed. */
const TELLS_CAPACITY =
  /^DynamoDB_\d+\.(GetItem|BatchGetItem|Query|PutItem|UpdateItem|DeleteItem|TransactWriteItems)$/;

/**
 * Stands between functions and a service of this machine and writes down what passes. DynamoDB is asked for the capacity that each call consumed, which production
 * does not ask; nothing else of a call is changed.
 */
export async function recordingWire(serviceUrl: string): Promise<RecordingWire> {
  const { hostname, port } = new URL(serviceUrl);
  const calls: WireCall[] = [];
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const received = await bytesOf(incoming);
    const target = String(incoming.headers["x-amz-target"] ?? "");
    const asked = target === "" ? {} : objectIn(received);
    const sent = TELLS_CAPACITY.test(target)
      ? Buffer.from(JSON.stringify({ ...asked, ReturnConsumedCapacity: "INDEXES" }))
      : received;
    const headers = { ...incoming.headers, "content-length": String(sent.length) };
    const onward = request({ hostname, port, method: incoming.method, path: incoming.url, headers });
    onward.end(sent);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      onward.once("response", resolve).once("error", reject);
    });
    const body = await bytesOf(answer);
    calls.push({
      ...{ target, http: `${incoming.method} ${incoming.url}` },
      ...{ request: asked, requestBytes: received.length },
      ...{ status: answer.statusCode ?? 0, answer: target === "" ? {} : objectIn(body) },
    });
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    outgoing.end(body);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address for the wire");
  return {
    url: `http://127.0.0.1:${address.port}`,
    take: () => calls.splice(0),
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function objectIn(body: Buffer): Record<string, unknown> {
  return body.length === 0 ? {} : (JSON.parse(body.toString("utf8")) as Record<string, unknown>);
}
