import { afterAll, describe, expect, it } from "vitest";
import { h2hClient } from "../../../infra/cli/h2h-client.ts";
import { addPartner } from "../../../infra/cli/partner/add-partner.ts";
import { revokeKey } from "../../../infra/cli/partner/revoke-key.ts";
import { rotateKey } from "../../../infra/cli/partner/rotate-key.ts";
import { bankFile, closeDesks, keyPair, openTestDesk, rsa, shopFile } from "./desk.ts";
import { openServedDesk } from "./served-desk.ts";

afterAll(closeDesks);

const NIK = "9999991503850001";
const TEN_SECONDS_MS = 10_000;
const MINUTE_MS = 60_000;

/** A shop with one key. */
async function connectedShop() {
  const desk = await openTestDesk();
  const first = keyPair();
  const given = { key: desk.file("1.pem", first.publicPem) };
  await addPartner(desk, desk.file("p.json", shopFile()), given);
  const states = async () =>
    Object.fromEntries(
      (await desk.partner("koperasi")).keys.map(({ credential: { keyId, state }, environment }) => [
        keyId,
        `${environment} ${state}`,
      ]),
    );
  const next = () => desk.file("next.pem", keyPair().publicPem);
  return Object.assign(desk, { first, states, next });
}

describe("a rotation", () => {
  it("makes the new key active and lets the old one retire at the end of the overlap, in one step", async () => {
    const desk = await connectedShop();
    const before = desk.machineNow();
    await rotateKey(desk, "koperasi", { key: desk.next(), overlap: "12h" });
    const [old, fresh] = (await desk.partner("koperasi")).keys.map(({ credential }) => credential);
    expect(fresh).toMatchObject({ keyId: "koperasi-sandbox-02", state: "active" });
    expect(old?.state).toBe("retiring");
    expect(Math.abs((old?.until ?? 0) - before - 12 * 60 * MINUTE_MS)).toBeLessThan(5_000);
  });

  it("may be two steps: the next key works beside the old one until it is promoted", async () => {
    const desk = await connectedShop();
    await rotateKey(desk, "koperasi", { key: desk.next(), asNext: true, keyId: "k-2027" });
    expect(await desk.states()).toEqual({
      "k-2027": "sandbox next",
      "koperasi-sandbox-01": "sandbox active",
    });
    await rotateKey(desk, "koperasi", { promote: "k-2027" });
    expect(await desk.states()).toEqual({
      "k-2027": "sandbox active",
      "koperasi-sandbox-01": "sandbox retiring",
    });
    expect((await desk.audit()).map(([, action, subject]) => [action, subject])).toEqual([
      ["partner.add", "koperasi"],
      ["partner.key.next", "koperasi/k-2027"],
      ["partner.key.promote", "koperasi/k-2027"],
    ]);
  });

  it.each(["0d", "59s", "91d", "soon", "-1d"])("with an overlap of %s is refused", async (overlap) => {
    const desk = await connectedShop();
    await expect(rotateKey(desk, "koperasi", { key: desk.next(), overlap })).rejects.toThrow("--overlap");
  });

  it("issues a new secret to a bank, shown once", async () => {
    const desk = await openTestDesk();
    await addPartner(desk, desk.file("p.json", bankFile()), {});
    const said = await rotateKey(desk, "bankmaju", { secret: true });
    const secret = /shown this once only\n\s+(\S{43})/.exec(said)?.[1];
    const { keys } = await desk.partner("bankmaju");
    expect(keys.map(({ credential: { keyId, state } }) => `${keyId} ${state}`)).toEqual([
      "hmac-1 retiring",
      "hmac-2 active",
    ]);
    expect(keys[1]?.credential).toMatchObject({ secret });
  });

  it("asks for which protocol, where a partner has no key of this kind in one alone", async () => {
    const desk = await openTestDesk();
    const both = { ...bankFile(), h2h: { skewSeconds: 300 } };
    await addPartner(desk, desk.file("p.json", both), {
      key: desk.file("r.pem", keyPair(rsa(2048)).publicPem),
    });
    const edwards = { key: desk.file("e.pem", keyPair().publicPem) };
    await expect(rotateKey(desk, "bankmaju", edwards)).rejects.toThrow("--protocol");
    await rotateKey(desk, "bankmaju", { ...edwards, protocol: "h2h" });
    await rotateKey(desk, "bankmaju", { secret: true });
    await rotateKey(desk, "bankmaju", { key: desk.file("e2.pem", keyPair().publicPem) });
    const ids = (await desk.partner("bankmaju")).keys.map(({ credential }) => credential.keyId);
    expect(ids).toEqual(["bankmaju-sandbox-01", "bankmaju-sandbox-02", "hmac-1", "hmac-2", "rsa-1"]);
  });
});

