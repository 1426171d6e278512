import { createSecretKey } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parsePublicKeys } from "../../../functions/public-api/public-keys.ts";
import { firstKeys } from "../../../infra/cli/first-keys/first-keys.ts";
import { openKms } from "../../../infra/local/aws/kms.ts";
import { StageKeys } from "../../../infra/stages/stage-keys.ts";
import { KEY_PURPOSE_CONTEXT, type KeyPurpose } from "../../../shared/seal/kms-unwrapper.ts";
import { openSeal, seal } from "../../../shared/seal/seal.ts";
import { signingKeyOf } from "../../../shared/seal/signing-key.ts";

const folder = mkdtempSync(join(tmpdir(), "kanal-first-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));

const kms = openKms(join(folder, "master"));
const made = await firstKeys(async (key, purpose) =>
  kms.encrypt(key, { [KEY_PURPOSE_CONTEXT]: purpose }).toString("base64"),
);

const opened = (of: KeyPurpose, purpose: KeyPurpose = of) => {
  const bytes = kms.decrypt(Buffer.from(made.keys[of], "base64"), { [KEY_PURPOSE_CONTEXT]: purpose });
  if (!bytes) throw new Error(`${of} does not open as ${purpose}`);
  return bytes;
};

test("what is made is the setting of a stage, as its file is read again", () => {
  expect(StageKeys.parse(JSON.parse(JSON.stringify(made.keys)))).toEqual(made.keys);
});

test("each ciphertext opens for its own purpose alone", () => {
  for (const purpose of ["nik-hash", "data", "session"] as const) expect(opened(purpose)).toHaveLength(32);
  expect(() => opened("data", "nik-hash")).toThrow("does not open");
  const key = createSecretKey(opened("data"));
  expect(openSeal(key, "owner", seal(key, "owner", "text"))).toBe("text");
});

test("the public set is one that public-api serves, with the ids that the signing keys have", async () => {
  const { keys } = parsePublicKeys(JSON.stringify(made.keys.jwks));
  const ids = await Promise.all(
    (["token", "answer", "audit"] as const).map(
      async (purpose) => (await signingKeyOf(opened(purpose))).keyId,
    ),
  );
  expect(keys.map(({ kid }) => kid)).toEqual(ids);
  expect(keys.map((key) => key.alg)).toEqual(["ES256", "EdDSA", "ES256"]);
});

test("the core gets the three keys that it shares, and nothing else", () => {
  expect(made.shared).toEqual({
    "nik-hash": opened("nik-hash").toString("base64"),
    feed: opened("feed").toString("base64"),
    core: opened("core").toString("utf8"),
  });
  expect(made.shared.core).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
