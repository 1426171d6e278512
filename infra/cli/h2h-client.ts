import { createPublicKey, type JsonWebKey } from "node:crypto";
import { formatInstant, type Instant } from "../../shared/calendar/calendar.ts";
import { type H2hCredentials, isGenuineAnswer, signedHeaders } from "./h2h-signature.ts";
import { NoAnswer } from "./snap-client.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An answer whose signature holds, or one of API Gateway's own, which has none and means "unknown, ask status". */
export interface H2hReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Fields;
}

/** The terminal that the tools play. */
const TERMINAL = { storeId: "KANAL", tillId: "01" };
const CALL_TIMEOUT_MS = 30_000;

/** A partner's side of H2H: inquiry, payment, status, reversal, lookup, signed by HTTP Message Signatures (design 5.2). */
export interface H2hClient {
  inquiry(ask: { nik: string; months: number }): Promise<H2hReply>;
  payment(pay: {
    paymentReference: string;
    inquiryId: string;
    amount: number;
    paidAt: Instant;
    /** True when this repeats a payment that got no answer. */
    advice?: boolean;
  }): Promise<H2hReply>;
  status(paymentReference: string): Promise<H2hReply>;
  reversal(paymentReference: string, why: { reason: string; reversedAt: Instant }): Promise<H2hReply>;
  lookup(nik: string): Promise<H2hReply>;
}

/** Makes a client of one partner against a gateway. Every answer's signature is checked. @throws NoAnswer */
export function h2hClient(baseUrl: string, partner: H2hCredentials): H2hClient {
  let keys: Promise<ReadonlyMap<string, string>> | undefined;

  async function call(method: "GET" | "POST", path: string, content?: Fields, idempotencyKey?: string) {
    const body = content === undefined ? "" : JSON.stringify(content);
    const createdSeconds = Math.floor(Date.now() / 1000);
    const asked = { method, path, body, ...(idempotencyKey !== undefined && { idempotencyKey }) };
    const headers = signedHeaders(partner, asked, createdSeconds);
    const answer = await send(`${baseUrl}${path}`, { method, headers, ...(body !== "" && { body }) });
    if (!answer.headers.has("signature")) return { ...answer, body: {} };
    keys ??= publicKeys(baseUrl);
    const known = await keys;
    const signable = { status: answer.status, headers: new Map(answer.headers), body: answer.bytes };
    const request = { method, path, headers: new Map(Object.entries(headers)) };
    if (!isGenuineAnswer(signable, request, (keyId) => known.get(keyId))) {
      throw new NoAnswer("the answer is not signed by the gateway for this request");
    }
    return { status: answer.status, headers: answer.headers, body: fieldsOf(answer.bytes) };
  }

  const customerNumber = (nik: string) => ({ type: "NIK", value: nik });
  const payments = "/h2h/v1/payments";
  return {
    inquiry: ({ nik, months }) =>
      call("POST", "/h2h/v1/inquiries", { customerNumber: customerNumber(nik), months, terminal: TERMINAL }),
    payment: ({ paidAt, advice = false, ...pay }) =>
      call(
        "POST",
        payments,
        { ...pay, paidAt: formatInstant(paidAt), terminal: TERMINAL, advice },
        pay.paymentReference,
      ),
    status: (reference) => call("GET", `${payments}/${reference}`),
    reversal: (reference, { reason, reversedAt }) =>
      call("POST", `${payments}/${reference}/reversal`, { reason, reversedAt: formatInstant(reversedAt) }),
    lookup: (nik) => call("POST", "/h2h/v1/members/lookup", { customerNumber: customerNumber(nik) }),
  };
}

async function send(url: string, request: RequestInit) {
  try {
    const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
    return {
      status: answer.status,
      headers: answer.headers,
      bytes: new Uint8Array(await answer.arrayBuffer()),
    };
  } catch (cause) {
    throw new NoAnswer(`no answer from ${new URL(url).origin}`, { cause });
  }
}

/** The gateway's public keys as PEM, by key id. */
async function publicKeys(baseUrl: string): Promise<ReadonlyMap<string, string>> {
  const { bytes } = await send(`${baseUrl}/.well-known/jwks.json`, {});
  const { keys } = fieldsOf(bytes) as { readonly keys?: readonly (JsonWebKey & { readonly kid: string })[] };
  const pem = (key: JsonWebKey) =>
    createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();
  return new Map((keys ?? []).map((key) => [key.kid, pem(key)]));
}

function fieldsOf(bytes: Uint8Array): Fields {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
  } catch {
    return {};
  }
}
