import { createHash } from "node:crypto";

/** Lower-case hex SHA-256; of an empty body it is e3b0c442..., never an empty segment (snap-bi.md 8.3). */
export function bodyHash(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}

/** What the caller signs to get a token: the body is not covered (snap-bi.md 1.1). */
export function tokenStringToSign(clientKey: string, timestamp: string): string {
  return `${clientKey}|${timestamp}`;
}

/** The parts of a transaction's string; path, token and timestamp exactly as the caller wrote them. */
export interface TransactionParts {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly bodyHash: string;
  readonly timestamp: string;
}

/** Type 1 of the standard, symmetric with token (snap-bi.md 2.1). */
export function transactionStringToSign(parts: TransactionParts): string {
  const { method, path, token, timestamp } = parts;
  return `${method.toUpperCase()}:${path}:${token}:${parts.bodyHash}:${timestamp}`;
}

/** Type 2, asymmetric without token: the token has no place in it, not an empty one (snap-bi.md 2.1). */
export function tokenlessStringToSign(parts: Omit<TransactionParts, "token">): string {
  return `${parts.method.toUpperCase()}:${parts.path}:${parts.bodyHash}:${parts.timestamp}`;
}
