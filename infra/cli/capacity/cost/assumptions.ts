/** What is taken for granted and was not measured; a platform engineer changes these first. */
export const ASSUMED = {
  /** Of five bills that are asked for, four are paid. */
  inquiriesPerPayment: 1.25,
  /** Banks ask for the status when an answer is late. */
  statusesPerPayment: 0.1,
  /** A bank's token serves fifteen minutes. */
  tokensPerPayment: 0.001,
  /** START, END and REPORT of Lambda itself, an invocation. */
  platformLogBytes: 420,
  /** The access line of API Gateway (infra/constructs/regional-api.ts), a request. */
  accessLogBytes: 340,
  /** Headers, signature and TLS around an answer's body. */
  answerOverheadBytes: 1_400,
  /** What X-Ray records of all traces under its default rule, above the first one a second. */
  tracedShare: 0.05,
  /** Invocations that start an instance. Each opens its keys by KMS. */
  coldStartShare: 0.002,
  kmsCallsAStart: 5,
  /** Medians of DynamoDB from a Lambda function, in milliseconds (alexdebrie/dynamodb-performance-testing, 2020); reads are taken like a Put. */
  roundTripMs: { read: 7.5, write: 7.5, transaction: 25, putEvents: 15 },
  /** CPU grows with memory; so much memory is one whole vCPU (AWS Lambda's guide). */
  memoryOfOneCpuMb: 1_769,
} as const;

/** What costs the same with no payment at all: what production's template holds (counted on 2026-11-27), a month. */
export const FIXED: readonly { readonly what: string; readonly price: string; readonly count: number }[] = [
  { what: "keys (sealed keys, ledger, audit roots, files)", price: "kms-key", count: 5 },
  { what: "web ACLs, one an API", price: "waf-acl", count: 3 },
  { what: "WAF rules", price: "waf-rule", count: 20 },
  { what: "alarms", price: "alarm", count: 75 },
  { what: "dashboard", price: "dashboard", count: 1 },
  { what: "custom metrics, five partners", price: "metric", count: 70 },
  // Lambda asks each queue with five pollers, each for twenty seconds at a time.
  { what: "empty receives of seven queues", price: "queue-request", count: 7 * 5 * 3 * 60 * 24 * 30 },
];
