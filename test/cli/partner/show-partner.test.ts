import { generateKeyPairSync } from "node:crypto";
import { CompactSign } from "jose";
import { afterAll, expect, it } from "vitest";
import { addPartner } from "../../../infra/cli/partner/add-partner.ts";
import { rotateKey } from "../../../infra/cli/partner/rotate-key.ts";
import { setStanding } from "../../../infra/cli/partner/set-standing.ts";
import { showPartner } from "../../../infra/cli/partner/show-partner.ts";
import { bankFile, closeDesks, keyPair, shopFile, type TestDesk } from "./desk.ts";
import { openServedDesk } from "./served-desk.ts";

afterAll(closeDesks);

/** The lines of the checklist without a tick. */
const open = (said: string) =>
  said.split("\n").flatMap((line) => /^ {2}\[ \] [^:]*? \/ ([^:]*): /.exec(line)?.[1] ?? []);

const signer = generateKeyPairSync("ed25519");
const publicSet = { keys: [{ ...signer.publicKey.export({ format: "jwk" }), kid: "sandbox", alg: "EdDSA" }] };

/** A certificate as the sandbox signs it. */
function certificate(more: Record<string, unknown> = {}, key = signer.privateKey): Promise<string> {
  const content = {
    ...{ iss: "kanal-sandbox", sub: "koperasi", jti: "S-1", iat: 1_795_000_000, environment: "sandbox" },
    ...{ mode: "partner", kind: "conformance", timeScale: 1, protocol: "h2h", kitVersion: "1" },
    repeatKeepsExternalId: false,
    cases: { total: 9, passed: 9, failed: 0, skipped: 0 },
    assertions: { total: 40, failed: 0 },
    ...{ scenarios: [], exchanges: 30, recordSha256: "00" },
    ...{ startedAt: "2026-11-20T03:00:00.000Z", endedAt: "2026-11-20T03:09:00.000Z" },
    ...more,
  };
  return new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: "EdDSA", kid: "sandbox" })
    .sign(key);
}

const shown = (desk: TestDesk, text?: string) =>
  showPartner(desk, "koperasi", {
    certificateKeys: desk.file("jwks.json", publicSet),
    ...(text !== undefined && { certificate: desk.file("certificate.jws", text) }),
  });

it("ticks the way to real money from what the registry knows, item by item", async () => {
  const desk = await openServedDesk();
  const addresses = ["203.0.113.0/28"];
  await addPartner(desk, desk.file("p.json", shopFile()), { play: true });
  expect(open(await shown(desk))).toEqual([
    "Has called the sandbox",
    "production keys present",
    "Production keys differ from the sandbox's",
    "Production keys strong",
    "No key ends this week",
    "Source addresses known",
    "Conformance certificate",
  ]);
  await desk.shop("koperasi").inquiry({ nik: "9999991503850001", months: 1 });
  await addPartner(desk, desk.file("p.json", shopFile({ addresses })), { replace: true });
  await rotateKey(desk.live, "koperasi", { key: desk.file("live.pem", keyPair().publicPem) });
  await expect
    .poll(async () => open(await shown(desk)), { timeout: 2_000 })
    .toEqual(["Conformance certificate"]);
  const said = await shown(desk, await certificate());
  expect(open(said)).toEqual([]);
  expect(said).toContain("Going live: 12/12");

  await setStanding(desk, "koperasi", "suspended");
  await rotateKey(desk.live, "koperasi", { key: desk.file("live2.pem", keyPair().publicPem), overlap: "2d" });
  expect(open(await shown(desk, await certificate()))).toEqual(["Partner active", "No key ends this week"]);
});

it("waits for no use of a secret by a bank that signs without a token", async () => {
  const desk = await openServedDesk();
  const file = desk.file("b.json", bankFile({}, { signature: "asymmetric-without-token" }));
  await addPartner(desk, file, { play: true });
  const shownBank = () => showPartner(desk, "bankmaju", {});
  expect((await desk.partner("bankmaju")).keys.map(({ credential }) => credential.kind)).toContain(
    "hmac-secret",
  );
  expect(open(await shownBank())).toContain("Has called the sandbox");
  await desk.bank("bankmaju").inquiry({ customerNo: "9999991503850001", inquiryRequestId: "GO-1" });
  await expect
    .poll(async () => open(await shownBank()), { timeout: 2_000 })
    .not.toContain("Has called the sandbox");
});

it.each([
  [
    "that another key signed",
    () => certificate({}, generateKeyPairSync("ed25519").privateKey),
    "not signed by the sandbox",
  ],
  ["of another partner", () => certificate({ sub: "alfamart" }), "that of alfamart"],
  ["of a rehearsal", () => certificate({ kind: "rehearsal", timeScale: 0.1 }), "a rehearsal only"],
  ["of another form", () => certificate({ iss: "somebody" }), "of a form that is not known"],
])("takes no certificate %s", async (_, made, words) => {
  const desk = await openServedDesk();
  await addPartner(desk, desk.file("p.json", shopFile()), { play: true });
  const said = await shown(desk, await made());
  expect(open(said)).toContain("Conformance certificate");
  expect(said).toContain(words);
});
