/** What AWS says an account in ap-southeast-3 may do before anybody asks for more, each with where AWS says it. Looked up 2026-11-27. */
export const QUOTAS = {
  partition: {
    writeUnits: 1_000,
    readUnits: 3_000,
    source: "DynamoDB guide, Burst and adaptive capacity; Warm throughput scenarios",
  },
  newTable: {
    writeUnits: 4_000,
    readUnits: 12_000,
    source:
      "DynamoDB guide, On-demand capacity mode: initial throughput; twice the peak of the last 30 minutes at once",
  },
  table: { units: 40_000, source: "DynamoDB guide, Quotas: table-level throughput, adjustable" },
  putEvents: {
    requests: 400,
    source: "EventBridge guide, Quotas: 'each of the other supported Regions', adjustable",
  },
  eventInvocations: {
    deliveries: 750,
    source: "EventBridge guide, Quotas: 750 in ap-southeast-3; above it they are delayed, adjustable",
  },
  apiRequests: {
    requests: 2_500,
    source: "API Gateway guide, Quotas: Asia Pacific (Jakarta) 2,500, burst 1,250, adjustable",
  },
  lambda: {
    concurrency: 1_000,
    instancesIn10s: 1_000,
    source: "Lambda guide, Quotas and Scaling behaviour: per account; growth per function",
  },
  queue: { inFlight: 120_000, source: "SQS guide, Standard queue quotas" },
  kms: { requests: 10_000, source: "KMS guide, Request quotas: symmetric, shared" },
} as const;
