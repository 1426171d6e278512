import { jwtVerify, SignJWT } from "jose";
import type { Instant } from "../../calendar/calendar.ts";
import type { Keyring } from "../../seal/keyring.ts";

/** Life of an access token in seconds; a new one does not end an older one (snap-bi.md 1.2). */
export const TOKEN_LIFE_SECONDS = 900;

const ISSUER = "kanal";
const AUDIENCE = "snap-bi";
const ALGORITHM = "ES256";
/** Longest token the standard lets us issue, and so the longest worth a verification. */
const LONGEST_TOKEN = 2048;

/** Whom a token stands for: the client and the very credential that asked for it, so that revoking the credential ends its tokens. */
export interface TokenHolder {
  readonly clientKey: string;
  readonly partnerId: string;
  readonly credentialId: string;
}

/** `endsAt` is the token's own end in epoch seconds. */
export type TokenVerdict =
  | { readonly kind: "valid" | "expired"; readonly holder: TokenHolder; readonly endsAt: number }
  | { readonly kind: "invalid" };

type TokenKey = Keyring["tokenKey"];

/** Issues a token. It says everything about itself, so that no store is read to check it (design 5.1). `at` is the machine's time. */
export function issueToken(key: TokenKey, holder: TokenHolder, at: Instant): Promise<string> {
  const issuedAt = Math.floor(at / 1000);
  return new SignJWT({ partnerId: holder.partnerId, credentialId: holder.credentialId })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.keyId, typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(holder.clientKey)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_LIFE_SECONDS)
    .sign(key.privateKey);
}

/**
 * Judges a token. An expired one that we issued is told apart from a forged one: a payment that was booked under it is still answered as it
 * was. The signature is checked before the claims, so "expired" is always genuine.
 */
export async function verifyToken(key: TokenKey, token: string, machineNow: Instant): Promise<TokenVerdict> {
  if (token.length > LONGEST_TOKEN) return { kind: "invalid" };
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ["sub", "iat", "exp"],
      currentDate: new Date(machineNow),
    });
    return verdict("valid", payload);
  } catch (error) {
    return isExpiry(error) ? verdict("expired", error.payload) : { kind: "invalid" };
  }
}

/** Says whether a token that ends at this second is over; the end itself is over (RFC 7519 section 4.1.4). */
export function isOver(endsAt: number, machineNow: Instant): boolean {
  return endsAt <= Math.floor(machineNow / 1000);
}

type Claims = Readonly<Record<string, unknown>>;

function isExpiry(error: unknown): error is { readonly payload: Claims } {
  return error instanceof Error && "code" in error && error.code === "ERR_JWT_EXPIRED" && "payload" in error;
}

function verdict(kind: "valid" | "expired", claims: Claims): TokenVerdict {
  const { sub, partnerId, credentialId, exp } = claims;
  if (typeof sub !== "string" || typeof partnerId !== "string" || typeof credentialId !== "string") {
    return { kind: "invalid" };
  }
  if (typeof exp !== "number") return { kind: "invalid" };
  return { kind, holder: { clientKey: sub, partnerId, credentialId }, endsAt: exp };
}
