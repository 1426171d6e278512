import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { flatSettings } from "../../../infra/cli/stages/flat-settings.ts";
import { resourceTable } from "../../../infra/cli/stages/resource-table.ts";
import { stageTable } from "../../../infra/cli/stages/stage-table.ts";
import { allStages, stageOf } from "../../../infra/stages/stages.ts";

test("settings are told by their path, a partner by its id, and nothing as none", () => {
  const settings = {
    coreUrl: null,
    partners: [
      { partnerId: "bri", addresses: ["192.0.2.0/28", "192.0.2.16/28"], requestsPerFiveMinutes: 60 },
    ],
    ops: { addresses: [] },
    reservedConcurrency: {},
    deletionProtection: false,
    limits: { total: { requestsPerSecond: 50, burst: 100 } },
    keys: { jwks: { keys: [{ kid: "key-1" }, { kid: "key-2" }] } },
  };
  expect([...flatSettings(settings)]).toEqual([
    ["coreUrl", "none"],
    ["partners.bri.addresses", "192.0.2.0/28, 192.0.2.16/28"],
    ["partners.bri.requestsPerFiveMinutes", "60"],
    ["ops.addresses", "none"],
    ["reservedConcurrency", "none"],
    ["deletionProtection", "false"],
    ["limits.total", "50/s, burst 100"],
    ["keys.jwks.keys", "key-1, key-2"],
  ]);
});

test("only settings that differ are shown, each in its column, and the others are counted", () => {
  const { text, same } = stageTable(allStages(), { all: false });
  const lines = text.split("\n").map((line) => line.trim().split(/ {2,}/));
  expect(lines[0]).toEqual(["setting", "dev", "uat", "production"]);
  expect(lines).toContainEqual(["environment", "sandbox", "sandbox", "production"]);
  expect(lines).toContainEqual(["deletionProtection", "false", "true", "true"]);
  expect(lines).toContainEqual(["domains.ops.name", "none", "ops.uat.kanal.example", "ops.kanal.example"]);
  expect(lines.map(([setting]) => setting)).not.toContain("domains");
  expect(lines).toContainEqual(["partners.alfamart.addresses", "-", "-", "192.0.2.64/28"]);
  expect(lines.map(([setting]) => setting)).not.toContain("region");
  const everything = stageTable(allStages(), { all: true }).text.split("\n");
  expect(everything).toHaveLength(lines.length + same);
  expect(everything.map((line) => line.trim().split(/ {2,}/))).toContainEqual([
    "region",
    ...Array.from({ length: 3 }, () => "ap-southeast-3"),
  ]);
});

test("a setting that somebody changes in one stage shows up", () => {
  const production = stageOf("production");
  const changed = { ...production, name: "uat" as const, monthlyBudgetUsd: 9_999 };
  expect(stageTable([production, changed], { all: false }).text).toMatch(
    /^ {2}setting .*\n {2}monthlyBudgetUsd +5000 +9999$/,
  );
});

test("resources are compared by kind, and nothing is said when all have as many", () => {
  const template = (...types: readonly string[]) => ({
    Resources: Object.fromEntries(types.map((Type, at) => [`R${at}`, { Type }])),
  });
  const [small, large] = [template("A", "B"), template("A", "B", "B", "C")];
  expect(
    resourceTable([
      { stage: "dev", template: small },
      { stage: "production", template: large },
    ]),
  ).toBe("  resources  dev  production\n  B          1    2\n  C          0    1");
  expect(
    resourceTable([
      { stage: "dev", template: small },
      { stage: "uat", template: small },
    ]),
  ).toBe("");
});

test("the command prints the stages side by side", () => {
  const printed = execFileSync(process.execPath, ["infra/cli/stages.ts"], { encoding: "utf8" });
  expect(printed).toMatch(/^ {2}setting +dev +uat +production\n/);
  expect(printed).toMatch(/production: \d+ values are from documentation/);
});
