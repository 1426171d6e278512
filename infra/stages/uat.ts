import type { StageSettings } from "./stage-settings.ts";

/** Where a partner's engineers test before they go live: production's doors, the sandbox's keys, nobody's money. */
export const uat: StageSettings = {
  region: "ap-southeast-3",
  environment: "sandbox",
  coreUrl: "https://core.uat.kanal.example",
  keys: null,
  domains: {
    partners: {
      name: "partners.uat.kanal.example",
      certificateArn:
        "arn:aws:acm:ap-southeast-3:111122223333:certificate/00000000-0000-4000-8000-000000000011",
    },
    public: {
      name: "uat.kanal.example",
      certificateArn:
        "arn:aws:acm:ap-southeast-3:111122223333:certificate/00000000-0000-4000-8000-000000000012",
    },
    ops: {
      name: "ops.uat.kanal.example",
      certificateArn:
        "arn:aws:acm:ap-southeast-3:111122223333:certificate/00000000-0000-4000-8000-000000000013",
    },
  },
  truststore: { key: "partners.pem", version: "example-version" },
  partners: [
    { partnerId: "bri", addresses: ["198.51.100.0/28"], requestsPerFiveMinutes: 6_000 },
    { partnerId: "bni", addresses: ["198.51.100.16/28"], requestsPerFiveMinutes: 6_000 },
    { partnerId: "indomaret", addresses: ["198.51.100.32/28"], requestsPerFiveMinutes: 6_000 },
  ],
  ops: {
    origin: "https://ops.uat.kanal.example",
    issuer: "https://login.uat.kanal.example",
    clientId: "kanal-console",
    audience: "kanal-ops",
    rolesClaim: "roles",
    addresses: ["203.0.113.64/26"],
  },
  limits: {
    partners: {
      total: { requestsPerSecond: 100, burst: 200 },
      payment: { requestsPerSecond: 50, burst: 100 },
      inquiry: { requestsPerSecond: 80, burst: 160 },
      status: { requestsPerSecond: 20, burst: 40 },
      token: { requestsPerSecond: 20, burst: 40 },
      memberDesk: { requestsPerSecond: 20, burst: 40 },
      requestsPerAddress: 6_000,
      bodyBytesMax: 16_384,
    },
    public: { total: { requestsPerSecond: 20, burst: 40 }, requestsPerAddress: 3_000, bodyBytesMax: 1_024 },
    ops: { total: { requestsPerSecond: 20, burst: 40 }, requestsPerAddress: 3_000 },
  },
  account: { concurrency: 1_000, requestsPerSecond: 2_500, burst: 1_250 },
  reservedConcurrency: {},
  alarmAddresses: ["platform@kanal.example"],
  retention: {
    functionLogDays: 30,
    accessLogDays: 90,
    eventArchiveDays: 30,
    auditRootDays: 30,
    settlementFileDays: 90,
  },
  deployment: "Canary10Percent5Minutes",
  deletionProtection: true,
  monthlyBudgetUsd: 500,
};
