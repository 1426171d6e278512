/**
 * A first payment over H2H: inquiry, payment, the same payment again, status. Every answer's signature is checked.
 *
 *   eval "$(node docs/partners/examples/credentials.mjs indomaret)"
 *   npx node docs/partners/examples/typescript/h2h-call.ts [months]
 *
 * With a key of ed25519, rsa-pss-sha512 or hmac-sha256. No answer ends it with an error: what to do then is in ../../h2h.md.
 */
import { randomBytes } from "node:crypto";
import { type H2hKey, isGenuine, signRequest } from "./h2h-signature.ts";

const { KANAL_BASE_URL = "", KANAL_NIK = "" } = process.env;
const key: H2hKey = {
  keyId: process.env.KANAL_KEY_ID ?? "",
  algorithm: process.env.KANAL_ALGORITHM ?? "",
  privateKeyPem: process.env.KANAL_PRIVATE_KEY_PEM ?? "",
  secret: process.env.KANAL_SECRET ?? "",
};
const terminal = { storeId: "T0AB", tillId: "02" };

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Sends a request and gives back its answer. No answer, and an answer that is not genuine, mean: unknown, ask the status. */
async function call(method: "GET" | "POST", path: string, content?: unknown): Promise<Answer> {
  const body = content === undefined ? "" : JSON.stringify(content);
  const headers = signRequest({ method, path, body }, key, Math.floor(Date.now() / 1000));
  const answer = await fetch(KANAL_BASE_URL + path, {
    method,
    headers: { ...headers, ...(body !== "" && { "Content-Type": "application/json" }) },
    ...(body !== "" && { body }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  const request = { method, path, signature: headers.Signature ?? "" };
  const received = { status: answer.status, headers: new Map(answer.headers), body: text, request };
  if (!isGenuine(received, await ourKey(answer.headers.get("signature-input") ?? ""))) {
    throw new Error(`${method} ${path}: the answer is not genuine; ask the status`);
  }
  console.log(`${method} ${path}: ${answer.status}, genuine`);
  return { status: answer.status, body: JSON.parse(text) as Record<string, unknown> };
}

/** The key that an answer names. Keep the keys for five minutes instead of asking each time. */
async function ourKey(signatureInput: string): Promise<string> {
  const keyId = /keyid="([^"]+)"/.exec(signatureInput)?.[1];
  const published = (await (await fetch(`${KANAL_BASE_URL}/.well-known/jwks.json`)).json()) as {
    keys: { kid: string; x: string }[];
  };
  return published.keys.find(({ kid }) => kid === keyId)?.x ?? "";
}

/** RFC 3339 with the till's own offset: it stands on the slip. */
function inJakarta(at: Date): string {
  return `${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}

/** What the cashier sees of a refusal. */
function orStop({ status, body }: Answer): Record<string, unknown> {
  if (status < 300) return body;
  console.log(JSON.stringify(body, null, 2));
  process.exit(1);
}

const months = Number(process.argv[2] ?? 1);
const quote = orStop(
  await call("POST", "/h2h/v1/inquiries", {
    customerNumber: { type: "NIK", value: KANAL_NIK },
    months,
    terminal,
  }),
);
console.log(`${quote.maskedName}: Rp${quote.totalAmount}, fee Rp${quote.feeAmount}`);

// Made once: a repeat has the same reference, amount, inquiry and time of payment.
const paymentReference = `INV-${randomBytes(6).toString("hex")}`;
const payment = {
  paymentReference,
  inquiryId: quote.inquiryId,
  amount: quote.totalAmount,
  paidAt: inJakarta(new Date()),
  terminal,
};
const paid = orStop(await call("POST", "/h2h/v1/payments", payment));
console.log((paid.slip as { columns32: string }).columns32);

const again = orStop(await call("POST", "/h2h/v1/payments", { ...payment, advice: true }));
console.log(
  `the same payment again: ${JSON.stringify(again) === JSON.stringify(paid) ? "the same answer" : "another answer"}`,
);

const now = orStop(await call("GET", `/h2h/v1/payments/${paymentReference}`));
console.log(`state: ${now.state}, in force from ${now.inForceFrom}`);
