import { createSecretKey, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openSeal, seal } from "../../shared/seal/seal.ts";

const key = createSecretKey(randomBytes(32));

describe("a sealed text", () => {
  it("opens for its owner under its key", () => {
    expect(openSeal(key, "MEMBER#a", seal(key, "MEMBER#a", "Siti Rahayu é 漢"))).toBe("Siti Rahayu é 漢");
  });

  it("is never the same twice and shows nothing of its text", () => {
    const sealed = seal(key, "MEMBER#a", "Siti Rahayu");
    expect(sealed).not.toBe(seal(key, "MEMBER#a", "Siti Rahayu"));
    expect(Buffer.from(sealed.slice(3), "base64url").toString("latin1")).not.toContain("Siti");
  });

  it("does not open for another owner, under another key, changed by a bit, cut short or in another format", () => {
    const sealed = seal(key, "MEMBER#a", "x");
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    bytes[14] = (bytes[14] ?? 0) ^ 1;
    const broken = { code: "SEAL_BROKEN" };
    expect(() => openSeal(key, "MEMBER#b", sealed)).toThrow(expect.objectContaining(broken));
    expect(() => openSeal(createSecretKey(randomBytes(32)), "MEMBER#a", sealed)).toThrow(
      expect.objectContaining(broken),
    );
    expect(() => openSeal(key, "MEMBER#a", `s1.${bytes.toString("base64url")}`)).toThrow(
      expect.objectContaining(broken),
    );
    expect(() => openSeal(key, "MEMBER#a", sealed.slice(0, 20))).toThrow(expect.objectContaining(broken));
    expect(() => openSeal(key, "MEMBER#a", sealed.replace("s1.", "s2."))).toThrow(
      expect.objectContaining(broken),
    );
  });
});
