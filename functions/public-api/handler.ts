import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { readSettings } from "../settings.ts";
import { parsePublicKeys } from "./public-keys.ts";

const SETTINGS = readSettings(["KANAL_JWKS"]);

type PublicApi = (event: Pick<APIGatewayProxyEvent, "path" | "httpMethod">) => Promise<APIGatewayProxyResult>;

/** Serves what anyone may read: the public keys of our tokens, and a sign of life (design 5.4). `jwks` is a JSON Web Key Set as text. */
export function createHandler({ jwks = SETTINGS.KANAL_JWKS }: { readonly jwks?: string } = {}): PublicApi {
  const documents: Readonly<Record<string, APIGatewayProxyResult>> = {
    // Clients may keep the keys for five minutes; a new key is published well before it signs.
    "/.well-known/jwks.json": answer(200, parsePublicKeys(jwks), "public, max-age=300"),
    "/healthz": answer(200, { status: "ok" }, "no-store"),
  };
  return async ({ path, httpMethod }) => {
    const document = Object.hasOwn(documents, path) ? documents[path] : undefined;
    if (!document) return problem(404, "No such page");
    if (httpMethod === "HEAD") return { ...document, body: "" };
    if (httpMethod === "GET") return document;
    const refusal = problem(405, "Only GET is served");
    return { ...refusal, headers: { ...refusal.headers, allow: "GET, HEAD" } };
  };
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
