import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompactSign, compactVerify, createRemoteJWKSet } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mannersFor } from "../../../infra/cli/conformance/partner/played-client.ts";
import { partnerMode } from "../../../infra/cli/conformance/partner-mode.ts";
import { countOf } from "../../../infra/cli/conformance/result.ts";
import { BAD_BANKS, BAD_SHOPS } from "./bad-clients.ts";
import { type ConformanceGround, failures, openGround } from "./conformance-ground.ts";

let ground: ConformanceGround;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.close());

const jwksUrl = () => `${ground.kanal.baseUrl}/sandbox/conformance/jwks.json`;

const GOOD = [
  {
    partnerId: "bri",
    timeScale: 1,
    kind: "conformance",
    scenarios: 21,
    checksMin: 140,
    paths: /^\/snap\/v1\.0\//,
  },
  {
    partnerId: "indomaret",
    timeScale: 0.5,
    kind: "rehearsal",
    scenarios: 25,
    checksMin: 170,
    paths: /^\/h2h\/v1\//,
  },
] as const;

test.for(GOOD)(
  "a careful client of $partnerId passes everything and earns a certificate of $kind",
  async ({ partnerId, timeScale, kind, scenarios, checksMin, paths }) => {
    const client = ground.client(ground.counter(partnerId), mannersFor(timeScale));
    const ended = await ground.play({ partnerId, timeScale }, client);
    expect(failures(ended)).toEqual([]);
    expect(ended.noCertificateBecause).toBeUndefined();
    const count = countOf({ cases: ended.results });
    expect(count).toMatchObject({ cases: scenarios, passed: scenarios, failed: 0, skipped: 0 });
    expect(count.assertions).toBeGreaterThanOrEqual(checksMin);

    const jws = await ground.api.certificate(ended.sessionId);
    const record = await ground.api.record(ended.sessionId);
    // By jose alone, as a stranger would.
    const keys = createRemoteJWKSet(new URL(jwksUrl()));
    const { payload } = await compactVerify(jws, keys);
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      ...{ sub: partnerId, jti: ended.sessionId, environment: "sandbox", mode: "partner", kind, timeScale },
      cases: { total: scenarios, passed: scenarios, failed: 0, skipped: 0 },
      assertions: { total: count.assertions, failed: 0 },
      recordSha256: createHash("sha256").update(record).digest("hex"),
    });

    // Nothing in the record names a worker, opens a session or signs a message.
    for (const { nik } of ground.file.members) expect(record).not.toContain(nik);
    expect(record).not.toMatch(/Bearer|eyJ/);
    const { exchanges } = JSON.parse(record) as { exchanges: readonly { path: string }[] };
    expect(exchanges.filter(({ path }) => !paths.test(path))).toEqual([]);

    await isVerifiedAsIs(jws, record, kind);
  },
);

/** The command says what the certificate is worth, and that a changed one is worth nothing. */
async function isVerifiedAsIs(jws: string, record: string, kind: "conformance" | "rehearsal"): Promise<void> {
  const [header = "", payload = "", signature = ""] = jws.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: "bca" })).toString("base64url");
  const otherKey = await new CompactSign(Buffer.from(payload, "base64url"))
    .setProtectedHeader({ ...JSON.parse(Buffer.from(header, "base64url").toString()), alg: "EdDSA" })
    .sign(generateKeyPairSync("ed25519").privateKey);
  const files = {
    [jws]: { code: kind === "conformance" ? 0 : 1, says: /^Genuine: / },
    [`${header}.${changed}.${signature}`]: { code: 1, says: /^NOT genuine: signature verification failed/ },
    [otherKey]: { code: 1, says: /^NOT genuine: signature verification failed/ },
    [`${header}.${payload}.`]: { code: 1, says: /^NOT genuine/ },
    "not a certificate": { code: 1, says: /^NOT genuine/ },
  };
  for (const [text, { code, says }] of Object.entries(files)) {
    const said = await verified(text, record);
    expect(said.code).toBe(code);
    expect(said.lines[0]).toMatch(says);
  }
  const changedRecord = await verified(jws, record.replace('"booked"', '"refused"'));
  expect([changedRecord.code, changedRecord.lines]).toEqual([
    1,
    ["NOT genuine: the record is not the one that it speaks of"],
  ]);
}

async function verified(jws: string, record: string) {
  const folder = mkdtempSync(join(tmpdir(), "kanal-certificate-"));
  const [certificateFile, recordFile] = [join(folder, "c.jws"), join(folder, "r.json")];
  writeFileSync(certificateFile, jws);
  writeFileSync(recordFile, record);
  const lines: string[] = [];
  const args = ["--verify", certificateFile, "--jwks", jwksUrl(), "--record", recordFile];
  const code = await partnerMode(args, (line) => lines.push(line)).finally(() =>
    rmSync(folder, { recursive: true }),
  );
  return { code, lines };
}

const BAD = [
  ...BAD_BANKS.map((bad) => ["bni", bad.what, bad] as const),
  ...BAD_SHOPS.map((bad) => ["pos", bad.what, bad] as const),
];

test.for(BAD)(
  "a client of %s that %s fails what was made for it, and nothing else",
  async ([partnerId, , { scenarios, counter, manners, fails }]) => {
    const client = ground.client(counter(ground.counter(partnerId), ground, partnerId), manners);
    const ended = await ground.play({ partnerId, scenarios }, client);
    expect(failures(ended)).toEqual(fails);
    expect(ended.noCertificateBecause).toBeDefined();
  },
);
