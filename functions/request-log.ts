import { MACHINE_CLOCK } from "./machine.ts";

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
  /** Our name of the key that the signature fits. */
  keyId?: string;
  /** Times of last use that could not be written since the line before; the requests themselves are unharmed. */
  keyUsesLost?: number;
  /** How far the time that a genuine signature covers is from ours: an alarm looks at its median. */
  skewSeconds?: number;
  /** The kind of place under whose terms the partner called. */
  channel?: string;
  externalId?: string;
  /** What the caller calls the payment, as it stands in the message. */
  reference?: string;
  /** The kind or reason of the outcome. */
  outcome?: string;
  /** Names of the fields in which a reused reference differs; raises an alarm. */
  conflict?: readonly string[];
  /** Name, code and place of a fault; never its message, which may quote data. */
  fault?: { readonly name: string; readonly code: string; readonly at: readonly string[] };
}

export type RequestLog = (line: RequestLine) => void;

/** What is written of a line. The compiler holds it complete; an object that brings more along is cut down to it. */
const FIELDS: Readonly<Record<keyof RequestLine, true>> = {
  operation: true,
  requestId: true,
  responseCode: true,
  durationMs: true,
  bodySha256: true,
  partnerId: true,
  keyId: true,
  keyUsesLost: true,
  skewSeconds: true,
  channel: true,
  externalId: true,
  reference: true,
  outcome: true,
  conflict: true,
  fault: true,
};

/**
 * One JSON line a request, on stdout, in the form and under the switch of the other functions' logger. That logger itself would be a tenth of what this bundle
 * may weigh above the bare client, at every cold start that a cashier waits for.
 */
export function requestLog(functionName: string, print = printer()): RequestLog {
  return (line) => {
    const level = line.fault || line.conflict ? "ERROR" : "INFO";
    const timestamp = new Date(MACHINE_CLOCK.machineNow()).toISOString();
    const facts = Object.fromEntries(Object.entries(line).filter(([name]) => Object.hasOwn(FIELDS, name)));
    const written = { level, message: "request", service: functionName, timestamp, ...facts };
    print(JSON.stringify(written));
  };
}

function printer(): (line: string) => void {
  if (process.env.POWERTOOLS_LOG_LEVEL === "SILENT") return () => {};
  return (line) => void process.stdout.write(`${line}\n`);
}

/** A fault without its message. */
export function faultFacts(error: unknown): NonNullable<RequestLine["fault"]> {
  if (!(error instanceof Error)) return { name: "unknown", code: "none", at: [] };
  const trace = (error.stack ?? "").replace(error.message, "");
  const frames = trace.split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error ? String(error.code) : "none";
  return { name: error.name, code, at: frames.slice(0, 4).map((line) => line.trim()) };
}
