import type { APIGatewayProxyResult } from "aws-lambda";
import { formatInstant, instant } from "../../../../shared/calendar/calendar.ts";
import { SNAP_SERVICES } from "../../../../shared/protocol/snap/service.ts";
import type { Forgery } from "./accident.ts";
import { textOfAnswer } from "./event-text.ts";
import type { Protocol } from "./scenario.ts";
import type { Service } from "./seen-call.ts";

/** What the standard calls these; 503 is not in its list, so it is API Gateway's own on both protocols. */
const SNAP_CASES: Readonly<Record<number, readonly [digits: string, message: string]>> = {
  401: ["01", "Invalid Token (B2B)"],
  429: ["00", "Too Many Requests"],
  500: ["00", "General Error"],
  504: ["00", "Timeout"],
};

const OWN_MESSAGES: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  429: "Too Many Requests",
  500: "Internal server error",
  503: "Service Unavailable",
  504: "Endpoint request timed out",
};

/** An answer in the gateway's place: a SNAP code for a bank, and for a till the unsigned answer of API Gateway, which means "unknown, ask status" (design 5.2). */
export function faultAnswer(
  {
    protocol,
    service,
    now,
  }: { readonly protocol: Protocol; readonly service: Service; readonly now: number },
  status: number,
  retryAfterSeconds?: number,
): APIGatewayProxyResult {
  const known = Object.entries(SNAP_SERVICES).find(([name]) => name === service)?.[1];
  const [digits, message] = SNAP_CASES[status] ?? [];
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  if (protocol === "snap") headers["x-timestamp"] = formatInstant(instant(now));
  const isSnap = protocol === "snap" && known !== undefined && digits !== undefined;
  const body = isSnap
    ? { responseCode: `${status}${known.code}${digits}`, responseMessage: message }
    : { message: OWN_MESSAGES[status] };
  return { statusCode: status, headers, body: JSON.stringify(body) };
}

/** An answer as somebody on the line would make it. */
export function forgedAnswer(result: APIGatewayProxyResult, how: Forgery): APIGatewayProxyResult {
  switch (how) {
    case "unreadable":
      return {
        statusCode: 200,
        headers: { "content-type": "text/html" },
        body: "<!doctype html><title>Proxy</title><h1>It works!</h1>",
      };
    case "unsigned":
      return { ...result, headers: without(result, /^(signature|signature-input|content-digest)$/i) };
    case "body":
      return { ...result, isBase64Encoded: false, body: otherAmount(textOfAnswer(result)) };
    case "signature": {
      const headers = Object.entries(result.headers ?? {}).map(([name, value]) => [
        name,
        name.toLowerCase() === "signature" ? otherBytes(String(value)) : value,
      ]);
      return { ...result, headers: Object.fromEntries(headers) };
    }
  }
}

function without({ headers = {} }: APIGatewayProxyResult, names: RegExp) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.test(name)));
}

/** A hundred rupiah less wherever an amount stands. */
const otherAmount = (text: string): string =>
  text.replace(
    /("(?:amount|totalAmount)":)(\d+)/g,
    (_, name: string, rupiah: string) => name + (Number(rupiah) - 100),
  );

/** The signature with every byte turned over: right in form, wrong in every bit. */
const otherBytes = (header: string): string =>
  header.replace(/:([A-Za-z0-9+/=]+):/, (_, base64: string) => {
    const turned = Buffer.from(base64, "base64").map((byte) => byte ^ 0xff);
    return `:${Buffer.from(turned).toString("base64")}:`;
  });
