import type { StageSettings } from "./stage-settings.ts";

/** A developer's own: no domain, no certificate, no core, everything can be thrown away. */
export const dev: StageSettings = {
  region: "ap-southeast-3",
  environment: "sandbox",
  coreUrl: null,
  keys: null,
  domains: null,
  truststore: null,
  partners: [{ partnerId: "bri", addresses: ["198.51.100.128/28"], requestsPerFiveMinutes: 3_000 }],
  ops: {
    origin: "https://ops.dev.kanal.example",
    issuer: "https://login.dev.kanal.example",
    clientId: "kanal-console",
    audience: "kanal-ops",
    rolesClaim: "roles",
    addresses: [],
  },
  limits: {
    partners: {
      total: { requestsPerSecond: 50, burst: 100 },
      payment: { requestsPerSecond: 25, burst: 50 },
      inquiry: { requestsPerSecond: 40, burst: 80 },
      status: { requestsPerSecond: 10, burst: 20 },
      token: { requestsPerSecond: 10, burst: 20 },
      memberDesk: { requestsPerSecond: 10, burst: 20 },
      requestsPerAddress: 3_000,
      bodyBytesMax: 16_384,
    },
    public: { total: { requestsPerSecond: 10, burst: 20 }, requestsPerAddress: 3_000, bodyBytesMax: 1_024 },
    ops: { total: { requestsPerSecond: 10, burst: 20 }, requestsPerAddress: 3_000 },
  },
  account: { concurrency: 1_000, requestsPerSecond: 2_500, burst: 1_250 },
  reservedConcurrency: {},
  alarmAddresses: [],
  retention: {
    functionLogDays: 7,
    accessLogDays: 7,
    eventArchiveDays: 7,
    auditRootDays: 1,
    settlementFileDays: 7,
  },
  deployment: "AllAtOnce",
  deletionProtection: false,
  monthlyBudgetUsd: 100,
};
