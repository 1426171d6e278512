import { createHash, randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import type { SampleStaff } from "./sample-staff.ts";
import { ISSUER_PATH, SANDBOX_CLIENT } from "./sandbox-client.ts";

/** What somebody who asks for a sign-in has to say, checked. */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
}

/** A small OpenID Connect issuer for this machine: it asks for no password and knows sample staff only. Its key is made at every start and kept nowhere. */
export interface SandboxIssuer {
  readonly issuer: string;
  readonly jwk: JWK;
  /** A token for `/ops/api`. */
  accessToken(staff: SampleStaff): Promise<string>;
  /** A code that is good once and for a minute. */
  codeFor(staff: SampleStaff, request: AuthorizationRequest): string;
  /** Takes a code back for an id token. @returns undefined when code, address or verifier do not belong together */
  idTokenFor(code: string, redirectUri: string, verifier: string): Promise<string | undefined>;
}

const CODE_MS = 60_000;
const ACCESS_TOKEN_LIFE = "12h";
const ID_TOKEN_LIFE = "5m";

interface HeldCode {
  readonly staff: SampleStaff;
  readonly request: AuthorizationRequest;
  readonly goodUntil: number;
}

export async function openSandboxIssuer(baseUrl: string): Promise<SandboxIssuer> {
  const issuer = baseUrl + ISSUER_PATH;
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const codes = new Map<string, HeldCode>();
  const sign = (
    { subject, name, roles }: SampleStaff,
    audience: string,
    life: string,
    more: Readonly<Record<string, unknown>> = {},
  ) =>
    new SignJWT({ name, [SANDBOX_CLIENT.rolesClaim]: [...roles], ...more })
      .setProtectedHeader({ alg: "ES256", kid })
      .setIssuer(issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(life)
      .sign(privateKey);
  return {
    issuer,
    jwk: { ...publicJwk, kid, alg: "ES256", use: "sig" },
    accessToken: (staff) => sign(staff, SANDBOX_CLIENT.audience, ACCESS_TOKEN_LIFE),
    codeFor(staff, request) {
      for (const [code, { goodUntil }] of codes) if (goodUntil < Date.now()) codes.delete(code);
      const code = randomBytes(24).toString("base64url");
      codes.set(code, { staff, request, goodUntil: Date.now() + CODE_MS });
      return code;
    },
    async idTokenFor(code, redirectUri, verifier) {
      const held = codes.get(code);
      codes.delete(code);
      if (!held || held.goodUntil < Date.now() || held.request.redirectUri !== redirectUri) return undefined;
      const challenge = createHash("sha256").update(verifier).digest("base64url");
      if (challenge !== held.request.challenge) return undefined;
      const { nonce } = held.request;
      return sign(held.staff, SANDBOX_CLIENT.clientId, ID_TOKEN_LIFE, { nonce });
    },
  };
}
