import { describe, expect, it } from "vitest";
import { verifyHmac } from "../../shared/signature/hmac.ts";
import { named, SNAP_VECTORS } from "./snap-vectors.ts";

const { text: TEXT, signature: SIGNATURE } = named(SNAP_VECTORS.hmacs, "V9");

describe("HMAC-SHA512", () => {
  it("another text or another secret does not verify", () => {
    expect(verifyHmac("s3cr3t", `${TEXT} `, SIGNATURE)).toBe(false);
    expect(verifyHmac("s3cr3T", TEXT, SIGNATURE)).toBe(false);
  });

  it.each([
    ["no padding", SIGNATURE.slice(0, -2)],
    ["one padding character", SIGNATURE.slice(0, -1)],
    ["a space behind", `${SIGNATURE} `],
    ["a line break inside", `${SIGNATURE.slice(0, 40)}\n${SIGNATURE.slice(40)}`],
    ["the URL alphabet", SIGNATURE.replaceAll("+", "-").replaceAll("/", "_")],
    ["lower case", SIGNATURE.toLowerCase()],
    ["unused bits that are not zero", SIGNATURE.replace("/w==", "/x==")],
    ["hex", Buffer.from(SIGNATURE, "base64").toString("hex")],
    ["63 bytes", Buffer.from(SIGNATURE, "base64").subarray(1).toString("base64")],
    ["nothing", ""],
  ])(
    "snap-bi 8.5: a signature is compared on decoded bytes of strict base64; refuses %s",
    (_what, signature) => {
      expect(verifyHmac("s3cr3t", TEXT, signature)).toBe(false);
    },
  );
});
