import { describe, expect, test } from "vitest";
import { production } from "../../../infra/stages/production.ts";
import { readStage } from "../../../infra/stages/stage.ts";
import { STAGE_NAMES } from "../../../infra/stages/stage-settings.ts";
import { allStages, stageOf } from "../../../infra/stages/stages.ts";
import { sampleKeys } from "../sample-keys.ts";
import { productionWith, refusalOf } from "./bad-settings.ts";

test.each(STAGE_NAMES)("the stage %s is good as it stands", (name) => {
  expect(stageOf(name).name).toBe(name);
});

test("there are three stages, in the order in which a change passes them", () => {
  expect(allStages().map(({ name }) => name)).toEqual(["dev", "uat", "production"]);
});

test("a stage stands in Jakarta unless it says otherwise", () => {
  const { region, ...rest } = production;
  expect(region).toBe("ap-southeast-3");
  expect(readStage("production", rest).region).toBe("ap-southeast-3");
});

test.each(["staging", "", "__proto__", "Production"])("a stage called %j is refused by name", (name) => {
  expect(() => stageOf(name)).toThrow("there are dev, uat, production");
});

const CERTIFICATE = "it should be the ARN of a certificate in ACM";
const RANGE = "it should be an IPv4 range as 198.51.100.0/24, no wider than /16";
const WRONG: readonly (readonly [string, unknown, string])[] = [
  ["region", "Jakarta", 'region: is "Jakarta"; it should be an AWS region'],
  [
    "environment",
    "live",
    'environment: is "live"; it should be whose keys are good here: sandbox or production',
  ],
  ["coreUrl", "http://core.kanal.example", "it should be an https:// address without query"],
  ["domains.partners.name", "Partners.Kanal.example", "it should be a host name in small letters"],
  ["domains.public.certificateArn", "arn:aws:iam::1:server-certificate/x", CERTIFICATE],
  ["truststore.key", "partners.zip", "it should be the key of the PEM bundle"],
  [
    "truststore.version",
    "",
    'truststore.version: is ""; it should be the version of that object, as S3 gave it',
  ],
  ["partners.0.partnerId", "BRI", "it should be the partner's id in the registry"],
  ["partners.0.addresses", [], "it should be at least one range that the partner calls from"],
  ["partners.1.addresses.0", "0.0.0.0/0", `partners[1].addresses[0]: is "0.0.0.0/0"; ${RANGE}`],
  ["partners.1.addresses.0", "10.0.0.0/15", RANGE],
  ["partners.1.addresses.0", "192.0.2.1/24", RANGE],
  ["partners.1.addresses.0", "192.0.2.1", RANGE],
  ["partners.1.addresses.0", "2001:db8::/32", RANGE],
  ["partners.0.requestsPerFiveMinutes", 5, "a whole number from 10 to 2000000"],
  [
    "ops.origin",
    "https://ops.kanal.example/console",
    "it should be the https:// origin at which ops open the console",
  ],
  ["ops.issuer", "login", "it should be an https:// address"],
  ["limits.partners.payment.burst", 0.5, "it should be the burst above it, a whole number from 1 to 100000"],
  [
    "limits.partners.bodyBytesMax",
    65_537,
    "it should be the largest body in bytes, a whole number from 1024 to 65536",
  ],
  ["account.concurrency", "many", "it should be Lambda's concurrency quota of the account"],
  ["reservedConcurrency.partner-api", -1, "it should be the concurrency kept for the function"],
  ["alarmAddresses.0", "on call", 'alarmAddresses[0]: is "on call"; it should be an e-mail address'],
  ["retention.functionLogDays", 100, "it should be one of 1, 3, 5, 7"],
  [
    "retention.auditRootDays",
    0,
    "how long the audit trail's roots are locked, in days, a whole number from 1",
  ],
  ["deployment", "Canary", "it should be one of AllAtOnce, Canary10Percent5Minutes"],
  ["deletionProtection", "yes", 'deletionProtection: is "yes"; it should be true or false'],
  ["monthlyBudgetUsd", 0, "it should be what the stage may cost in a month, in US dollars"],
];

test.each(WRONG)("%s of %j is refused, with its name and what it should be", (path, value, finding) => {
  const refusal = refusalOf("production", productionWith({ [path]: value }));
  expect(refusal).toEqual([expect.stringContaining(finding)]);
});

describe("a setting that is missing is named:", () => {
  const every = Object.keys(production).filter((setting) => setting !== "region");
  const inner = [
    "domains.ops",
    "ops.rolesClaim",
    "limits.partners.token",
    "account.burst",
    "retention.accessLogDays",
  ];
  test.each([...every, ...inner, "domains.ops.certificateArn"])("%s", (path) => {
    expect(refusalOf("production", productionWith({ [path]: undefined }))).toEqual([
      expect.stringMatching(new RegExp(`^${path.replaceAll(".", "\\.")}: is missing; it should be .{5}`)),
    ]);
  });
});

test.each([
  "alarmAdresses",
  "ops.scope",
  "limits.partners.reversal",
  "domains.core",
  "reservedConcurrency.partner",
])("an unknown setting is named: %s", (path) => {
  const settings = productionWith({ [path]: 1 });
  expect(refusalOf("production", settings)).toEqual([`${path}: is no setting; remove it`]);
});

describe("a stage's keys", () => {
  const keysWith = (changes: Readonly<Record<string, unknown>>) =>
    productionWith({ keys: { ...sampleKeys(), ...changes } });

  test("are good as `first-keys` writes them", () => {
    expect(refusalOf("production", keysWith({}))).toEqual([]);
  });

  test.each([
    ["a key that is missing", { session: undefined }, "keys.session: is missing; it should be a ciphertext"],
    ["a key that nobody knows", { sesion: "x" }, "keys.sesion: is no setting; remove it"],
    [
      "a private key among the public ones",
      { jwks: { keys: [{ kty: "OKP", kid: "1", d: "S" }] } },
      "keys.jwks",
    ],
  ])("%s is refused by name", (_, changes, finding) => {
    expect(refusalOf("production", keysWith(changes))).toEqual([expect.stringContaining(finding)]);
  });

  test("a key in clear is refused and not repeated", () => {
    const inClear = Buffer.alloc(32, 7).toString("base64");
    const [finding = ""] = refusalOf("production", keysWith({ data: inClear }));
    expect(finding).toContain(
      "keys.data: is something else, not shown here; it should be a ciphertext of KMS",
    );
    expect(finding).not.toContain(inClear.slice(0, 8));
  });
});

test("all that is wrong is said at once, in one fault with a stable code", () => {
  const settings = productionWith({ coreUrl: 1, alarm: [], "limits.ops": undefined });
  expect(refusalOf("production", settings)).toHaveLength(3);
  expect(() => readStage("production", settings)).toThrow(
    expect.objectContaining({
      code: "STAGE_FAULT",
      message: expect.stringMatching(/production\.ts.*coreUrl.*alarm/s),
    }),
  );
});

test("a name that nobody knows does not hide what else is wrong", () => {
  const settings = productionWith({
    "ops.scope": "x",
    deletionProtection: false,
    "ops.origin": "https://other.example",
  });
  expect(refusalOf("production", settings)).toEqual([
    "ops.scope: is no setting; remove it",
    expect.stringContaining("ops.origin: is https://other.example;"),
    expect.stringContaining("deletionProtection: is false;"),
  ]);
});

test("settings that are no settings are refused", () => {
  for (const nothing of [undefined, null, [], "production"]) {
    expect(refusalOf("production", nothing)).toEqual([
      expect.stringContaining("it should be the settings of a stage"),
    ]);
  }
});
