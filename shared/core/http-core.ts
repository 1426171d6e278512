import type { Clock } from "../calendar/clock.ts";
import {
  type ActivationOrder,
  type Core,
  type CoreAnswer,
  CoreUnavailable,
  type RevocationOrder,
} from "./core.ts";
import { coreAnswer } from "./core-answer.ts";
import { orderMessage } from "./order-message.ts";
import { signatureHeaders, signingSecret } from "./order-signature.ts";

export interface HttpCoreSettings {
  /** `https://...`, or `http://` on this machine; orders go to `/activations` and `/revocations` below it. */
  readonly baseUrl: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  readonly clock: Pick<Clock, "machineNow">;
  /** How long one order waits for its answer. */
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 5_000;

/** An answer is a few words; whatever sends more is not our core. */
const ANSWER_BYTES_MAX = 16 * 1024;

/**
 * The core membership system over HTTP. Each order is signed by Standard Webhooks and carries the same `Idempotency-Key` however often it is
 * sent. It may have taken effect although no answer came: the core keeps (payment, sequence) and answers the same again.
 * @throws RangeError for a URL that would send orders in clear, or a malformed secret
 */
export function httpCore(settings: HttpCoreSettings): Core {
  const baseUrl = safeBaseUrl(settings.baseUrl);
  const secret = signingSecret(settings.secret);
  const { clock, deadlineMs = DEADLINE_MS } = settings;

  async function send(order: ActivationOrder | RevocationOrder): Promise<CoreAnswer> {
    const { path, orderId, body } = orderMessage(order);
    const headers = {
      "content-type": "application/json",
      accept: "application/json",
      "idempotency-key": orderId,
      ...signatureHeaders(secret, orderId, clock.machineNow(), body),
    };
    const signal = AbortSignal.timeout(deadlineMs);
    const { status, text } = await exchange(`${baseUrl}${path}`, { headers, body, signal });
    const answer = coreAnswer(order, status, text);
    if (!answer) throw new CoreUnavailable(`the core's answer (${status}) says nothing about the order`);
    return answer;
  }
  return { activate: send, revoke: send };
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
