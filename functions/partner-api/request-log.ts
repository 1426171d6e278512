import { Logger } from "@aws-lambda-powertools/logger";

/**
 * Everything that a request may say about itself. A field that is not here cannot be logged: no number, name, token, signature or string to
 * sign (snap-bi.md 8.29), while body hash, ids and verdict serve the long retention.
 */
export interface RequestLine {
  operation: string;
  requestId: string;
  responseCode: string;
  durationMs: number;
  bodySha256: string;
  partnerId?: string;
  externalId?: string;
  /** The kind or reason of the outcome. */
  outcome?: string;
  /** Names of the fields in which a reused reference differs; raises an alarm. */
  conflict?: readonly string[];
  /** Name, code and place of a fault; never its message, which may quote data. */
  fault?: { readonly name: string; readonly code: string; readonly at: readonly string[] };
}

export type RequestLog = (line: RequestLine) => void;

/** One JSON line a request, on stdout. */
export function requestLog(functionName: string): RequestLog {
  const logger = new Logger({ serviceName: functionName });
  return (line) => {
    const level = line.fault || line.conflict ? "error" : "info";
    logger[level]("request", { ...line });
  };
}

/** A fault without its message. */
export function faultFacts(error: unknown): NonNullable<RequestLine["fault"]> {
  if (!(error instanceof Error)) return { name: "unknown", code: "none", at: [] };
  const trace = (error.stack ?? "").replace(error.message, "");
  const frames = trace.split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error ? String(error.code) : "none";
  return { name: error.name, code, at: frames.slice(0, 4).map((line) => line.trim()) };
}
