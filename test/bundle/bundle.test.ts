import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BUNDLE_FILE, BUNDLE_FORMAT, bundleFile, bundleFunctions, PROJECT } from "../../infra/bundle.ts";
import { coldImport, PROBE_SETTINGS } from "../../infra/cold-import.ts";
import { SAYS as H2H_SAYS } from "../../infra/local/sandbox/explanation/h2h/h2h-facts.ts";
import { NEAR_MISSES, SIGNATURES_PAGE } from "../../infra/local/sandbox/explanation/near-miss.ts";
import { SAYS as SNAP_SAYS } from "../../infra/local/sandbox/explanation/snap/snap-facts.ts";
import { SAMPLE_STAFF } from "../../infra/local/sandbox/issuer/sample-staff.ts";
import { SAMPLE_PARTNERS } from "../../infra/local/sandbox/sample-partners.ts";
import { sampleWorkers } from "../../infra/local/sandbox/sample-workers.ts";
import { FUNCTION_TIMEOUT_SECONDS } from "../../infra/settings.ts";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { initTrials, withoutEach } from "./init-trials.ts";

/**
 * What a function may weigh above a bundle of the bare DynamoDB client, minified, in KB. A cashier waits for partner-api alone: SNAP, H2H and the payment
 * core have to fit. The others have their AWS clients and a tenth more than they need today.
 */
const ABOVE_BARE_KB_MAX: Readonly<Record<string, number>> = {
  "activation-sweeper": 125,
  "audit-sealer": 260,
  "attempt-intake": 110,
  "coverage-activation": 160,
  "credit-keeper": 135,
  "event-relay": 105,
  "failure-intake": 240,
  "member-desk": 155,
  "member-feed": 290,
  // Pages and all that people of ops see; nobody waits with a customer for its cold start.
  "ops-api": 400,
  "partner-api": 200,
  "replay-runner": 165,
  reporting: 110,
  "settlement-reconciliation": 360,
  watchman: 120,
};

/** The AWS clients of each function: one more would be weight at every cold start, and a sign of work in the wrong place. */
const AWS_CLIENTS: Readonly<Record<string, readonly string[]>> = {
  "activation-sweeper": ["client-dynamodb"],
  "attempt-intake": ["client-dynamodb"],
  "audit-sealer": ["client-dynamodb", "client-s3"],
  "coverage-activation": ["client-dynamodb", "client-sqs"],
  "credit-keeper": ["client-dynamodb"],
  "event-relay": ["client-dynamodb", "client-eventbridge"],
  "failure-intake": ["client-dynamodb", "client-s3"],
  "member-desk": ["client-dynamodb"],
  "member-feed": ["client-dynamodb", "client-s3"],
  "ops-api": ["client-dynamodb"],
  "partner-api": ["client-dynamodb"],
  "public-api": [],
  "replay-runner": ["client-dynamodb", "client-eventbridge", "client-sqs"],
  reporting: ["client-dynamodb"],
  "settlement-reconciliation": ["client-dynamodb", "client-s3", "client-sqs"],
  watchman: ["client-dynamodb"],
};
const NAMES = Object.keys(AWS_CLIENTS);

