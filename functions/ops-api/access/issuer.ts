import { createRemoteJWKSet, type JWTVerifyGetKey } from "jose";
import * as z from "zod/mini";
import type { Instant } from "../../../shared/calendar/calendar.ts";

/** Which OpenID Connect issuer says who works here, and as what it knows us. All of it is configuration; nothing is taken from a message. */
export interface IssuerSettings {
  /** The issuer's own address, exactly as it stands in `iss`. */
  readonly issuer: string;
  /** The console's client id; audience of id tokens. */
  readonly clientId: string;
  /** Audience of access tokens for `/ops/api`. */
  readonly audience: string;
  /** Claim that holds the roles, a list or one text: `roles`, `realm_access.roles`, `cognito:groups`, `https://kanal.example/roles`. */
  readonly rolesClaim: string;
}

/** An issuer as far as the edge needs it. */
export interface Issuer {
  readonly settings: IssuerSettings;
  /** Finds the key that a token names; fetched once and kept, so that most requests ask nobody. */
  readonly keyOf: JWTVerifyGetKey;
  /** Where a person is sent to sign in, and where a code becomes tokens. @throws IssuerUnreachable */
  endpoints(): Promise<IssuerEndpoints>;
}

export interface IssuerEndpoints {
  readonly authorization: string;
  readonly token: string;
}

/** The issuer did not answer, or answered what nobody can use. It says nothing about the person: 503, never 401. */
export class IssuerUnreachable extends Error {
  readonly code = "ISSUER_UNREACHABLE";
}

const ANSWER_MS = 3_000;
/** An unknown key id makes us look again, but not more often than this: anybody can send one. */
const COOLDOWN_MS = 30_000;
const KEEP_MS = 10 * 60_000;

/** Only TLS; a development machine's own loopback is as good. */
const Address = z.url().check(z.regex(/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/));

const Discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: Address,
  token_endpoint: Address,
  jwks_uri: Address,
});

interface Known {
  readonly at: Instant;
  readonly endpoints: IssuerEndpoints;
  readonly keyOf: JWTVerifyGetKey;
}

/** An issuer found by its discovery document (OpenID Connect Discovery 1.0), read at first use and again every ten minutes. */
export function issuerAt(settings: IssuerSettings, machineNow: () => Instant): Issuer {
  let known: Promise<Known> | undefined;
  let readAt = -Infinity;
  const discovered = (): Promise<Known> => {
    const now = machineNow();
    if (known && now - readAt < KEEP_MS) return known;
    readAt = now;
    const reading = discover(settings.issuer, now);
    // What failed is asked again by the next request.
    reading.catch(() => {
      if (known === reading) known = undefined;
    });
    known = reading;
    return reading;
  };
  return {
    settings,
    keyOf: async (header, token) => (await discovered()).keyOf(header, token),
    endpoints: async () => (await discovered()).endpoints,
  };
}

async function discover(issuer: string, at: Instant): Promise<Known> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const found = z.safeParse(Discovery, await readJson(url));
  // OpenID Connect Discovery 4.3: the document must name the very issuer that was asked.
  if (!found.success || found.data.issuer !== issuer) {
    throw new IssuerUnreachable("the issuer's discovery document is not its own");
  }
  const { authorization_endpoint: authorization, token_endpoint: token, jwks_uri } = found.data;
  const keyOf = createRemoteJWKSet(new URL(jwks_uri), {
    timeoutDuration: ANSWER_MS,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: KEEP_MS,
  });
  return { at, endpoints: { authorization, token }, keyOf };
}

/** One call to the issuer, with its deadline. @throws IssuerUnreachable, without what it said */
export async function readJson(url: string, init: RequestInit = {}): Promise<unknown> {
  try {
    const answer = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(ANSWER_MS) });
    if (answer.status >= 500) throw new IssuerUnreachable(`the issuer answered ${answer.status}`);
    return await answer.json();
  } catch (error) {
    if (error instanceof IssuerUnreachable) throw error;
    throw new IssuerUnreachable("the issuer did not answer", { cause: error });
  }
}
