/**
 * SNAP BI signatures with Node's own crypto.
 *
 *   node snap-signature.ts < ../vectors/snap-symmetric.json
 *
 * Prints X-SIGNATURE; what was signed goes to stderr. Needs Node 22.18 or later, which runs TypeScript itself.
 */
import { createHash, createHmac, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Lower-case hex. Hash the very bytes that you send; the hash of no body is e3b0c442... */
export function bodyHash(body: string): string {
  return createHash("sha256").update(body, "utf8").digest("hex");
}

/** Token call, service 73. The body is not signed. */
export function tokenString(clientKey: string, timestamp: string): string {
  return `${clientKey}|${timestamp}`;
}

interface Transaction {
  readonly method: string;
  /** As you call it, with every prefix: `/snap/v1.0/transfer-va/inquiry`. */
  readonly path: string;
  readonly body: string;
  /** The very text of X-TIMESTAMP. */
  readonly timestamp: string;
}

/** Type 1, symmetric with token. */
export function symmetricString({ method, path, body, timestamp }: Transaction, accessToken: string): string {
  return `${method}:${path}:${accessToken}:${bodyHash(body)}:${timestamp}`;
}

/** Type 2, asymmetric without token. */
export function asymmetricString({ method, path, body, timestamp }: Transaction): string {
  return `${method}:${path}:${bodyHash(body)}:${timestamp}`;
}

/** SHA256withRSA, PKCS #1 v1.5, base64. */
export function signRsa(text: string, privateKeyPem: string): string {
  return sign("sha256", Buffer.from(text, "utf8"), privateKeyPem).toString("base64");
}

/** HMAC-SHA512, base64. */
export function signHmac(text: string, clientSecret: string): string {
  return createHmac("sha512", clientSecret).update(text, "utf8").digest("base64");
}

type Vector = Readonly<Record<string, string>>;

function signed(vector: Vector): readonly [text: string, signature: string] {
  const {
    kind,
    clientKey = "",
    timestamp = "",
    accessToken = "",
    privateKeyPem = "",
    clientSecret = "",
  } = vector;
  const transaction = {
    method: vector.method ?? "",
    path: vector.path ?? "",
    body: vector.body ?? "",
    timestamp,
  };
  if (kind === "snap-token") {
    const text = tokenString(clientKey, timestamp);
    return [text, signRsa(text, privateKeyPem)];
  }
  if (kind === "snap-symmetric") {
    const text = symmetricString(transaction, accessToken);
    return [text, signHmac(text, clientSecret)];
  }
  const text = asymmetricString(transaction);
  return [text, signRsa(text, privateKeyPem)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [text, signature] = signed(JSON.parse(readFileSync(0, "utf8")) as Vector);
  console.error(text);
  console.log(signature);
}
