import { readFileSync, statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openKms } from "../../infra/local/aws/kms.ts";
import { gatewayKeys } from "../../infra/local/gateway-keys.ts";
import { tempDataDir } from "./temp-data-dir.ts";

const kidsOf = (jwks: string): string[] =>
  JSON.parse(jwks).keys.map(({ crv, kid }: { crv: string; kid: string }) => `${crv} ${kid}`);

test("the keys are made once, the public halves are published, and nothing secret is", async () => {
  const dir = tempDataDir();
  const kms = openKms(dir.masterKey);
  const made = await gatewayKeys(dir.gatewayKeys, kms);
  expect(await gatewayKeys(dir.gatewayKeys, kms)).toEqual(made);
  expect(statSync(dir.gatewayKeys).mode & 0o777).toBe(0o600);
  expect(kidsOf(made.jwks).map((kid) => kid.split(" ")[0])).toEqual(["P-256", "Ed25519", "P-256"]);
  for (const key of JSON.parse(made.jwks).keys) expect(key).not.toHaveProperty("d");
});

test("a data folder of an older version gets the keys that sign answers and audit roots, and keeps the others", async () => {
  const dir = tempDataDir();
  const kms = openKms(dir.masterKey);
  const made = await gatewayKeys(dir.gatewayKeys, kms);
  const { answer: _, audit: __, ...older } = JSON.parse(readFileSync(dir.gatewayKeys, "utf8"));
  const jwks = JSON.stringify({ keys: JSON.parse(made.jwks).keys.slice(0, 1) });
  writeFileSync(dir.gatewayKeys, JSON.stringify({ ...older, jwks }));
  const opened = await gatewayKeys(dir.gatewayKeys, kms);
  expect(opened).toMatchObject({
    nikHash: made.nikHash,
    data: made.data,
    token: made.token,
    feed: made.feed,
  });
  expect(kidsOf(opened.jwks)).toEqual([
    kidsOf(made.jwks)[0],
    expect.stringMatching(/^Ed25519 /),
    expect.stringMatching(/^P-256 /),
  ]);
  expect(await gatewayKeys(dir.gatewayKeys, kms)).toEqual(opened);
});
