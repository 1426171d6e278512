import type { ServerResponse } from "node:http";
import { PAGE_HEADERS } from "../../../../functions/page-headers.ts";

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
  response.writeHead(status, { ...PAGE_HEADERS, ...headers });
  response.end(body);
}
