import { type IncomingHttpHeaders, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import type { SecureVersion } from "node:tls";

/** What came back from one call. */
export interface SmokeAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly tookMs: number;
}

export interface SmokeRequest {
  readonly url: URL;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A partner's client certificate, for mutual TLS. */
  readonly client?: { readonly certificate: Buffer; readonly key: Buffer } | undefined;
  /** Offers nothing newer: what an old client would. */
  readonly tlsMax?: SecureVersion;
}

const CALL_MS_MAX = 10_000;
/** An answer of ours is a few kilobytes. */
const BODY_BYTES_MAX = 262_144;

/** One call, on a connection of its own, so that each meets the handshake. @throws Error where no answer comes in ten seconds or the connection is refused */
export function call({
  url,
  method = "GET",
  headers = {},
  body,
  client,
  tlsMax,
}: SmokeRequest): Promise<SmokeAnswer> {
  const began = performance.now();
  const isTls = url.protocol === "https:";
  const options = {
    ...{ method, headers, agent: false as const, signal: AbortSignal.timeout(CALL_MS_MAX) },
    ...(client && { cert: client.certificate, key: client.key }),
    // Only the handshake is asked here, and OpenSSL's own caution must not answer for the other side.
    ...(tlsMax && {
      ...{ minVersion: "TLSv1" as const, maxVersion: tlsMax, ciphers: "DEFAULT@SECLEVEL=0" },
      rejectUnauthorized: false,
    }),
  };
  return new Promise((resolve, reject) => {
    const sent = (isTls ? overHttps : overHttp)(url, options, (answer) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      answer.on("data", (part: Buffer) => {
        bytes += part.length;
        if (bytes > BODY_BYTES_MAX) sent.destroy(new Error("the answer has no end"));
        else parts.push(part);
      });
      answer.on("end", () =>
        resolve({
          ...{ status: answer.statusCode ?? 0, headers: answer.headers },
          ...{ body: Buffer.concat(parts).toString("utf8"), tookMs: performance.now() - began },
        }),
      );
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
