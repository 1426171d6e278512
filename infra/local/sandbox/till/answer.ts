import type { ServerResponse } from "node:http";

/** What the page may load and do: its own files and posts to itself, nothing inline, in nobody's frame. Script writes text only (trusted types). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/**
 * Goes with every answer. `same-origin` and not `no-referrer`: without a referrer a browser posts with `Origin: null`, and the check of where a post
 * comes from would refuse the page's own.
 */
const HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
} as const;

export interface TillAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export const pageAnswer = (body: string, status = 200): TillAnswer => ({
  ...{ status, body },
  headers: { "content-type": "text/html; charset=utf-8" },
});

export const jsonAnswer = (body: object): TillAnswer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** To another page, by GET: a page that is loaded again never posts again. */
export const seeOther = (path: string, headers: Readonly<Record<string, string>> = {}): TillAnswer => ({
  status: 303,
  headers: { location: path, ...headers },
  body: "",
});

export function send(response: ServerResponse, { status, headers, body }: TillAnswer): void {
  response.writeHead(status, { ...HEADERS, ...headers });
  response.end(body);
}
