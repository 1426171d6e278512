import { gzipSync } from "node:zlib";
import type { APIGatewayProxyResult } from "aws-lambda";
import { PAGE_HEADERS } from "../page-headers.ts";

/** An answer of the ops edge before it is packed for API Gateway. */
export interface OpsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

/** Promised to browsers where there is TLS: two years of nothing else. */
const TLS_ONLY = { "strict-transport-security": "max-age=63072000" } as const;

/** Under this a packet is a packet. */
const COMPRESS_FROM_BYTES = 1_000;

export const pageAnswer = (status: number, body: string): OpsAnswer => ({
  ...{ status, body },
  type: "text/html; charset=utf-8",
});

export const jsonAnswer = (status: number, body: unknown): OpsAnswer => ({
  ...{ status, body: JSON.stringify(body) },
  type: "application/json",
});

/** Problem Details (RFC 9457). `more` are members of the problem's own. */
export const problemAnswer = (
  status: number,
  title: string,
  more: Readonly<Record<string, unknown>> = {},
): OpsAnswer => ({
  status,
  type: "application/problem+json",
  body: JSON.stringify({ type: "about:blank", title, status, ...more }),
});

/** To another address, by GET: a page that is loaded again never posts again. */
export const seeOther = (location: string, cookies: readonly string[] = []): OpsAnswer => ({
  ...{ status: 303, type: "text/plain; charset=utf-8", body: "", cookies },
  headers: { location },
});

/** Packs an answer for API Gateway: compressed where the caller takes it, since ops read it on a phone at a counter's network too. */
export function packed(
  { status, type, body, headers = {}, cookies = [] }: OpsAnswer,
  { acceptEncoding = "", isTls }: { readonly acceptEncoding?: string | undefined; readonly isTls: boolean },
): APIGatewayProxyResult {
  const isCompressed = body.length >= COMPRESS_FROM_BYTES && /\bgzip\b/.test(acceptEncoding);
  return {
    statusCode: status,
    headers: {
      ...PAGE_HEADERS,
      ...(isTls && TLS_ONLY),
      "content-type": type,
      vary: "accept-encoding",
      ...(isCompressed && { "content-encoding": "gzip" }),
      ...headers,
    },
    ...(cookies.length > 0 && { multiValueHeaders: { "set-cookie": [...cookies] } }),
    body: isCompressed ? gzipSync(body).toString("base64") : body,
    isBase64Encoded: isCompressed,
  };
}