describe("the keys of two environments", () => {
  it("are never one key, whichever was first", async () => {
    const desk = await connectedShop();
    const same = desk.file("same.pem", desk.first.publicPem);
    await expect(rotateKey(desk.live, "koperasi", { key: same })).rejects.toThrow("a key of their own");
    const live = desk.file("live.pem", keyPair().publicPem);
    await rotateKey(desk.live, "koperasi", { key: live });
    await expect(rotateKey(desk, "koperasi", { key: live })).rejects.toThrow("(production)");
    expect(await desk.states()).toEqual({
      "koperasi-production-01": "production active",
      "koperasi-sandbox-01": "sandbox active",
    });
  });

  it("a sandbox's rotation leaves the production keys as they are", async () => {
    const desk = await connectedShop();
    await rotateKey(desk.live, "koperasi", { key: desk.file("live.pem", keyPair().publicPem) });
    await rotateKey(desk, "koperasi", { key: desk.next() });
    expect(await desk.states()).toMatchObject({ "koperasi-production-01": "production active" });
  });
});

describe("a revoked key", () => {
  it("does not come back, under its own name or another", async () => {
    const desk = await connectedShop();
    const said = await revokeKey(desk, "koperasi", "koperasi-sandbox-01");
    expect(said).toContain("No other key is good");
    const again = { key: desk.file("again.pem", desk.first.publicPem) };
    await expect(rotateKey(desk, "koperasi", again)).rejects.toThrow("registered already");
    const reused = { key: desk.next(), keyId: "koperasi-sandbox-01" };
    await expect(rotateKey(desk, "koperasi", reused)).rejects.toThrow("was used before");
    await expect(rotateKey(desk, "koperasi", { promote: "koperasi-sandbox-01" })).rejects.toThrow("revoked");
  });
});

describe("at the gateway", () => {
  it("old and new key both sign during the overlap; the old one ends at its end and not a moment later", async () => {
    const desk = await openServedDesk();
    await desk.registerWorker(NIK);
    await addPartner(desk, desk.file("p.json", shopFile()), { play: true });
    const old = desk.shop("koperasi");
    await rotateKey(desk, "koperasi", { play: true, overlap: "1m" });
    const fresh = desk.shop("koperasi");
    const asks = async () => {
      const replies = await Promise.all([old, fresh].map((shop) => shop.inquiry({ nik: NIK, months: 1 })));
      return replies.map(({ status }) => status);
    };
    desk.letTimePass(TEN_SECONDS_MS);
    expect(await asks()).toEqual([201, 201]);
    desk.letTimePass(42_000);
    expect(await asks()).toEqual([201, 201]);
    // The gateway's copy of the registry is eight seconds old here, and not read anew: it is the key's own end that refuses.
    desk.letTimePass(8_100);
    expect(await asks()).toEqual([401, 201]);
  });

  it.each(["sandbox", "production"] as const)(
    "of %s, keys of the other environment open nothing",
    async (environment) => {
      const desk = await openServedDesk(environment);
      const pairs = { sandbox: keyPair(), production: keyPair() };
      await addPartner(desk, desk.file("p.json", shopFile()), {
        key: desk.file("1.pem", pairs.sandbox.publicPem),
      });
      await rotateKey(desk.live, "koperasi", { key: desk.file("2.pem", pairs.production.publicPem) });
      const asks = (["sandbox", "production"] as const).map((of) => {
        const own = {
          keyId: `koperasi-${of}-01`,
          algorithm: "ed25519",
          privateKeyPem: pairs[of].privatePem,
        } as const;
        return h2hClient(desk.gatewayUrl, own).status("NEVER-SENT");
      });
      const [sandbox, production] = (await Promise.all(asks)).map(({ status }) => status);
      expect({ sandbox, production }).toEqual({ sandbox: 401, production: 401, [environment]: 404 });
    },
  );

  it("a revoked key is refused within ten seconds", async () => {
    const desk = await openServedDesk();
    await desk.registerWorker(NIK);
    await addPartner(desk, desk.file("p.json", shopFile()), { play: true });
    const shop = desk.shop("koperasi");
    expect((await shop.inquiry({ nik: NIK, months: 1 })).status).toBe(201);
    await revokeKey(desk, "koperasi", "koperasi-sandbox-01");
    desk.letTimePass(TEN_SECONDS_MS);
    expect((await shop.inquiry({ nik: NIK, months: 1 })).status).toBe(401);
  });
});
