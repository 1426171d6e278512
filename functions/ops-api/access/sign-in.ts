import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { Instant } from "../../../shared/calendar/calendar.ts";
import type { Ids } from "../../../shared/calendar/clock.ts";
import { type OpsAnswer, seeOther } from "../answer.ts";
import type { OpsRequest } from "../edge.ts";
import { readJson } from "./issuer.ts";
import { judgeToken } from "./judge-token.ts";
import { openCookie, sealCookie } from "./sealed-cookie.ts";
import { SESSION_SECONDS, sealSession } from "./session.ts";

/** Why somebody who came back from the issuer is not let in. */
export type SignInRefusal = "not-begun" | "issuer-refused" | "code-refused" | "token-refused" | "no-role";

export type SignInOutcome =
  | { readonly kind: "signed-in"; readonly answer: OpsAnswer }
  | { readonly kind: "refused"; readonly because: SignInRefusal };

/** Time to find one's password. */
const SIGNING_IN_SECONDS = 600;
const CALLBACK = "/ops/callback";

const Begun = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
});

/** A page of the console and nothing else: where somebody is led after the sign-in comes from an address that anybody can write. */
export const pageToReturnTo = (to: string | null | undefined): string =>
  to &&
  /^\/ops(?:[/?][\x21-\x5b\x5d-\x7e]{0,500})?$/.test(to) &&
  !/^\/ops\/(?:login|callback|logout)/.test(to)
    ? to
    : "/ops";

/** 260 random bits: PKCE asks for 43 characters at least (RFC 7636 section 4.1). */
const secret = (ids: Ids): string => ids.next() + ids.next();

/**
 * Sends somebody to the issuer: authorization code flow with PKCE, state and nonce, kept sealed in his own browser meanwhile.
 * @throws IssuerUnreachable
 */
export async function beginSignIn(request: OpsRequest): Promise<OpsAnswer> {
  const { edge, deps, received } = request;
  const to = pageToReturnTo(received.query.get("to"));
  const { authorization } = await edge.issuer.endpoints();
  const begun = { state: secret(deps.ids), nonce: secret(deps.ids), verifier: secret(deps.ids), to };
  const url = new URL(authorization);
  const challenge = createHash("sha256").update(begun.verifier).digest("base64url");
  const asked = {
    response_type: "code",
    client_id: edge.issuer.settings.clientId,
    redirect_uri: edge.origin + CALLBACK,
    scope: "openid profile",
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: challenge,
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  const life = { now: deps.clock.machineNow(), lifeSeconds: SIGNING_IN_SECONDS };
  const sealed = await sealCookie(edge.sessionKey, "signing-in", begun, life);
  return seeOther(url.href, [edge.cookies.write("signing-in", sealed, SIGNING_IN_SECONDS)]);
}

/**
 * Takes somebody back from the issuer: state, issuer (RFC 9207), code for tokens, the id token's own checks and its nonce; then the session.
 * @throws IssuerUnreachable
 */
export async function finishSignIn(request: OpsRequest): Promise<SignInOutcome> {
  const { edge, deps, received } = request;
  const now = deps.clock.machineNow();
  const begun = await begunSignIn(request, now);
  const { query } = received;
  if (!begun || query.get("state") !== begun.state) return refused("not-begun");
  const { issuer } = edge.issuer.settings;
  if (query.has("iss") && query.get("iss") !== issuer) return refused("issuer-refused");
  const code = query.get("code");
  if (query.has("error") || !code) return refused("issuer-refused");
  const idToken = await idTokenFor(request, code, begun.verifier);
  if (idToken === undefined) return refused("code-refused");
  const verdict = await judgeToken(edge.issuer, idToken, edge.issuer.settings.clientId, now);
  if (verdict.kind === "refused") {
    request.line.outcome = verdict.because;
    return refused("token-refused");
  }
  const { person, claims } = verdict;
  if (claims.nonce !== begun.nonce || !isForUsAlone(claims, edge.issuer.settings.clientId)) {
    return refused("token-refused");
  }
  if (person.roles.length === 0) return refused("no-role");
  const sealed = await sealSession(edge.sessionKey, { person, formSecret: secret(deps.ids) }, now);
  const cookies = [edge.cookies.write("session", sealed, SESSION_SECONDS), edge.cookies.end("signing-in")];
  return { kind: "signed-in", answer: seeOther(begun.to, cookies) };
}

const refused = (because: SignInRefusal): SignInOutcome => ({ kind: "refused", because });

/** A token for several audiences names the one that asked for it (OpenID Connect core 3.1.3.7). */
function isForUsAlone({ aud, azp }: Readonly<Record<string, unknown>>, clientId: string): boolean {
  return azp === undefined ? !Array.isArray(aud) || aud.length === 1 : azp === clientId;
}

async function begunSignIn({ edge, received }: OpsRequest, now: Instant) {
  const sealed = edge.cookies.read(received.header("cookie"), "signing-in");
  if (sealed === undefined) return undefined;
  const read = z.safeParse(Begun, await openCookie(edge.sessionKey, "signing-in", sealed, now));
  return read.success ? read.data : undefined;
}

const Tokens = z.object({ id_token: z.string() });

/** Exchanges the code; undefined when the issuer does not take it, as when the page is loaded a second time. */
async function idTokenFor({ edge }: OpsRequest, code: string, verifier: string): Promise<string | undefined> {
  const { token } = await edge.issuer.endpoints();
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: edge.origin + CALLBACK,
    client_id: edge.issuer.settings.clientId,
    code_verifier: verifier,
  });
  const read = z.safeParse(Tokens, await readJson(token, { method: "POST", body }));
  return read.success ? read.data.id_token : undefined;
}
