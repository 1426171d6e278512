import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

/** The body of a request as text. */
export const textOfRequest = ({ body, isBase64Encoded }: APIGatewayProxyEvent): string =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8").toString("utf8");

/** The body of an answer as text. */
export const textOfAnswer = ({ body, isBase64Encoded }: APIGatewayProxyResult): string =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8").toString("utf8");

/** A request's header by lower-case name. */
export function headerOf({ headers }: APIGatewayProxyEvent, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** All headers of a request by lower-case name. */
export function headersOf({ headers }: APIGatewayProxyEvent): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), value]],
    ),
  );
}

/** A text as JSON; undefined when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
