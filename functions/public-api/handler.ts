import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import OPEN_API from "../../docs/openapi.json" with { type: "json" };
import { readSettings } from "../settings.ts";
import { parsePublicKeys } from "./public-keys.ts";
import { publishing } from "./published-text.ts";
import type { OpenApi } from "./reference/open-api.ts";
import { REFERENCE_POLICY, referencePage } from "./reference/reference-page.ts";

const SETTINGS = readSettings(["KANAL_JWKS"]);

type PublicRequest = Pick<APIGatewayProxyEvent, "path" | "httpMethod"> & {
  readonly headers?: APIGatewayProxyEvent["headers"] | null;
};
type PublicApi = (event: PublicRequest) => Promise<APIGatewayProxyResult>;
type Page = (sent: APIGatewayProxyEvent["headers"]) => APIGatewayProxyResult;

/** Pages of the API change with a deployment only; an hour is soon enough to see one. */
const PAGE_CACHE = "public, max-age=3600";

/**
 * Serves what anyone may read: the public keys of our tokens and answers, the API's description and its reference page, and a sign of life (design 5.4). `jwks` is a JSON
 * Web Key Set as text.
 */
export function createHandler({ jwks = SETTINGS.KANAL_JWKS }: { readonly jwks?: string } = {}): PublicApi {
  // Clients may keep the keys for five minutes; a new key is published well before it signs.
  const keys = answer(200, parsePublicKeys(jwks), "public, max-age=300");
  const alive = answer(200, { status: "ok" }, "no-store");
  const pages: Readonly<Record<string, Page>> = {
    "/.well-known/jwks.json": () => keys,
    "/healthz": () => alive,
    "/openapi.json": madeOnce(() => publishing(openApiText())),
    "/docs": madeOnce(() => publishing(referenceText())),
    "/docs/": () => led("../docs"),
  };
  return async ({ path, httpMethod, headers }) => {
    const page = Object.hasOwn(pages, path) ? pages[path] : problemPage(path);
    if (!page) return problem(404, "No such page");
    if (httpMethod === "HEAD") return { ...page(headers ?? {}), body: "", isBase64Encoded: false };
    if (httpMethod === "GET") return page(headers ?? {});
    const refusal = problem(405, "Only GET is served");
    return { ...refusal, headers: { ...refusal.headers, allow: "GET, HEAD" } };
  };
}

/** Most starts of the function never serve a page, and the keys are in a hurry. */
function madeOnce(make: () => Page): Page {
  let page: Page | undefined;
  return (sent) => {
    page ??= make();
    return page(sent);
  };
}

const openApiText = () => ({
  body: JSON.stringify(OPEN_API),
  headers: {
    "content-type": "application/json",
    "cache-control": PAGE_CACHE,
    // Tools in other people's browsers read it; there is nothing in it that is not public.
    "access-control-allow-origin": "*",
  },
});

const referenceText = () => ({
  // The compiler knows the document by its very text; the page reads it by its form.
  body: referencePage(OPEN_API as unknown as OpenApi),
  headers: {
    "content-type": "text/html; charset=utf-8",
    "cache-control": PAGE_CACHE,
    "content-security-policy": REFERENCE_POLICY,
    "referrer-policy": "no-referrer",
  },
});

/** A problem's type ends in /problems/<name>; whoever opens it is led to its entry. Relative, because a stage may stand before the path. */
function problemPage(path: string): Page | undefined {
  const name = /^\/problems\/([a-z0-9-]{1,64})$/.exec(path)?.[1];
  if (name === undefined || !Object.hasOwn(OPEN_API.components.examples, name)) return undefined;
  return () => led(`../docs#problem-${name}`);
}

function led(location: string): APIGatewayProxyResult {
  const { headers, ...rest } = answer(303, {}, PAGE_CACHE);
  return { ...rest, headers: { ...headers, location }, body: "" };
}

function answer(statusCode: number, body: unknown, cacheControl: string): APIGatewayProxyResult {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": cacheControl },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  };
}

function problem(status: number, title: string): APIGatewayProxyResult {
  const { headers, ...rest } = answer(status, { type: "about:blank", title, status }, "no-store");
  return { ...rest, headers: { ...headers, "content-type": "application/problem+json" } };
}

export const handler = createHandler();
