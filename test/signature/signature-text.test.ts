import { describe, expect, it } from "vitest";
import { signHmac, verifyHmac } from "../../shared/signature/hmac.ts";
import { decodeSignature } from "../../shared/signature/signature-text.ts";

describe("the text of a signature", () => {
  const hex = signHmac("s3cr3t", "text", "hex");
  const base64 = signHmac("s3cr3t", "text");

  it("snap-bi 8.5: stands for the same bytes in either encoding, and is read in the agreed one only", () => {
    expect(decodeSignature(hex, "hex")).toEqual(decodeSignature(base64, "base64"));
    expect(verifyHmac("s3cr3t", "text", hex, "hex")).toBe(true);
    expect(verifyHmac("s3cr3t", "text", base64, "hex")).toBe(false);
    expect(verifyHmac("s3cr3t", "text", hex)).toBe(false);
  });

  it.each([
    ["capitals", hex.toUpperCase()],
    ["one capital", hex.replace(/[a-f]/, (letter) => letter.toUpperCase())],
    ["a prefix", `0x${hex}`],
    ["a blank", `${hex} `],
    ["half a byte", hex.slice(1)],
    ["nothing", ""],
  ])("snap-bi 8.5: hexadecimal with %s is no signature", (_what, text) => {
    expect(decodeSignature(text, "hex")).toBeUndefined();
    expect(verifyHmac("s3cr3t", "text", text, "hex")).toBe(false);
  });
});
