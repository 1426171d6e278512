import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { cachedDirectory } from "../../shared/partner/cached-directory.ts";
import type { Credential } from "../../shared/partner/credential.ts";
import { PartnerId, type PartnerProfile } from "../../shared/partner/partner.ts";
import { directoryOf, putCredential, putPartner, readDirectory } from "../../shared/partner/partner-store.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { newKeyring } from "../engine/keyring.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { placeOf, STANDARD_SNAP, USUAL_TERMS } from "./sample-profile.ts";

let engine: TestLedger;
let keys: Keyring;
beforeAll(async () => {
  engine = await startTestLedger();
  keys = await newKeyring();
});
afterAll(() => engine.stop());

const BRI: PartnerProfile = {
  partnerId: PartnerId.parse("bri"),
  name: "Bank Rakyat Indonesia",
  ...USUAL_TERMS,
  channels: [placeOf("BRILINK")],
  snap: {
    ...STANDARD_SNAP,
    basePath: "/snap",
    clientKey: "bri-3f9c1a70",
    xPartnerId: "bri-3f9c1a70",
    partnerServiceId: "77210",
    channelId: "00003",
  },
};

describe("the registry", () => {
  it("gives partners by id and client key with their credentials opened, in one round trip", async () => {
    const secret = randomBytes(24).toString("base64url");
    const credential: Credential = { kind: "hmac-secret", keyId: "s1", state: "active", secret };
    await putPartner(engine.ledger, BRI);
    await putCredential(engine.ledger, keys, BRI.partnerId, credential);
    engine.takeCalls();
    const directory = await readDirectory(engine.ledger, keys, "sandbox");
    expect(engine.takeCalls()).toEqual(["Query"]);
    expect(directory.byId("bri")).toEqual({ profile: BRI, credentials: [credential] });
    expect(directory.bySnapClientKey("bri-3f9c1a70")?.profile.partnerId).toBe("bri");
    expect(directory.bySnapClientKey("bri-unknown")).toBeUndefined();

    const stored = await engine.ledger.read({ PK: "PARTNERS", SK: "bri#KEY#s1" });
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it("never hands out a revoked credential", async () => {
    const credential: Credential = { kind: "hmac-secret", keyId: "s2", state: "revoked", secret: "old" };
    await putCredential(engine.ledger, keys, BRI.partnerId, credential);
    const directory = await readDirectory(engine.ledger, keys, "sandbox");
    expect(directory.byId("bri")?.credentials.map(({ keyId }) => keyId)).not.toContain("s2");
  });
});

describe("the cached registry", () => {
  const empty = directoryOf([]);

  it("is read once in ten seconds, however many ask at once", async () => {
    let now = instant(1_000_000);
    let reads = 0;
    const directory = cachedDirectory(
      async () => {
        reads++;
        return empty;
      },
      () => now,
    );
    await Promise.all([directory(), directory(), directory()]);
    now = instant(now + 9_999);
    await directory();
    expect(reads).toBe(1);
    now = instant(now + 1);
    await directory();
    expect(reads).toBe(2);
  });

  it("is not used past its age when the store cannot be read, and recovers with it", async () => {
    let now = instant(1_000_000);
    let up = true;
    const directory = cachedDirectory(
      () => (up ? Promise.resolve(empty) : Promise.reject(new Error("unreadable"))),
      () => now,
    );
    await directory();
    now = instant(now + 10_000);
    up = false;
    await expect(directory()).rejects.toThrow("unreadable");
    up = true;
    expect(await directory()).toBe(empty);
  });
});