/** Code that belongs to few functions: who cannot take a payment, sign a token or open a member's description holds no code that could. */
const HOLDERS: readonly (readonly [code: RegExp, holders: readonly string[]])[] = [
  [/\bnode_modules\/jose\/.*\/jwt\/sign\.js$/, ["partner-api"]],
  [/\bnode_modules\/jose\/.*\/jws\/compact\/sign\.js$/, ["audit-sealer"]],
  [/^shared\/audit\/seal-trail\.ts$/, ["audit-sealer"]],
  [/\bnode_modules\/jose\/.*\/jwt\/encrypt\.js$/, ["ops-api"]],
  [
    /^shared\/settlement\/(take-in-file|match-chunk|match-shard|http-bank-status)\.ts$/,
    ["settlement-reconciliation"],
  ],
  [/^shared\/protocol\/snap\/(?!string-to-sign\.ts)/, ["partner-api"]],
  [/^shared\/protocol\/h2h\//, ["member-desk", "partner-api"]],
  [/^shared\/protocol\/h2h\/(payment|reversal|status)\.ts$/, ["partner-api"]],
  [/^shared\/billing-code\/issue-billing-code\.ts$/, ["member-desk"]],
  [/^shared\/payment\/take-payment\.ts$/, ["partner-api"]],
  [/^shared\/payment\/booking-store\.ts$/, ["credit-keeper", "ops-api", "partner-api"]],
  [/^shared\/core\/http-core\.ts$/, ["activation-sweeper", "coverage-activation", "replay-runner"]],
  [/^shared\/core\/http-register\.ts$/, ["member-desk"]],
  [/^shared\/feed\//, ["member-desk", "member-feed"]],
  [/^shared\/registration\/register-member\.ts$/, ["member-desk"]],
];

interface Built {
  readonly file: string;
  readonly bytes: number;
  readonly text: string;
  /** Sources of which something is left after shaking. */
  readonly sources: readonly string[];
}

const folder = await mkdtemp(join(tmpdir(), "kanal-bundle-test-"));
const built = new Map<string, Built>();
let bareBytes = 0;

beforeAll(async () => {
  for (const { name, file, bytes, metafile } of await bundleFunctions(folder)) {
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
    const sources = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
    built.set(name, { file, bytes, text: await readFile(file, "utf8"), sources });
  }
  const to = { folder: join(folder, "bare"), format: BUNDLE_FORMAT };
  bareBytes = (await bundleFile(join(PROJECT, "infra", "bare-client.ts"), to)).bytes;
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function bundle(name: string): Built {
  const found = built.get(name);
  if (!found) throw new Error(`no bundle of ${name}`);
  return found;
}

test("every function that infra knows is bundled, and nothing else", () => {
  expect([...built.keys()].sort()).toEqual(NAMES);
  expect(Object.keys(FUNCTION_TIMEOUT_SECONDS).sort()).toEqual(NAMES);
});

test.each(Object.entries(ABOVE_BARE_KB_MAX))(
  "%s stays within %i KB above a bare DynamoDB client",
  (name, kilobytes) => {
    expect(bundle(name).bytes - bareBytes).toBeLessThanOrEqual(kilobytes * 1024);
  },
);

test.skipIf(process.env.KANAL_TEST !== "full")(
  "the same sources give the same bytes",
  async () => {
    for (const { name, file } of await bundleFunctions(join(folder, "again"))) {
      expect(await readFile(file, "utf8"), name).toBe(bundle(name).text);
    }
  },
  60_000,
);

describe.each(NAMES)("the bundle of %s", (name) => {
  test("is one file in its folder, which Lambda finds as index.handler, and its source map", async () => {
    const file = BUNDLE_FILE[BUNDLE_FORMAT];
    expect(await readdir(dirname(bundle(name).file))).toEqual([file, `${file}.map`]);
  });

  test("holds no sandbox, no sample person, no path of the machine that built it", () => {
    const workers = sampleWorkers(businessDate("2026-11-20")).map((worker) => worker.name);
    const partners = SAMPLE_PARTNERS.map((partner) => partner.snap?.clientKey ?? partner.name);
    const staff = SAMPLE_STAFF.flatMap(({ subject, name }) => [subject, name]);
    const forbidden = ["/sandbox/", "KANAL_NOW", PROJECT, ...workers, ...partners, ...staff];
    expect(forbidden.filter((text) => bundle(name).text.includes(text))).toEqual([]);
    // The API's description, made from the deployed schemas, is what public-api is there to show.
    const shown = name === "public-api" ? ["docs/openapi.json"] : [];
    expect(bundle(name).sources.filter((path) => /^(infra|test|docs)\//.test(path))).toEqual(shown);
  });

  test("explains no refused signature: in production that is the bare code", () => {
    const verdicts = [...Object.values(SNAP_SAYS), ...Object.values(H2H_SAYS)];
    const sentences = [NEAR_MISSES, verdicts].flatMap((table) => Object.values(table).flatMap(Object.values));
    expect(sentences.length).toBeGreaterThan(150);
    const forbidden = [...sentences, ...Object.keys(NEAR_MISSES), "nearMisses", SIGNATURES_PAGE];
    expect(forbidden.filter((text) => bundle(name).text.includes(text))).toEqual([]);
  });

  test("holds the tariff's numbers without the papers they were read from", () => {
    const papers = ["peraturan.bpk.go.id", "jaga-pekerja", "primaryTexts"];
    expect(papers.filter((text) => bundle(name).text.includes(text))).toEqual([]);
  });

  test("speaks no language of zod's but English", () => {
    const locales = bundle(name).sources.filter((path) =>
      /zod\/v4\/locales\/(?!en\.js|index\.js)/.test(path),
    );
    expect(locales).toEqual([]);
  });

  test("has the AWS clients it works with and no other", () => {
    const clients = bundle(name).sources.map((path) => /@aws-sdk\/(client-[^/]+|lib-[^/]+)/.exec(path)?.[1]);
    const found = new Set(clients.filter((client) => client !== undefined));
    expect([...found].sort()).toEqual(AWS_CLIENTS[name]);
  });

  test("signs tokens, speaks a protocol, books, orders of the core or opens descriptions only if that is its work", () => {
    for (const [code, holders] of HOLDERS) {
      const found = bundle(name).sources.some((path) => code.test(path));
      expect(found, String(code)).toBe(holders.includes(name));
    }
  });

  test("fetches no key sets from others, which would load an HTTP client at every cold start; only ops trust an issuer's", () => {
    const fetches = bundle(name).sources.some((path) => path.includes("jwks/remote"));
    expect(fetches).toBe(name === "ops-api");
  });

  test("loads in a fresh process with its settings", async () => {
    const result = await coldImport(bundle(name).file, PROBE_SETTINGS[name] ?? {});
    expect(result).toMatchObject({ kind: "loaded", handler: "function" });
  });

  test("stops at init and names the setting that is missing", async () => {
    const settings = PROBE_SETTINGS[name] ?? {};
    const names = Object.keys(settings);
    const ends = await initTrials({ file: bundle(name).file, environments: withoutEach(settings, names) });
    expect(ends).toEqual(names.map((missing) => expect.stringContaining(`Missing setting: ${missing}.`)));
  });
});
