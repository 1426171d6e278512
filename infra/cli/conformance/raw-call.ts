import { Agent, type IncomingMessage, request } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { maskedMessage } from "./masked.ts";
import type { Exchange } from "./result.ts";

/** A request to the byte: a client library would tidy the path, join headers or leave out a body. */
export interface RawRequest {
  readonly method: string;
  /** Path and query as they go over the wire. */
  readonly target: string;
  /** A name may stand twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** An answer as it came. */
export interface RawReply {
  readonly status: number;
  /** By lower-case name, values of a repeated one joined by a comma and a space. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as an object; empty when it is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly durationMs: number;
}

/** No answer came: what became of the request is unknown. */
export class NoReply extends Error {
  readonly code = "NO_REPLY";
}

/** What was sent and came, kept until somebody wants to read it. */
export interface Sent {
  readonly request: RawRequest;
  readonly reply: RawReply | undefined;
}

/** Sends requests to one gateway. */
export interface Wire {
  readonly baseUrl: string;
  /** @throws NoReply */
  send(request: RawRequest): Promise<RawReply>;
  close(): void;
}

const BANK_PATIENCE_MS = 10_000;

/** Opens connections to a gateway and keeps them. `timeoutMs` is how long a caller waits; banks wait ten seconds (snap-bi.md 8.14). */
export function openWire(baseUrl: string, timeoutMs = BANK_PATIENCE_MS): Wire {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const isSecure = protocol === "https:";
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const prefix = pathname.replace(/\/$/, "");
  const open = isSecure ? secureRequest : request;

  return {
    baseUrl: baseUrl.replace(/\/$/, ""),
    close: () => agent.destroy(),
    send: ({ method, target, headers, body }) =>
      new Promise((resolve, reject) => {
        const startedAt = performance.now();
        const fail = (cause: unknown) => reject(new NoReply(`no answer from ${hostname}`, { cause }));
        const length: readonly (readonly [string, string])[] =
          body.length > 0 || method !== "GET" ? [["Content-Length", String(body.length)]] : [];
        const host = port === "" ? hostname : `${hostname}:${port}`;
        const outgoing = open(
          {
            ...{ hostname, port, method, agent, path: prefix + target },
            headers: [["Host", host], ...headers, ...length].flat(),
            signal: AbortSignal.timeout(timeoutMs),
          },
          (incoming) => {
            readReply(incoming, startedAt).then(resolve, fail);
          },
        );
        outgoing.on("error", fail);
        outgoing.end(body);
      }),
  };
}

async function readReply(incoming: IncomingMessage, startedAt: number): Promise<RawReply> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    const [name = "", value = ""] = incoming.rawHeaders.slice(at, at + 2);
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  const text = bytes.toString("utf8");
  const durationMs = performance.now() - startedAt;
  return { status: incoming.statusCode ?? 0, headers, bytes, text, body: fieldsOf(parsed(text)), durationMs };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The members of a JSON object; of anything else none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** An exchange as a report shows it. */
export function exchangeOf({ request: asked, reply }: Sent): Exchange {
  const start = `${asked.method} ${asked.target}`;
  return {
    request: maskedMessage(start, asked.headers, shortened(Buffer.from(asked.body).toString("utf8"))),
    response: reply ? maskedMessage(String(reply.status), told(reply), shortened(reply.text)) : "(no answer)",
  };
}

/** Headers of the connection say nothing about the answer. */
const OF_CONNECTION = new Set(["connection", "date", "keep-alive", "transfer-encoding", "content-length"]);

const told = ({ headers }: RawReply) => [...headers].filter(([name]) => !OF_CONNECTION.has(name));

const SHOWN_CHARACTERS_MAX = 6_000;

const shortened = (text: string) =>
  text.length > SHOWN_CHARACTERS_MAX
    ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}... (${text.length} characters)`
    : text;
