import { createSecretKey } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parsePublicKeys } from "../../../functions/public-api/public-keys.ts";
import { firstKeys } from "../../../infra/cli/first-keys/first-keys.ts";
import { openKms } from "../../../infra/local/aws/kms.ts";
import { KEY_PURPOSE_CONTEXT } from "../../../shared/seal/kms-unwrapper.ts";
import { openSeal, seal } from "../../../shared/seal/seal.ts";
import { signingKeyOf } from "../../../shared/seal/signing-key.ts";
import { gatewayTemplate } from "../../infra/gateway-template.ts";

const folder = mkdtempSync(join(tmpdir(), "kanal-first-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));

const kms = openKms(join(folder, "master"));
const made = await firstKeys(async (key, purpose) =>
  kms.encrypt(key, { [KEY_PURPOSE_CONTEXT]: purpose }).toString("base64"),
);

const opened = (parameter: string, purpose: string) => {
  const bytes = kms.decrypt(Buffer.from(made.parameters[parameter] ?? "", "base64"), {
    [KEY_PURPOSE_CONTEXT]: purpose,
  });
  if (!bytes) throw new Error(`${parameter} does not open as ${purpose}`);
  return bytes;
};

test("every parameter that the stack takes is made, and no other", () => {
  const { BootstrapVersion, ...taken } = gatewayTemplate().findParameters("*");
  expect(BootstrapVersion).toBeDefined();
  expect(Object.keys(made.parameters).sort()).toEqual(Object.keys(taken).sort());
});

test("each ciphertext opens for its own purpose alone", () => {
  expect(opened("NikHashKey", "nik-hash")).toHaveLength(32);
  expect(opened("DataKey", "data")).toHaveLength(32);
  expect(opened("SessionKey", "session")).toHaveLength(32);
  expect(() => opened("DataKey", "nik-hash")).toThrow("does not open");
  const key = createSecretKey(opened("DataKey", "data"));
  expect(openSeal(key, "owner", seal(key, "owner", "text"))).toBe("text");
});

test("the public set is one that public-api serves, with the ids that the signing keys have", async () => {
  const { keys } = parsePublicKeys(made.parameters.Jwks ?? "");
  const ids = await Promise.all(
    (["token", "answer", "audit"] as const).map(async (purpose) => {
      const parameter = `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}Key`;
      return (await signingKeyOf(opened(parameter, purpose))).keyId;
    }),
  );
  expect(keys.map(({ kid }) => kid)).toEqual(ids);
  expect(keys.map((key) => key.alg)).toEqual(["ES256", "EdDSA", "ES256"]);
});

test("the core gets the three keys that it shares, and nothing else", () => {
  expect(made.shared).toEqual({
    "nik-hash": opened("NikHashKey", "nik-hash").toString("base64"),
    feed: opened("FeedKey", "feed").toString("base64"),
    core: opened("CoreKey", "core").toString("utf8"),
  });
  expect(made.shared.core).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
