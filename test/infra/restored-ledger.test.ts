import { expect, test } from "vitest";
import { production } from "../../infra/stages/production.ts";
import { readStage } from "../../infra/stages/stage.ts";
import { uat } from "../../infra/stages/uat.ts";
import { gatewayTemplate, resourcesOf } from "./gateway-template.ts";

const TABLE = "arn:aws:dynamodb:ap-southeast-3:111122223333:table/kanal-restored-20261120";
const restoredLedger = `${TABLE}/stream/2026-11-20T03:20:00.000`;

test("a restored ledger takes the place of the stack's own in every function, right and event source", () => {
  const template = gatewayTemplate(readStage("production", { ...production, restoredLedger }));
  expect([...resourcesOf(template, "AWS::DynamoDB::GlobalTable")]).toEqual([]);
  const functions = JSON.stringify([...resourcesOf(template, "AWS::Lambda::Function")]);
  const names = [...functions.matchAll(/"KANAL_TABLE_NAME":"([^"]+)"/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(new Set(names)).toEqual(new Set(["kanal-restored-20261120"]));
  const sources = [...resourcesOf(template, "AWS::Lambda::EventSourceMapping")].map(
    ([, { Properties }]) => Properties.EventSourceArn,
  );
  expect(sources).toContain(restoredLedger);
  const rights = JSON.stringify([...resourcesOf(template, "AWS::IAM::Policy")]);
  expect(rights).toContain(`"${TABLE}"`);
  expect(rights).toContain(`"${TABLE}/index/partner-day"`);
  expect(rights).not.toContain("LedgerTable");
});

test("production moves to a restored ledger at once, as its runbook says: a canary would have both tables serve", () => {
  const atOnce = { ...production, restoredLedger, deployment: "AllAtOnce" } as const;
  const aliases = gatewayTemplate(readStage("production", atOnce)).findResources("AWS::Lambda::Alias");
  expect(Object.values(aliases).filter((alias) => "UpdatePolicy" in alias)).toEqual([]);
  const { restoredLedger: _, ...without } = atOnce;
  expect(() => readStage("production", without)).toThrow(/deployment: is AllAtOnce/);
});

test.each([
  [
    "in another region",
    production,
    restoredLedger.replace("ap-southeast-3", "ap-southeast-1"),
    /ap-southeast-1/,
  ],
  ["that is no stream", production, TABLE, /latest stream ARN/],
  [
    "beside a table that would be deleted",
    { ...uat, deletionProtection: false },
    restoredLedger,
    /deletionProtection/,
  ],
])("a restored ledger %s is refused by name", (_, settings, arn, why) => {
  const read = () =>
    readStage(settings === production ? "production" : "uat", { ...settings, restoredLedger: arn });
  expect(read).toThrow(/restoredLedger/);
  expect(read).toThrow(why);
});
