import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FUNCTION_TIMEOUT_SECONDS, type FunctionName } from "../../infra/settings.ts";
import { SnapProfile } from "../../shared/partner/snap-profile.ts";
import { gatewayTemplate, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();
const PROJECT = join(import.meta.dirname, "../..");

/** API Gateway's own limit on an integration; a request that takes longer is answered 504 by it. */
const API_GATEWAY_SECONDS = 29;
/** A bank gives up (snap-bi.md 8.14). */
const BANK_SECONDS = 10;
/** Kept back by functions/deadline.ts to write answer and log. */
const RESERVE_SECONDS = 0.5;

const functions = [...resourcesOf(template, "AWS::Lambda::Function")].map(([id, { Properties }]) => ({
  start: id.replace(/Function\w{8}$/, ""),
  name: String(Properties.Description).replace("Kanal ", "") as FunctionName,
  timeout: Number(Properties.Timeout),
}));
const functionIn = (value: unknown) =>
  functions.find(({ start }) => JSON.stringify(value).includes(`"${start}Live`));
const propertiesOf = (type: string) =>
  [...resourcesOf(template, type)].map(([id, { Properties }]) => ({ id, ...Properties }));

/** The functions that a template's resources of a type call, with whatever tells how long the caller waits. */
function calledBy(type: string) {
  return propertiesOf(type).flatMap((properties: Record<string, unknown>) => {
    const called = functionIn(properties);
    return called ? [{ ...called, properties }] : [];
  });
}

test("a function that an API calls is done before API Gateway gives up, and its own answer is out before Lambda stops it", () => {
  const called = calledBy("AWS::ApiGateway::Method");
  expect(new Set(called.map(({ name }) => name))).toEqual(
    new Set(["partner-api", "member-desk", "public-api", "ops-api"]),
  );
  for (const { name, timeout } of called) expect(timeout, name).toBeLessThan(API_GATEWAY_SECONDS);
  const { ANSWER_MS_MAX } = constantsOf("functions/deadline.ts");
  const { ANSWER_MS } = constantsOf("functions/ops-api/handler.ts");
  const own = { "partner-api": ANSWER_MS_MAX, "member-desk": ANSWER_MS_MAX, "ops-api": ANSWER_MS };
  for (const [name, ms = Number.NaN] of Object.entries(own)) {
    expect(ms / 1000, name).toBeLessThanOrEqual(
      FUNCTION_TIMEOUT_SECONDS[name as FunctionName] - RESERVE_SECONDS,
    );
  }
});

test("a bank has its answer before it gives up, whatever its profile says", () => {
  const { ANSWER_MS_MAX = Number.NaN } = constantsOf("functions/deadline.ts");
  expect(ANSWER_MS_MAX / 1000).toBeLessThan(BANK_SECONDS);
  const longest = SnapProfile.shape.answerWithinMs;
  expect(longest.safeParse(9_000).success).toBe(true);
  expect(
    longest.safeParse((FUNCTION_TIMEOUT_SECONDS["partner-api"] - RESERVE_SECONDS) * 1000 + 1).success,
  ).toBe(false);
  expect(FUNCTION_TIMEOUT_SECONDS["partner-api"]).toBeLessThanOrEqual(BANK_SECONDS);
});

/** Lambda advises six times the function's limit, so that a message never comes back while it is worked on. */
const VISIBILITY_TIMES = 6;
/** Whose limit is another caller's: a snapshot may take five minutes, ten descriptions from the queue take a second. */
const LESS: Partial<Record<FunctionName, number>> = { "member-feed": 2 };

test("a message comes back long after the function that had it was stopped", () => {
  const queues = new Map(
    propertiesOf("AWS::SQS::Queue").map(({ id, VisibilityTimeout }: Record<string, unknown>) => [
      id,
      Number(VisibilityTimeout),
    ]),
  );
  const fed = calledBy("AWS::Lambda::EventSourceMapping").filter(
    ({ properties }) => !properties.StartingPosition,
  );
  expect(fed.length).toBe(7);
  for (const { name, timeout, properties } of fed) {
    const [queue = ""] = (properties.EventSourceArn as { "Fn::GetAtt": string[] })["Fn::GetAtt"];
    expect(queues.get(queue), name).toBeGreaterThanOrEqual((LESS[name] ?? VISIBILITY_TIMES) * timeout);
  }
});

test("a scheduled run is over before the next one begins", () => {
  const scheduled = calledBy("AWS::Events::Rule").filter(({ properties }) => properties.ScheduleExpression);
  expect(scheduled.map(({ name }) => name).sort()).toEqual([
    "activation-sweeper",
    "audit-sealer",
    "credit-keeper",
    "watchman",
  ]);
  for (const { name, timeout, properties } of scheduled) {
    const [, count, unit] =
      /^rate\((\d+) (minute|hour)s?\)$/.exec(String(properties.ScheduleExpression)) ?? [];
    expect(timeout, name).toBeLessThan(Number(count) * (unit === "hour" ? 3_600 : 60));
  }
});

/** A client of AWS as a source file makes it. */
interface Client {
  readonly file: string;
  readonly kind: string;
  readonly settings: string;
}

const clients: readonly Client[] = globSync("{functions,shared}/**/*.ts", { cwd: PROJECT }).flatMap(
  (file) => {
    const source = readFileSync(join(PROJECT, file), "utf8");
    return [...source.matchAll(/new (\w+)Client\(((?:\{[\s\S]*?\n? *\})?)\);/g)].map(
      ([, kind = "", settings = ""]) => ({
        ...{ file, kind, settings: withConstants(settings, source) },
      }),
    );
  },
);

/** KMS and the drop of settlement files take only credentials from a client and send by themselves, each attempt with an end. */
const FOR_CREDENTIALS = ["functions/ops-api/settlement-drop.ts", "shared/seal/kms-unwrapper.ts"];

describe("every client of AWS", () => {
  test("is found", () => {
    expect(clients.length).toBeGreaterThanOrEqual(11);
    expect(
      clients
        .filter(({ settings }) => settings === "{}")
        .map(({ file }) => file)
        .sort(),
    ).toEqual(FOR_CREDENTIALS);
    for (const file of FOR_CREDENTIALS) {
      expect(readFileSync(join(PROJECT, file), "utf8")).toContain("AbortSignal.timeout(ATTEMPT_MS_MAX)");
    }
  });

  test.each(clients.filter(({ settings }) => settings !== "{}"))(
    "$kind in $file gives up, with all of its attempts, before its function is stopped",
    ({ file, settings }) => {
      const number = (name: string) =>
        Number(new RegExp(`\\b${name}: ([\\d_]+)`).exec(settings)?.[1]?.replaceAll("_", ""));
      const seconds =
        (number("maxAttempts") * (number("connectionTimeout") + number("requestTimeout"))) / 1000;
      const of = /^functions\/([a-z-]+)\//.exec(file)?.[1] as FunctionName | undefined;
      // The ledger's is everybody's: the shortest that reads a table counts.
      const limit = of
        ? FUNCTION_TIMEOUT_SECONDS[of]
        : FUNCTION_TIMEOUT_SECONDS["partner-api"] - RESERVE_SECONDS;
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThan(limit);
    },
  );
});

/** Numbers that a source file names, `_MS` and the like. */
function constantsOf(file: string): Readonly<Record<string, number>> {
  const source = readFileSync(join(PROJECT, file), "utf8");
  const found = source.matchAll(/^(?:export )?const ([A-Z_]+) = ([\d_]+);$/gm);
  return Object.fromEntries(
    [...found].map(([, name, value = ""]) => [name, Number(value.replaceAll("_", ""))]),
  );
}

function withConstants(settings: string, source: string): string {
  return settings.replace(
    /\b[A-Z][A-Z_]+\b/g,
    (name) => new RegExp(`const ${name} = ([\\d_]+)`).exec(source)?.[1] ?? name,
  );
}
