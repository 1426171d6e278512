import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openKms } from "../../../infra/local/aws/kms.ts";
import { openDurableStore } from "../../../infra/local/durable-store.ts";
import { SCENARIOS, scenariosFor } from "../../../infra/local/sandbox/scenarios/catalogue/catalogue.ts";
import { certificateKey } from "../../../infra/local/sandbox/scenarios/certificate-key.ts";
import { keptId, newMarker } from "../../../infra/local/sandbox/scenarios/mark.ts";
import { tempDataDir } from "../temp-data-dir.ts";

test("the certificates' key is made once, lies sealed in the data folder, and is no key of the gateway's", async () => {
  const dir = tempDataDir();
  const kms = openKms(dir.masterKey);
  const keyAfterStart = async () => {
    const store = openDurableStore(dir.store);
    const key = await certificateKey(store, kms);
    const held = store.setting("conformance-certificate-key") ?? "";
    store.close();
    return { key, held: Buffer.from(held, "base64") };
  };
  const [first, second] = [await keyAfterStart(), await keyAfterStart()];
  expect(second.key.keyId).toBe(first.key.keyId);
  const plain = first.key.privateKey.export({ format: "der", type: "pkcs8" });
  expect(first.held.includes(plain.subarray(-32))).toBe(false);
  expect(first.key.publicJwk).toMatchObject({ kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig" });
  expect(first.key.publicJwk).not.toHaveProperty("d");
});

test("a long number in a reference is hidden, and two of them stay two", () => {
  const mark = newMarker();
  const [one, other] = [keptId("5171995704880001", mark), keptId("5102995704880001", mark)];
  expect(one).toMatch(/^\*{12}0001~[0-9a-f]{8}$/);
  expect(one).not.toBe(other);
  expect(keptId("5171995704880001", mark)).toBe(one);
  expect(keptId("TILL-20261120-0001", mark)).toBe("TILL-20261120-0001");
});

test("marks of two sessions cannot be compared", () => {
  expect(newMarker()("5171995704880001")).not.toBe(newMarker()("5171995704880001"));
});

test("every scenario says why, by what rule and where to look, and checks three things or more", () => {
  expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
  for (const { reason, reference, lookAt, rules } of SCENARIOS) {
    expect([reason, reference, lookAt].every((text) => text.length > 10)).toBe(true);
    expect(rules.length).toBeGreaterThanOrEqual(3);
  }
});

test("a bank that signs without a token is asked nothing about tokens", () => {
  const ids = (usesTokens: boolean) => scenariosFor("snap", usesTokens).map(({ id }) => id);
  expect(ids(true).filter((id) => !ids(false).includes(id))).toEqual(["token-reuse", "token-ended"]);
  expect(ids(false)).not.toContain("answer-signature-wrong");
});

test("the partners' page tells of every scenario, by its title", () => {
  const page = readFileSync("docs/partners/partner-mode.md", "utf8");
  expect(SCENARIOS.filter(({ id, title }) => !page.includes(`| \`${id}\` | ${title} |`))).toEqual([]);
});
