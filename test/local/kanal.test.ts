import { readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { h2hClient } from "../../infra/cli/h2h-client.ts";
import type { H2hCredentials } from "../../infra/cli/h2h-signature.ts";
import { openDataDir } from "../../infra/local/data-dir.ts";
import { DataDirInUse } from "../../infra/local/durable-store.ts";
import { recordedEngine, signal } from "../../infra/local/engine/engine-process.ts";
import { type LocalKanal, startKanal } from "../../infra/local/kanal.ts";
import { dataFolder } from "../engine/data-folder.ts";
import { eventually } from "./eventually.ts";
import { type TillDesk, tillDesk } from "./till-desk.ts";

let dataDir: string;
let kanal: LocalKanal;
let desk: TillDesk;

beforeAll(async () => {
  dataDir = dataFolder("gateway");
  kanal = await startKanal({ dataDir, businessNow: "2026-11-20T10:00:00+07:00" });
  desk = tillDesk(kanal.sandboxFile);
});

afterAll(async () => {
  await kanal?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const put = (path: string, body: unknown) =>
  fetch(`${kanal.baseUrl}${path}`, { method: "PUT", body: JSON.stringify(body) });

test("sandbox.json holds what a partner would get, for its owner only", () => {
  const { baseUrl, partners, members } = desk.sandbox;
  expect(statSync(kanal.sandboxFile).mode & 0o777).toBe(0o600);
  expect(baseUrl).toBe(kanal.baseUrl);
  expect(partners.map(({ partnerId, protocol, channel }) => [partnerId, protocol, channel])).toEqual([
    ["bri", "snap", "BRILINK"],
    ["bni", "snap", "BNI_AGEN46"],
    ["pos", "h2h", "KANTOR_POS"],
    ["indomaret", "h2h", "INDOMARET"],
    ["alfamart", "h2h", "ALFAMART"],
    ["bca", "snap", "BANK_OTHER"],
    ["faspay", "snap", "BANK_OTHER"],
  ]);
  expect(partners[0]).toMatchObject({ basePath: "/snap", partnerServiceId: "   77210", channelId: "00003" });
  expect(partners[1]).toMatchObject({ basePath: "", h2h: { keyId: "bni-sandbox-01", algorithm: "ed25519" } });
  expect(partners[5]).toMatchObject({ basePath: "/openapi", repeatedPayment: "bca" });
  expect(partners[6]).toMatchObject({ signature: "asymmetric-without-token", paysWithoutInquiry: true });
  const pem = expect.stringContaining("PRIVATE KEY");
  expect(partners.slice(2, 5)).toEqual([
    expect.objectContaining({ keyId: "pos-sandbox-01", algorithm: "rsa-pss-sha512", privateKeyPem: pem }),
    expect.objectContaining({ keyId: "indomaret-sandbox-01", algorithm: "ed25519", privateKeyPem: pem }),
    expect.objectContaining({
      keyId: "alfamart-sandbox-01",
      algorithm: "hmac-sha256",
      secret: expect.any(String),
    }),
  ]);
  expect(Object.keys(JSON.parse(readFileSync(kanal.sandboxFile, "utf8")))).toEqual([
    "baseUrl",
    "partners",
    "members",
    "ops",
  ]);
  expect(members.length).toBeGreaterThanOrEqual(30);
});

test("the sample workers stand in every state that payments and the core can give", () => {
  const { members } = desk.sandbox;
  const count = (state: string) => members.filter((member) => member.state === state).length;
  for (const state of ["active", "grace", "ended", "deceased"])
    expect(count(state)).toBeGreaterThanOrEqual(2);
  const plain = members.filter(
    ({ state, programmes, sector }) =>
      state === "never-paid" && programmes.length === 2 && sector === "OTHER",
  );
  expect(plain.length).toBeGreaterThanOrEqual(10);
  expect(new Set(members.map((member) => member.nik)).size).toBe(members.length);
  // Born on 20 December 1961: 64 years and 11 months on 20 November 2026, and a woman.
  expect(members.some((member) => member.nik.slice(6, 12) === "601261")).toBe(true);
});

test("a payment at a till is active within moments", async () => {
  const payment = await desk.pay(desk.nextWorker().nik, 3);
  await kanal.settled();
  expect(await desk.stateOf(payment)).toBe("active");
});

test.each(["bni", "bca", "faspay"])("a payment at a till of %s is active as well", async (partnerId) => {
  const other = tillDesk(kanal.sandboxFile, partnerId);
  const payment = await other.pay(desk.nextWorker().nik, 2);
  await kanal.settled();
  expect(await other.stateOf(payment)).toBe("active");
});

test("a bank looks a member up with its H2H key", async () => {
  const { baseUrl, partners, members } = desk.sandbox;
  const { h2h } = partners[0] as { h2h?: H2hCredentials };
  const member = members.find(({ state }) => state === "active");
  if (!h2h || !member) throw new Error("bri has no H2H key in sandbox.json");
  const { status, body } = await h2hClient(baseUrl, h2h).lookup(member.nik);
  expect([status, JSON.stringify(body).includes(member.name)]).toEqual([200, false]);
});

test("the public keys verify the tokens: the key set names the key that the partner API signs with", async () => {
  const { body } = await desk.bank.token();
  const [header = ""] = String(body.accessToken).split(".");
  const { kid } = JSON.parse(Buffer.from(header, "base64url").toString());
  const keySet = await (await fetch(`${kanal.baseUrl}/.well-known/jwks.json`)).json();
  expect(keySet).toMatchObject({
    keys: [
      { kid, kty: "EC", crv: "P-256", use: "sig" },
      { kty: "OKP", crv: "Ed25519", use: "sig" },
      { kty: "EC", crv: "P-256", use: "sig" },
    ],
  });
});

test("a core that is down delays cover and loses nothing", async () => {
  await put("/sandbox/core", { mode: "down" });
  const payment = await desk.pay(desk.nextWorker().nik);
  await kanal.settled();
  expect(await desk.stateOf(payment)).toBe("accepted");
  await put("/sandbox/core", { mode: "up" });
  await expect.poll(() => desk.stateOf(payment), { timeout: 5_000 }).toBe("active");
});

test("a lost answer: the money is booked, the connection breaks, and the repeat gets the receipt", async () => {
  expect(await (await put("/sandbox/answers", { loseNext: 1 })).json()).toMatchObject({
    answers: { loseNext: 1 },
  });
  const { nik } = desk.nextWorker();
  await expect(desk.pay(nik)).rejects.toMatchObject({ code: "NO_ANSWER" });
  expect(await (await fetch(`${kanal.baseUrl}/sandbox`)).json()).toMatchObject({ answers: { loseNext: 0 } });
  await kanal.settled();
  const again = await desk.bank.inquiry({ customerNo: nik, inquiryRequestId: "after-the-loss" });
  // The month is bought: the next one is offered.
  expect(again.body).toMatchObject({ virtualAccountData: { billDetails: [{ billNo: "202612" }] } });
});

test("an engine that is killed under the running gateway comes back, and payments go on", async () => {
  const dir = openDataDir(dataDir);
  const before = recordedEngine(dir.engineRecord, dir.ledger);
  if (before) signal(before, "SIGKILL");
  await eventually(() => {
    const now = recordedEngine(dir.engineRecord, dir.ledger);
    return now !== undefined && now.pid !== before?.pid;
  });
  // Until it answers, a till hears 5xx and tries again, as a bank does.
  await expect.poll(() => fetch(kanal.engineUrl, { method: "POST" }).then(() => "answers")).toBe("answers");
  const payment = await desk.pay(desk.nextWorker().nik);
  await kanal.settled();
  expect(await desk.stateOf(payment)).toBe("active");
});

test("the business clock moves forward only, and refuses what is no time", async () => {
  const moved = await put("/sandbox/clock", { now: "2026-12-31T23:59:30+07:00" });
  expect(await moved.json()).toMatchObject({
    clock: { now: expect.stringMatching(/^2026-12-31T23:59:3\d/) },
  });
  expect((await put("/sandbox/clock", { now: "2026-12-01T00:00:00+07:00" })).status).toBe(409);
  expect((await put("/sandbox/clock", { now: "2026-12-31T23:59:59" })).status).toBe(400);
  expect((await put("/sandbox/core", { mode: "sideways" })).status).toBe(400);
  expect((await fetch(`${kanal.baseUrl}/sandbox/other`)).status).toBe(404);
});

test("a second gateway on the same folder, and one on a taken port, are refused before they touch anything", async () => {
  await expect(startKanal({ dataDir, fresh: true })).rejects.toBeInstanceOf(DataDirInUse);
  const server = createServer().listen(0, "127.0.0.1");
  const port = await new Promise<number>((resolve) =>
    server.once("listening", () => resolve((server.address() as { port: number }).port)),
  );
  const other = dataFolder("gateway");
  await expect(startKanal({ dataDir: other, port })).rejects.toMatchObject({ code: "PORT_TAKEN" });
  server.close();
  rmSync(other, { recursive: true });
});

test("what was booked when everything was killed is carried on by the next start, and its clock goes on", async () => {
  await kanal.relay.pause();
  const payment = await desk.pay(desk.nextWorker().nik);
  expect(await desk.stateOf(payment)).toBe("accepted");
  kanal.kill();
  kanal = await startKanal({ dataDir });
  expect(await (await fetch(`${kanal.baseUrl}/sandbox`)).json()).toMatchObject({
    clock: { now: expect.stringMatching(/^(2026-12-31T23:59|2027-01-01T00:0)/) },
  });
  const before = desk.sandbox.partners[0];
  desk = tillDesk(kanal.sandboxFile);
  expect(desk.sandbox.partners[0]).toEqual(before);
  await kanal.settled();
  expect(await desk.stateOf(payment)).toBe("active");
});

test("nothing that is kept but sandbox.json holds a NIK, a name or a secret", async () => {
  await kanal.settled();
  const { members, partners } = desk.sandbox;
  const secrets = [
    ...members.flatMap(({ nik, kpj, name }) => [nik, kpj, name]),
    ...partners.flatMap((partner) =>
      partner.protocol === "snap" ? partner.clientSecret : (partner.secret ?? []),
    ),
    "PRIVATE KEY",
  ];
  const names = [
    "ledger.db",
    "ledger.db-wal",
    "harness.db",
    "harness.db-wal",
    "gateway-keys.json",
    "engine.json",
  ];
  for (const name of names) {
    const content = readFileSync(join(dataDir, name)).toString("latin1");
    expect([name, secrets.filter((secret) => content.includes(secret))]).toEqual([name, []]);
  }
});
