import type { Measurements } from "../measure/measurements.ts";
import { ASSUMED, FIXED } from "./assumptions.ts";
import { paymentTotals } from "./payment-totals.ts";
import type { Traffic } from "./payment-usage.ts";
import { MILLION, priceOf } from "./prices.ts";
import { storedAfter, storedByPayment } from "./storage.ts";

const GB = 1024 ** 3;
/** A month of storage of what a million payments leave; what follows is in the table of ten years. */
const LOG_MONTHS = { functions: 3, access: 12 } as const;
const ARCHIVE_MONTHS = 3;

/** A line of the bill. */
export interface CostLine {
  readonly part: string;
  readonly what: string;
  /** For a million payments, in `unit`. */
  readonly quantity: number;
  readonly unit: string;
  readonly usd: number;
}

/** What a million payments cost, line by line; fixed costs and storage after the first month stand apart. */
export function costOfMillion(measured: Measurements, name: string, traffic: Traffic): readonly CostLine[] {
  const used = paymentTotals(measured, name, traffic);
  const { tableGb, indexGb } = storedAfter(storedByPayment(measured, name), MILLION, 1);
  const requests = (part: string, what: string, each: number, price: string): CostLine => {
    return { part, what, quantity: each, unit: "M", usd: each * MILLION * priceOf(price) };
  };
  const bytes = (part: string, what: string, each: number, price: string, months = 1): CostLine => {
    const quantity = (each * MILLION) / GB;
    return { part, what, quantity, unit: "GB", usd: quantity * months * priceOf(price) };
  };
  const gb = (what: string, quantity: number, price: string): CostLine => {
    return { part: "DynamoDB storage", what, quantity, unit: "GB-month", usd: quantity * priceOf(price) };
  };
  const traces = (used.apiRequests + used.events) * ASSUMED.tracedShare;
  const kmsCalls = used.invocations * ASSUMED.coldStartShare * ASSUMED.kmsCallsAStart;
  return [
    requests("DynamoDB writes", "write units of the table", used.tableWrites, "dynamodb-write"),
    requests("DynamoDB writes", "write units of the indexes", used.indexWrites, "dynamodb-write"),
    requests("DynamoDB reads", "read units", used.reads, "dynamodb-read"),
    gb("table and indexes, first month", tableGb + indexGb, "dynamodb-storage"),
    gb("point-in-time recovery, first month", tableGb, "dynamodb-pitr"),
    requests("API Gateway", "requests", used.apiRequests, "api-request"),
    requests("WAF", "requests", used.apiRequests, "waf-request"),
    requests("Lambda", "invocations", used.invocations, "lambda-request"),
    {
      ...{ part: "Lambda", what: "compute", quantity: used.gbSeconds, unit: "M GB-s" },
      usd: used.gbSeconds * MILLION * priceOf("lambda-gb-second"),
    },
    requests("EventBridge", "events", used.events, "event"),
    bytes("EventBridge", "archive, taken in", used.eventBytes, "event-archive"),
    bytes("EventBridge", "archive, 90 days", used.eventBytes, "event-archive-storage", ARCHIVE_MONTHS),
    requests("SQS", "requests", used.queueRequests, "queue-request"),
    bytes("CloudWatch Logs", "functions' lines, taken in", used.functionLogBytes, "log-ingest"),
    bytes("CloudWatch Logs", "access lines, taken in", used.accessLogBytes, "log-ingest"),
    bytes(
      "CloudWatch Logs",
      "functions' lines, 90 days",
      used.functionLogBytes,
      "log-storage",
      LOG_MONTHS.functions,
    ),
    bytes("CloudWatch Logs", "access lines, a year", used.accessLogBytes, "log-storage", LOG_MONTHS.access),
    requests("X-Ray", "traces recorded", traces, "trace"),
    requests("KMS", "requests at starts", kmsCalls, "kms-request"),
    bytes("Data transfer", "answers", used.answerBytes, "transfer-out"),
  ];
}

export const totalUsd = (lines: readonly { readonly usd: number }[]): number =>
  lines.reduce((sum, { usd }) => sum + usd, 0);

/** What the stack costs in a month in which nobody pays. */
export const fixedCosts = () =>
  FIXED.map(({ what, price, count }) => ({ what, count, usd: count * priceOf(price) }));

/** Storage of so many payments a year, after so many years, a month. */
export function storageUsd(measured: Measurements, name: string, paymentsAYear: number, years: number) {
  const { tableGb, indexGb } = storedAfter(storedByPayment(measured, name), paymentsAYear, years);
  const usd = (tableGb + indexGb) * priceOf("dynamodb-storage") + tableGb * priceOf("dynamodb-pitr");
  return { tableGb, indexGb, usd };
}
