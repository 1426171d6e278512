import { describe, expect, test } from "vitest";
import { documentationValues } from "../../../infra/stages/documentation-values.ts";
import { stageOf } from "../../../infra/stages/stages.ts";
import { productionWith, refusalOf } from "./bad-settings.ts";

const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000001";

const DEMANDS: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  ["an allow-list of partners", { partners: [] }, ["partners: are none;"]],
  ["an allow-list of ops", { "ops.addresses": [] }, ["ops.addresses: are none;"]],
  ["a truststore", { truststore: null }, ["truststore: is null;"]],
  ["domains", { domains: null, truststore: null }, ["domains: are null;", "truststore: is null;"]],
  ["somebody who is told", { alarmAddresses: [] }, ["alarmAddresses: are none;"]],
  ["deletion protection", { deletionProtection: false }, ["deletionProtection: is false; it should be true"]],
  ["a core", { coreUrl: null }, ["coreUrl: is null; it should be the core's https:// address"]],
  ["real keys", { environment: "sandbox" }, ["environment: is sandbox; it should be production"]],
  ["careful deployments", { deployment: "AllAtOnce" }, ["deployment: is AllAtOnce;"]],
  ["books of ten years", { "retention.settlementFileDays": 3_653 }, ["it should be at least 4018"]],
  ["roots locked for ten years", { "retention.auditRootDays": 3_652 }, ["it should be at least 3653"]],
  ["a year of access logs", { "retention.accessLogDays": 90 }, ["it should be at least 365"]],
  [
    "Indonesia",
    {
      region: "us-east-1",
      "domains.partners.certificateArn": certificate,
      "domains.public.certificateArn": certificate,
      "domains.ops.certificateArn": certificate,
    },
    ["region: is us-east-1; it should be ap-southeast-3"],
  ],
];

describe("production is refused without", () => {
  test.each(DEMANDS)("%s", (_, changes, findings) => {
    const refusal = refusalOf("production", productionWith(changes));
    expect(refusal).toEqual(findings.map((finding) => expect.stringContaining(finding)));
    expect(refusal.every((finding) => finding.endsWith(" in production"))).toBe(true);
  });
});

test.each(DEMANDS)("another stage may do without %s", (_, changes) => {
  expect(refusalOf("uat", productionWith(changes))).toEqual([]);
});

test("values from documentation are listed until somebody replaces them", () => {
  const made = documentationValues(stageOf("production"));
  expect(made).toContain("domains.partners.certificateArn");
  expect(made).toContain("partners[0].addresses[0]");
  expect(made).toContain("truststore.version");
  expect(made).toContain("alarmAddresses[0]");
  expect(
    documentationValues({ host: "kanal.bpjs.go.id", addresses: ["10.20.0.0/28"], days: 90, core: null }),
  ).toEqual([]);
});
