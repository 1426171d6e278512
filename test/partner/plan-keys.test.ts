import { describe, expect, it } from "vitest";
import type { KeyRecord } from "../../shared/partner/key-record.ts";
import { type KeyPlan, planNewKey, planPromotion, planRevocation } from "../../shared/partner/plan-keys.ts";
import { h2hKey, later, NOW, recordOf, registered, snapSecret } from "./key-samples.ts";

const UNTIL = later(7 * 86_400_000);

/** The plan in short: `key: state before -> state after (end)`. */
const shortly = (plan: KeyPlan) =>
  plan.kind === "refused"
    ? plan.refusal.reason
    : plan.changes.map(({ record: { credential }, was = "none" }) => {
        const end = credential.until === undefined ? "" : ` until ${credential.until - NOW}`;
        return `${credential.keyId}: ${was} -> ${credential.state}${end}`;
      });

const promote = (keys: readonly KeyRecord[], keyId: string) =>
  shortly(planPromotion({ keys }, { keyId, until: UNTIL, now: NOW }));

describe("a new key", () => {
  const old = h2hKey("shop-1");
  const registry = [
    registered("shop", [recordOf(old), recordOf(h2hKey("shop-0", "revoked"))]),
    registered("bank", [recordOf(snapSecret("hmac-1"))]),
  ];
  const plan = (partnerId: "shop" | "bank", credential = h2hKey("shop-2", "next"), to = registry) => {
    const partner = to.find((each) => each.partnerId === partnerId);
    if (!partner) throw new RangeError(partnerId);
    return shortly(planNewKey(to, partner.partnerId, { credential, environment: "production", now: NOW }));
  };

  it("is added beside those that work", () => {
    expect(plan("shop")).toEqual(["shop-2: none -> next"]);
  });

  it("has an id that nobody had before, not even a revoked key or another partner", () => {
    expect(plan("shop", h2hKey("shop-1"))).toBe("key-id-taken");
    expect(plan("shop", h2hKey("shop-0"))).toBe("key-id-taken");
    expect(plan("bank", h2hKey("shop-1"))).toBe("key-id-taken");
  });

  it("may be called as a bank's secret is called: those ids are looked up within one partner", () => {
    expect(plan("shop", snapSecret("hmac-1", "next"))).toEqual(["hmac-1: none -> next"]);
  });

  it("is not one that is registered already, in whichever environment and under whatever name", () => {
    expect(plan("shop", { ...old, keyId: "shop-3" })).toBe("key-known");
    expect(plan("bank", { ...old, keyId: "bank-1" })).toBe("key-known");
  });

  it("is recognised however its PEM is wrapped", () => {
    if (!("publicKeyPem" in old)) throw new TypeError("a public key");
    const [begin = "", body = "", end = ""] = old.publicKeyPem.trim().split("\n");
    const wrapped = [begin, body.slice(0, 20), body.slice(20), end, ""].join("\r\n");
    expect(plan("shop", { ...old, keyId: "shop-3", publicKeyPem: wrapped })).toBe("key-known");
  });
});

describe("a promotion", () => {
  it("makes the next key active and lets the old one retire until a moment", () => {
    const keys = [recordOf(h2hKey("k1")), recordOf(h2hKey("k2", "next"))];
    expect(promote(keys, "k2")).toEqual([
      "k2: next -> active",
      `k1: active -> retiring until ${UNTIL - NOW}`,
    ]);
  });

  it("leaves keys of another role, of the other environment, and those that retire already, as they are", () => {
    const keys = [
      recordOf(snapSecret("s1")),
      recordOf(h2hKey("live"), "production"),
      recordOf({ ...h2hKey("k0", "retiring"), until: later(1_000) }),
      recordOf(h2hKey("gone", "revoked")),
      recordOf(h2hKey("k2", "next")),
    ];
    expect(promote(keys, "k2")).toEqual(["k2: next -> active"]);
  });

  it("is for a key that is next: not for one that is active, retiring, revoked or unknown", () => {
    const keys = (["active", "retiring", "revoked"] as const).map((state) => recordOf(h2hKey(state, state)));
    for (const { credential } of keys) expect(promote(keys, credential.keyId)).toBe("wrong-state");
    expect(promote(keys, "k9")).toBe("key-unknown");
  });

  it("can be of a key that is registered in the same breath", () => {
    const fresh = { record: recordOf(h2hKey("k2", "next")), was: undefined };
    const keys = [recordOf(h2hKey("k1"))];
    expect(shortly(planPromotion({ keys }, { keyId: "k2", until: UNTIL, now: NOW, fresh }))).toEqual([
      "k2: none -> active",
      `k1: active -> retiring until ${UNTIL - NOW}`,
    ]);
  });
});

describe("a revocation", () => {
  const keys = [recordOf({ ...h2hKey("k1", "retiring"), until: UNTIL }), recordOf(h2hKey("k0", "revoked"))];
  const revoke = (keyId: string) => shortly(planRevocation({ keys }, { keyId, now: NOW }));

  it("ends a key whatever it was, once", () => {
    expect(revoke("k1")).toEqual(["k1: retiring -> revoked"]);
    expect(revoke("k0")).toBe("wrong-state");
    expect(revoke("k9")).toBe("key-unknown");
  });
});
