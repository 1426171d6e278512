import { beforeAll, describe, expect, test, vi } from "vitest";
import { stageOf } from "../../infra/stages/stages.ts";
import { gatewayTemplate, resourceNamed } from "./gateway-template.ts";
import { sampleKeys } from "./sample-keys.ts";

const template = gatewayTemplate();
const keys = sampleKeys();
const withKeys = gatewayTemplate({ ...stageOf("production"), keys });

const FUNCTIONS = [
  { id: "PartnerApi", name: "partner-api", memory: 1024, timeout: 10 },
  { id: "PublicApi", name: "public-api", memory: 256, timeout: 5 },
  { id: "OpsApi", name: "ops-api", memory: 512, timeout: 20 },
  { id: "EventRelay", name: "event-relay", memory: 512, timeout: 30 },
  { id: "CoverageActivation", name: "coverage-activation", memory: 512, timeout: 20 },
  { id: "ActivationSweeper", name: "activation-sweeper", memory: 512, timeout: 120 },
  { id: "CreditKeeper", name: "credit-keeper", memory: 512, timeout: 300 },
  { id: "MemberFeed", name: "member-feed", memory: 512, timeout: 300 },
  { id: "AuditSealer", name: "audit-sealer", memory: 512, timeout: 300 },
  { id: "SettlementReconciliation", name: "settlement-reconciliation", memory: 1024, timeout: 300 },
  { id: "FailureIntake", name: "failure-intake", memory: 256, timeout: 30 },
  { id: "Reporting", name: "reporting", memory: 256, timeout: 30 },
  { id: "AttemptIntake", name: "attempt-intake", memory: 256, timeout: 60 },
  { id: "ReplayRunner", name: "replay-runner", memory: 512, timeout: 120 },
  { id: "Watchman", name: "watchman", memory: 256, timeout: 30 },
] as const;

/** What a function is given and can do without: with no address of a core, nobody outside is told. */
const CORE_SETTINGS = ["KANAL_CORE_SILENCE_SECONDS", "KANAL_CORE_URL", "KANAL_KEY_CORE"];
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  "coverage-activation": CORE_SETTINGS,
  "activation-sweeper": CORE_SETTINGS,
  "replay-runner": CORE_SETTINGS,
};

/** Loads the real handler with no settings at all and reads off what it asks for. */
async function settingsAskedBy(name: string): Promise<readonly string[]> {
  const refusal = await import(`../../functions/${name}/handler.ts`).then(
    () => "",
    (error: unknown) => String(error),
  );
  return /Missing setting: ([A-Z_, ]+)\./.exec(refusal)?.[1]?.split(", ") ?? [];
}

beforeAll(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("KANAL_")) vi.stubEnv(name, undefined);
});

describe.each(FUNCTIONS)("$name", ({ id, name, memory, timeout }) => {
  const { Properties } = resourceNamed(template, "AWS::Lambda::Function", `${id}Function`);

  test("runs on Node 24 on arm64, traced, logging to a group of its own", () => {
    expect(Properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
      MemorySize: memory,
      Timeout: timeout,
      TracingConfig: { Mode: "Active" },
      LoggingConfig: { LogGroup: { Ref: expect.stringMatching(new RegExp(`^${id}Logs`)) } },
    });
  });

  test("is given the settings that its handler asks for, and no others", async () => {
    const { Environment } = Properties as { Environment: { Variables: Record<string, unknown> } };
    const { NODE_OPTIONS, ...settings } = Environment.Variables;
    expect(NODE_OPTIONS).toBe("--enable-source-maps");
    const asked = await settingsAskedBy(name);
    expect(asked).not.toEqual([]);
    expect(Object.keys(settings).sort()).toEqual([...asked, ...(OPTIONAL[name] ?? [])].sort());
  });
});

test("keys come in wrapped, from the stage, and each function is given its own purposes'", () => {
  const { Environment } = resourceNamed(withKeys, "AWS::Lambda::Function", "PartnerApiFunction").Properties;
  expect(Environment).toMatchObject({
    Variables: {
      KANAL_KEY_NIK_HASH: keys["nik-hash"],
      KANAL_KEY_DATA: keys.data,
      KANAL_KEY_TOKEN: keys.token,
      KANAL_KEY_ANSWER: keys.answer,
    },
  });
  const feed = resourceNamed(withKeys, "AWS::Lambda::Function", "MemberFeedFunction").Properties;
  expect(feed.Environment).toMatchObject({ Variables: { KANAL_KEY_FEED: keys.feed } });
  const open = resourceNamed(withKeys, "AWS::Lambda::Function", "PublicApiFunction").Properties;
  expect(open.Environment).toMatchObject({ Variables: { KANAL_JWKS: JSON.stringify(keys.jwks) } });
});

test("before the first deployment there are none, and each function that needs one stops at its start", () => {
  const { Environment } = resourceNamed(template, "AWS::Lambda::Function", "PartnerApiFunction").Properties;
  expect(Environment).toMatchObject({ Variables: { KANAL_KEY_NIK_HASH: "", KANAL_KEY_DATA: "" } });
});

test.each(["CoverageActivation", "ActivationSweeper", "ReplayRunner"])(
  "%s knows the core by the stage, and its key",
  (id) => {
    const { Properties } = resourceNamed(withKeys, "AWS::Lambda::Function", `${id}Function`);
    expect(Properties.Environment).toMatchObject({
      Variables: {
        KANAL_CORE_URL: "https://core.kanal.example",
        KANAL_KEY_CORE: keys.core,
        KANAL_CORE_SILENCE_SECONDS: "120",
      },
    });
  },
);
