import type { StageSettings } from "./stage-settings.ts";

/** Real money. Values of documentation stand where an agreement has to say the real ones; synth lists them until they are replaced. */
export const production: StageSettings = {
  region: "ap-southeast-3",
  environment: "production",
  coreUrl: "https://core.kanal.example",
  keys: null,
  domains: {
    partners: {
      name: "partners.kanal.example",
      certificateArn:
        "arn:aws:acm:ap-southeast-3:111122223333:certificate/00000000-0000-4000-8000-000000000001",
    },
    public: {
      name: "kanal.example",
      certificateArn:
        "arn:aws:acm:ap-southeast-3:111122223333:certificate/00000000-0000-4000-8000-000000000002",
    },
    ops: {
      name: "ops.kanal.example",
      certificateArn:
        "arn:aws:acm:ap-southeast-3:111122223333:certificate/00000000-0000-4000-8000-000000000003",
    },
  },
  truststore: { key: "partners.pem", version: "example-version" },
  partners: [
    { partnerId: "bri", addresses: ["192.0.2.0/28"], requestsPerFiveMinutes: 60_000 },
    { partnerId: "bni", addresses: ["192.0.2.16/28"], requestsPerFiveMinutes: 60_000 },
    { partnerId: "pos", addresses: ["192.0.2.32/28"], requestsPerFiveMinutes: 30_000 },
    { partnerId: "indomaret", addresses: ["192.0.2.48/28"], requestsPerFiveMinutes: 60_000 },
    { partnerId: "alfamart", addresses: ["192.0.2.64/28"], requestsPerFiveMinutes: 60_000 },
  ],
  ops: {
    origin: "https://ops.kanal.example",
    issuer: "https://login.kanal.example",
    clientId: "kanal-console",
    audience: "kanal-ops",
    rolesClaim: "roles",
    addresses: ["203.0.113.0/26"],
  },
  limits: {
    partners: {
      total: { requestsPerSecond: 500, burst: 1_000 },
      payment: { requestsPerSecond: 300, burst: 600 },
      inquiry: { requestsPerSecond: 400, burst: 800 },
      status: { requestsPerSecond: 100, burst: 200 },
      token: { requestsPerSecond: 50, burst: 100 },
      memberDesk: { requestsPerSecond: 50, burst: 100 },
      requestsPerAddress: 60_000,
      bodyBytesMax: 16_384,
    },
    public: { total: { requestsPerSecond: 50, burst: 100 }, requestsPerAddress: 3_000, bodyBytesMax: 1_024 },
    ops: { total: { requestsPerSecond: 50, burst: 100 }, requestsPerAddress: 3_000 },
  },
  account: { concurrency: 1_000, requestsPerSecond: 2_500, burst: 1_250 },
  // What partners wait for has room of its own: 500 requests a second of up to 0.8 s. What works behind the answer is kept from taking it, and from pressing the core and the table.
  reservedConcurrency: {
    "partner-api": 400,
    "member-desk": 100,
    "coverage-activation": 150,
    "settlement-reconciliation": 12,
    "replay-runner": 5,
    "ops-api": 20,
  },
  alarmAddresses: ["on-call@kanal.example"],
  retention: {
    functionLogDays: 90,
    accessLogDays: 365,
    eventArchiveDays: 90,
    auditRootDays: 3_653,
    settlementFileDays: 4_018,
  },
  deployment: "Canary10Percent5Minutes",
  deletionProtection: true,
  monthlyBudgetUsd: 5_000,
};
