import type { ServerResponse } from "node:http";
import type { SandboxRoom } from "../../front.ts";
import { isAddressedHere } from "../till/same-origin.ts";
import { authorizePage } from "./authorize-page.ts";
import { SAMPLE_STAFF } from "./sample-staff.ts";
import { ISSUER_PATH, SANDBOX_CLIENT } from "./sandbox-client.ts";
import type { AuthorizationRequest, SandboxIssuer } from "./sandbox-issuer.ts";

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
} as const;

interface IssuerAnswer {
  readonly status: number;
  readonly body?: object | string;
  readonly location?: string;
}

/** Serves the issuer at `/sandbox/issuer`: discovery, key set, the page where one picks who one is, and codes for tokens. Part of the local start only. */
export function issuerRoom(issuer: SandboxIssuer, callback: string): SandboxRoom {
  return async (request, body, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://issuer");
    if (!pathname.startsWith(`${ISSUER_PATH}/`)) return false;
    const call = `${request.method} ${pathname.slice(ISSUER_PATH.length)}`;
    const form = new URLSearchParams(body.toString("utf8"));
    const answer = isAddressedHere(request)
      ? await answerTo(issuer, callback, call, searchParams, form)
      : { status: 421, body: { error: "this issuer is for this machine only" } };
    send(response, answer);
    return true;
  };
}

async function answerTo(
  issuer: SandboxIssuer,
  callback: string,
  call: string,
  query: URLSearchParams,
  form: URLSearchParams,
): Promise<IssuerAnswer> {
  switch (call) {
    case "GET /.well-known/openid-configuration":
      return { status: 200, body: discovery(issuer.issuer) };
    case "GET /jwks.json":
      return { status: 200, body: { keys: [issuer.jwk] } };
    case "GET /authorize":
      return requestIn(query, callback) ? { status: 200, body: authorizePage(query) } : WRONG_REQUEST;
    case "POST /authorize":
      return choose(issuer, callback, form);
    case "POST /token":
      return exchange(issuer, form);
    default:
      return { status: 404, body: { error: "not_found" } };
  }
}

const WRONG_REQUEST: IssuerAnswer = { status: 400, body: { error: "invalid_request" } };

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks.json`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["ES256"],
  code_challenge_methods_supported: ["S256"],
  authorization_response_iss_parameter_supported: true,
});

/** What was asked for; undefined when it is not our console with PKCE and all. Nobody is ever sent to another address than the console's. */
function requestIn(asked: URLSearchParams, callback: string): AuthorizationRequest | undefined {
  const is = (name: string, value: string) => asked.get(name) === value;
  const [state, nonce, challenge] = ["state", "nonce", "code_challenge"].map((name) => asked.get(name));
  const isOurs =
    is("response_type", "code") && is("client_id", SANDBOX_CLIENT.clientId) && is("redirect_uri", callback);
  if (!isOurs || !is("code_challenge_method", "S256") || !state || !nonce || !challenge) return undefined;
  return { redirectUri: callback, state, nonce, challenge };
}

function choose(issuer: SandboxIssuer, callback: string, form: URLSearchParams): IssuerAnswer {
  const request = requestIn(form, callback);
  const staff = SAMPLE_STAFF.find(({ subject }) => subject === form.get("subject"));
  if (!request || !staff) return WRONG_REQUEST;
  const back = new URL(callback);
  back.searchParams.set("code", issuer.codeFor(staff, request));
  back.searchParams.set("state", request.state);
  back.searchParams.set("iss", issuer.issuer);
  return { status: 303, location: back.href };
}

async function exchange(issuer: SandboxIssuer, form: URLSearchParams): Promise<IssuerAnswer> {
  const field = (name: string) => form.get(name) ?? "";
  if (field("grant_type") !== "authorization_code" || field("client_id") !== SANDBOX_CLIENT.clientId) {
    return { status: 400, body: { error: "invalid_client" } };
  }
  const token = await issuer.idTokenFor(field("code"), field("redirect_uri"), field("code_verifier"));
  return token === undefined
    ? { status: 400, body: { error: "invalid_grant" } }
    : { status: 200, body: { token_type: "Bearer", id_token: token } };
}

function send(response: ServerResponse, { status, body = "", location }: IssuerAnswer): void {
  const isPage = typeof body === "string";
  const type = isPage ? "text/html; charset=utf-8" : "application/json";
  response.writeHead(status, { ...HEADERS, "content-type": type, ...(location && { location }) });
  response.end(isPage ? body : JSON.stringify(body));
}
