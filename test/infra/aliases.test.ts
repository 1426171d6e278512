import { describe, expect, test } from "vitest";
import { FUNCTION_TIMEOUT_SECONDS, GRADUAL } from "../../infra/settings.ts";
import { stageOf } from "../../infra/stages/stages.ts";
import { gatewayTemplate, resourcesOf } from "./gateway-template.ts";
import { sampleKeys } from "./sample-keys.ts";

const template = gatewayTemplate();
const FUNCTIONS = Object.keys(FUNCTION_TIMEOUT_SECONDS).length;
const ids = (type: string) => [...resourcesOf(template, type).keys()];

/** Logical ids that stand somewhere in a value as what it refers to. */
function referred(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referred);
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "Ref" && typeof inner === "string") return [inner];
    if (key === "Fn::GetAtt" && Array.isArray(inner)) return [String(inner[0])];
    return referred(inner);
  });
}

describe("each function", () => {
  test("has a version that stays and one alias, which points at it", () => {
    const aliases = [...resourcesOf(template, "AWS::Lambda::Alias").values()];
    expect(aliases).toHaveLength(FUNCTIONS);
    for (const { Properties } of aliases) {
      expect(Properties).toEqual({
        Name: "live",
        FunctionName: { Ref: expect.any(String) },
        FunctionVersion: { "Fn::GetAtt": [expect.stringMatching(/CurrentVersion/), "Version"] },
      });
    }
    const versions = [...resourcesOf(template, "AWS::Lambda::Version").values()];
    expect(versions).toHaveLength(FUNCTIONS);
    for (const { DeletionPolicy } of versions) expect(DeletionPolicy).toBe("Retain");
  });

  test("is called by its alias, whatever calls it", () => {
    const functions = new Set(ids("AWS::Lambda::Function"));
    const called = [
      "AWS::Lambda::Permission",
      "AWS::Lambda::EventSourceMapping",
      "AWS::Events::Rule",
      "AWS::ApiGateway::Method",
      "AWS::S3::Bucket",
      "AWS::Logs::SubscriptionFilter",
    ].flatMap((type) =>
      [...resourcesOf(template, type).values()].flatMap(({ Properties }) => referred(Properties)),
    );
    expect(called.filter((id) => functions.has(id))).toEqual([]);
    const aliases = new Set(ids("AWS::Lambda::Alias"));
    expect(new Set(called.filter((id) => aliases.has(id))).size).toBe(FUNCTIONS);
  });
});

describe("a new version", () => {
  const versions = (keys: ReturnType<typeof sampleKeys> | null) =>
    new Map(
      [
        ...resourcesOf(gatewayTemplate({ ...stageOf("production"), keys }), "AWS::Lambda::Version").keys(),
      ].map((id) => [id.replace(/FunctionCurrentVersion.*/, ""), id] as const),
    );
  const changed = (from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>) =>
    [...to]
      .filter(([name, id]) => from.get(name) !== id)
      .map(([name]) => name)
      .sort();

  test("is made of each function whose key is another: behind an old one the alias would stay", () => {
    const first = versions(sampleKeys());
    expect(changed(versions(null), first)).toEqual(
      expect.arrayContaining(["PartnerApi", "OpsApi", "PublicApi"]),
    );
    expect(changed(first, versions(sampleKeys("session")))).toEqual(["OpsApi"]);
    expect(changed(first, versions(sampleKeys("token")))).toEqual(["PartnerApi"]);
  });

  test("hangs on nothing that only shows when the stack is deployed: no function is told a parameter", () => {
    const parameters = Object.keys(template.findParameters("*"));
    const told = [...resourcesOf(template, "AWS::Lambda::Function").values()].flatMap(({ Properties }) =>
      referred(Properties),
    );
    expect(told.filter((id) => parameters.includes(id))).toEqual([]);
  });

  const groups = (name: "dev" | "uat" | "production") =>
    [...resourcesOf(gatewayTemplate(stageOf(name)), "AWS::CodeDeploy::DeploymentGroup").values()].map(
      ({ Properties }) => Properties,
    );

  test("takes over step by step where somebody waits or every payment passes, and goes back by the function's own alarms", () => {
    const production = groups("production");
    expect(production).toHaveLength(GRADUAL.length);
    const alarms = new Set(ids("AWS::CloudWatch::Alarm"));
    for (const group of production) {
      expect(group).toMatchObject({
        DeploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes",
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: expect.arrayContaining(["DEPLOYMENT_STOP_ON_ALARM"]),
        },
        AlarmConfiguration: { Enabled: true },
      });
      const rollsBack = referred(group.AlarmConfiguration);
      expect(rollsBack.length).toBeGreaterThan(0);
      expect(rollsBack.filter((id) => !alarms.has(id))).toEqual([]);
    }
    const ofPartnerApi = JSON.stringify(production.find((group) => /partnerapi/.test(JSON.stringify(group))));
    for (const alarm of ["functionerrors", "faults", "answersslow"]) expect(ofPartnerApi).toContain(alarm);
  });

  test("takes over at once in dev", () => {
    expect(groups("uat")).toHaveLength(GRADUAL.length);
    expect(groups("dev")).toEqual([]);
  });

  test("is moved by CodeDeploy: the alias names its own group", () => {
    const resources = template.toJSON().Resources as Record<string, { Type: string; UpdatePolicy?: unknown }>;
    const moved = Object.entries(resources).filter(([, { UpdatePolicy }]) => UpdatePolicy !== undefined);
    expect(moved.map(([, { Type }]) => Type)).toEqual(GRADUAL.map(() => "AWS::Lambda::Alias"));
    for (const [id, { UpdatePolicy }] of moved) {
      const name = id.replace(/Live.*/, "");
      expect(JSON.stringify(UpdatePolicy)).toContain(`"WatchDeployments${name}`);
    }
  });
});

test("nothing in the stack waits for itself, by its update policy neither", () => {
  const resources = template.toJSON().Resources as Record<string, unknown>;
  const waitsFor = new Map(
    Object.entries(resources).map(([id, resource]) => {
      const { DependsOn = [] } = resource as { DependsOn?: string | string[] };
      return [
        id,
        [...referred(resource), ...[DependsOn].flat()].filter((other) => other in resources),
      ] as const;
    }),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (id: string, above: readonly string[]): void => {
    if (above.includes(id)) circles.push([...above, id].join(" > "));
    if (done.has(id) || above.includes(id)) return;
    for (const other of waitsFor.get(id) ?? []) walk(other, [...above, id]);
    done.add(id);
  };
  for (const id of waitsFor.keys()) walk(id, []);
  expect(circles).toEqual([]);
});
