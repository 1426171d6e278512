import { describe, expect, test } from "vitest";
import { overlap } from "../../../infra/stages/address-range.ts";
import { dev } from "../../../infra/stages/dev.ts";
import { productionWith, refusalOf } from "./bad-settings.ts";

const certificate = (region: string, account = "111122223333") =>
  `arn:aws:acm:${region}:${account}:certificate/00000000-0000-4000-8000-000000000001`;

type Contradiction = readonly [meaning: string, changes: Readonly<Record<string, unknown>>, finding: string];

const CONTRADICTIONS: readonly Contradiction[] = [
  [
    "a certificate of another region",
    { "domains.ops.certificateArn": certificate("us-east-1") },
    "domains.ops.certificateArn: is a certificate in us-east-1; a regional domain needs one in ap-southeast-3",
  ],
  [
    "certificates of two accounts",
    { "domains.ops.certificateArn": certificate("ap-southeast-3", "444455556666") },
    "domains: have certificates of 2 accounts; a stage stands in one",
  ],
  [
    "two APIs on one domain",
    { "domains.public.name": "partners.kanal.example" },
    "domains: has partners.kanal.example twice; each should be there once",
  ],
  [
    "an origin of ops that is not its domain",
    { "ops.origin": "https://console.kanal.example" },
    "ops.origin: is https://console.kanal.example; it should be https://ops.kanal.example, the domain of ops",
  ],
  [
    "a partner listed twice",
    { "partners.1.partnerId": "bri" },
    "partners: has bri twice; each should be there once",
  ],
  [
    "two partners with one address",
    { "partners.1.addresses": ["192.0.2.0/30"] },
    "partners[1].addresses[0]: is 192.0.2.0/30, which has addresses of partners[0].addresses[0] (bri); a request is counted for one partner",
  ],
  [
    "a kind of request that may come more often than all together",
    { "limits.partners.payment": { requestsPerSecond: 900, burst: 600 } },
    "limits.partners.payment.requestsPerSecond: is 900; it should be at most 500, the partners' total",
  ],
  [
    "a burst above the total's",
    { "limits.partners.token.burst": 1_001 },
    "limits.partners.token.burst: is 1001; it should be at most 1000, the partners' total",
  ],
  [
    "more than the account lets through",
    { "account.burst": 999 },
    "limits.partners.total.burst: is 1000; it should be at most 999, API Gateway's throttle of the account",
  ],
  [
    "reservations that leave less than Lambda keeps",
    { reservedConcurrency: { "partner-api": 600, "member-desk": 301 } },
    "reservedConcurrency: is 901 in all; it should be at most 900: of the account's 1000 Lambda keeps 100 unreserved",
  ],
  [
    "an alarm that goes to one address twice",
    { alarmAddresses: ["a@kanal.example", "a@kanal.example"] },
    "alarmAddresses: has a@kanal.example twice; each should be there once",
  ],
];

test.each(CONTRADICTIONS)("%s is refused", (_, changes, finding) => {
  expect(refusalOf("production", productionWith(changes))).toEqual([finding]);
});

const tenPartners = Array.from({ length: 10 }, (_, at) => ({
  partnerId: `bank-${at}`,
  addresses: [`192.0.2.${at * 16}/28`],
  requestsPerFiveMinutes: 6_000,
}));

test("more partners with a rate of their own than a web ACL can count are refused, and what to do is said", () => {
  expect(refusalOf("production", productionWith({ partners: tenPartners }))).toEqual([
    "partners: are 10 with requestsPerFiveMinutes; it should be at most 9, the rate-based rules of a web ACL: give the others null",
  ]);
  const [first, ...others] = tenPartners;
  const partners = [{ ...first, requestsPerFiveMinutes: null }, ...others];
  expect(refusalOf("production", productionWith({ partners }))).toEqual([]);
});

test.each([
  ["settlement-reconciliation", 9, "it should be at least 10, what its queue starts at once"],
  ["failure-intake", 3, "it should be at least 4, what its 2 queues start at once"],
  ["coverage-activation", 0, "it should be at least 2, what its queue starts at once"],
] as const)("a reservation of %s that its queues run into", (name, kept, problem) => {
  expect(refusalOf("production", productionWith({ reservedConcurrency: { [name]: kept } }))).toEqual([
    `reservedConcurrency.${name}: is ${kept}; ${problem}: a message that finds no room has used up a try`,
  ]);
});

test("reservations up to what Lambda leaves are good", () => {
  const reservedConcurrency = { "partner-api": 600, "member-desk": 300 };
  expect(refusalOf("production", productionWith({ reservedConcurrency }))).toEqual([]);
});

test("certificates for callers without a domain to show them at are refused", () => {
  const truststore = { key: "partners.pem", version: "1" };
  expect(refusalOf("dev", { ...dev, truststore })).toEqual([
    "truststore: is given without domains; mutual TLS is only had on a domain, so it should be null",
  ]);
});

describe("ranges have an address in common", () => {
  test.each([
    ["192.0.2.0/24", "192.0.2.128/25", true],
    ["192.0.2.128/25", "192.0.2.0/24", true],
    ["192.0.2.0/25", "192.0.2.128/25", false],
    ["10.1.0.0/16", "10.1.255.255/32", true],
    ["10.1.0.0/16", "10.2.0.0/16", false],
    ["255.255.255.255/32", "255.255.255.255/32", true],
  ])("%s and %s: %s", (one, other, common) => {
    expect(overlap(one, other)).toBe(common);
  });
});
