import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { APIGatewayProxyResult } from "aws-lambda";

type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** A text that anyone may read, and how it is served. */
export interface PublishedText {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Makes the answer to a GET of a text that changes only with a deployment: compressed where the caller takes it, since a phone on a village's network reads it as well, and
 * nothing at all where he has it already. Each form is made at its first reading.
 */
export function publishing({
  body,
  headers,
}: PublishedText): (sent: RequestHeaders) => APIGatewayProxyResult {
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const common = { ...headers, etag: tag, vary: "accept-encoding", "x-content-type-options": "nosniff" };
  let compressed: string | undefined;
  return (sent) => {
    if (headerOf(sent, "if-none-match").includes(tag)) {
      return { statusCode: 304, headers: common, body: "", isBase64Encoded: false };
    }
    if (!/\bgzip\b/.test(headerOf(sent, "accept-encoding"))) {
      return { statusCode: 200, headers: common, body, isBase64Encoded: false };
    }
    compressed ??= gzipSync(body).toString("base64");
    return {
      statusCode: 200,
      headers: { ...common, "content-encoding": "gzip" },
      body: compressed,
      isBase64Encoded: true,
    };
  };
}

function headerOf(sent: RequestHeaders, name: string): string {
  return Object.entries(sent).find(([own]) => own.toLowerCase() === name)?.[1] ?? "";
}
