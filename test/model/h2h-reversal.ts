import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { APIGatewayProxyEvent } from "aws-lambda";
import type { H2hCredential } from "../../shared/partner/credential.ts";
import { proxyEvent } from "./desk.ts";
import type { Request } from "./model-state.ts";

const edwards = generateKeyPairSync("ed25519");

const keyIdOf = (partner: string) => `${partner}-h2h-1`;

/** The banks' second key: only H2H knows reversals. */
export const h2hCredential = (partner: string): H2hCredential => ({
  kind: "h2h-public-key",
  keyId: keyIdOf(partner),
  state: "active",
  algorithm: "ed25519",
  publicKeyPem: edwards.publicKey.export({ format: "pem", type: "spki" }).toString(),
});

/** A signed reversal, by RFC 9421 and RFC 9530, made here with node:crypto and not with the code under test. */
export function reversalCall(
  { partner, reference, reversedAt, amount }: Extract<Request, { kind: "reverse" }>,
  machineNow: number,
): APIGatewayProxyEvent {
  const path = `/h2h/v1/payments/${reference}/reversal`;
  const body = JSON.stringify({
    reason: "customer-cancelled",
    reversedAt: new Date(reversedAt).toISOString(),
    amount,
  });
  const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  const input = `("@method" "@path" "content-digest");created=${machineNow / 1000};keyid="${keyIdOf(partner)}";alg="ed25519"`;
  const base = [
    `"@method": POST`,
    `"@path": ${path}`,
    `"content-digest": ${digest}`,
    `"@signature-params": ${input}`,
  ];
  const signature = sign(null, Buffer.from(base.join("\n")), edwards.privateKey).toString("base64");
  return proxyEvent(path, body, {
    "Content-Digest": digest,
    "Signature-Input": `sig1=${input}`,
    Signature: `sig1=:${signature}:`,
  });
}

/** The answer in one word: what became of the payment, why it needs a person, or that it is a repeat. */
export function reversalWord(
  status: number,
  headers: object,
  body: Readonly<Record<string, unknown>>,
): string {
  if (status === 200) {
    const isRepeat = "kanal-replayed" in headers;
    return `reversed ${body.wasBooked ? "reversed" : "tombstone"}${isRepeat ? " again" : ""}`;
  }
  const problem = String(body.type).split("/").at(-1) ?? "";
  if (problem.endsWith("needs-review")) return `needs-review ${body.cause}`;
  return WORDS[problem] ?? problem;
}

const WORDS: Readonly<Record<string, string>> = {
  "payment-was-refused": "already-refused",
  "reversal-partial": "partial",
};
