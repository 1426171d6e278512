import { errors, type JWTPayload, jwtVerify } from "jose";
import type { Instant } from "../../../shared/calendar/calendar.ts";
import { type Issuer, IssuerUnreachable } from "./issuer.ts";
import { type OpsPerson, ROLES } from "./person.ts";

/** What a token turned out to be. Why it was refused is for the log; the caller learns that it was. */
export type TokenVerdict =
  | { readonly kind: "person"; readonly person: OpsPerson; readonly claims: JWTPayload }
  | { readonly kind: "refused"; readonly because: string };

/**
 * Signatures that we take, whatever a token's header says: no `none`, and nothing symmetric, since a public key would then be somebody's secret. The key set's own
 * type has to fit as well; jose sees to that.
 */
const ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519"];

/** By how much two machines' clocks may differ. */
const TOLERANCE_SECONDS = 30;

/** A subject is a key of the audit trail: printable, and no longer than OpenID Connect allows (core 2: 255 ASCII characters). */
const SUBJECT = /^[\x21-\x7e]{1,255}$/;

/** Faults on the way to the key set. They say nothing about the token. */
const UNREACHABLE = new Set(["ERR_JWKS_TIMEOUT", "ERR_JOSE_GENERIC", "ERR_JWKS_INVALID"]);

/**
 * Checks a token of the issuer for one audience: signature by a key of its set, issuer, audience, end and beginning. Asks nobody while the keys are known.
 * @throws IssuerUnreachable when the keys could not be read
 */
export async function judgeToken(
  { settings, keyOf }: Pick<Issuer, "settings" | "keyOf">,
  token: string,
  audience: string,
  now: Instant,
): Promise<TokenVerdict> {
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: ALGORITHMS,
      issuer: settings.issuer,
      audience,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now),
      requiredClaims: ["sub", "exp", "iat"],
    });
    const { sub = "" } = payload;
    if (!SUBJECT.test(sub)) return { kind: "refused", because: "subject" };
    return { kind: "person", person: personOf(sub, payload, settings.rolesClaim), claims: payload };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw unreachable(error);
    if (UNREACHABLE.has(error.code)) throw unreachable(error);
    return { kind: "refused", because: error.code };
  }
}

const unreachable = (error: unknown) =>
  error instanceof IssuerUnreachable ? error : new IssuerUnreachable("no keys", { cause: error });

const NAME_MAX = 80;

function personOf(subject: string, claims: JWTPayload, rolesClaim: string): OpsPerson {
  const said = claimAt(claims, rolesClaim);
  const words = Array.isArray(said) ? said : typeof said === "string" ? said.split(/[ ,]+/) : [];
  const name = [claims.name, claims.preferred_username, subject].find((each) => typeof each === "string");
  return {
    subject,
    name: String(name).slice(0, NAME_MAX),
    roles: ROLES.filter((role) => words.includes(role)),
  };
}

/** A claim by its name; a name with dots may also be a way into nested claims, as Keycloak has it. */
function claimAt(claims: JWTPayload, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const part of name.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = Object.entries(at).find(([own]) => own === part)?.[1];
  }
  return at;
}
