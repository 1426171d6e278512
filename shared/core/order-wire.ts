import type { Clock } from "../calendar/clock.ts";
import { CoreUnavailable } from "./core.ts";
import { signatureHeaders, signingSecret } from "./order-signature.ts";

export interface OrderWireSettings {
  /** `https://...`, or `http://` on this machine; every kind of order has a path below it. */
  readonly baseUrl: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  readonly clock: Pick<Clock, "machineNow">;
  /** How long one order waits for its answer. */
  readonly deadlineMs?: number;
}

/** An order as it goes over the wire. */
export interface WireOrder {
  /** Below the core's base URL. */
  readonly path: string;
  /** The same for every sending of one order. */
  readonly orderId: string;
  readonly body: string;
}

const DEADLINE_MS = 5_000;

/** An answer is a few words, or one sealed member; whatever sends more is not our core. */
const ANSWER_BYTES_MAX = 16 * 1024;

/**
 * Sends orders to the core membership system over HTTP, signed by Standard Webhooks and with the same `Idempotency-Key` however often one is sent.
 * @returns a sender that throws CoreUnavailable when no whole answer came
 * @throws RangeError for a URL that would send orders in clear, or a malformed secret
 */
export function orderWire(settings: OrderWireSettings) {
  const baseUrl = safeBaseUrl(settings.baseUrl);
  const secret = signingSecret(settings.secret);
  const { clock, deadlineMs = DEADLINE_MS } = settings;
  return ({ path, orderId, body }: WireOrder) => {
    const headers = {
      "content-type": "application/json",
      accept: "application/json",
      "idempotency-key": orderId,
      ...signatureHeaders(secret, orderId, clock.machineNow(), body),
    };
    return exchange(`${baseUrl}${path}`, { headers, body, signal: AbortSignal.timeout(deadlineMs) });
  };
}

/** Sends an order and reads the whole answer. @throws CoreUnavailable without the core's or the network's own words, which may quote the order */
async function exchange(url: string, order: Pick<RequestInit, "headers" | "body" | "signal">) {
  try {
    // A redirect would carry a signed order to somebody else.
    const response = await fetch(url, { ...order, method: "POST", redirect: "error" });
    return { status: response.status, text: await boundedText(response) };
  } catch (error) {
    throw new CoreUnavailable(`no answer from the core (${error instanceof Error ? error.name : "unknown"})`);
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > ANSWER_BYTES_MAX) throw new RangeError("the core's answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

function safeBaseUrl(text: string): string {
  const url = URL.parse(text);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (!url || !isSafe || url.username || url.password || url.search || url.hash) {
    throw new RangeError("the core's URL must be https, without credentials, query or fragment");
  }
  return url.href.replace(/\/+$/, "");
}
