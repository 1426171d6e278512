import { describe, expect, it } from "vitest";
import { signHmac, verifyHmac } from "../../shared/signature/hmac.ts";

const TEXT = "POST:/v1.0/access-token/b2b:2026-09-10T10:00:00.000+07:00";
const SIGNATURE = "QAklk7fG5uW/SgnvNG2DEIn+O7Ru/N/xqRVF4PAesGTFsnRbk7FXOJw5xkqENsLovAew2d5yP7dsOcS4xsQ2/w==";

describe("HMAC-SHA512", () => {
  it("vector V9: a known text has its known signature", () => {
    expect(signHmac("s3cr3t", TEXT)).toBe(SIGNATURE);
    expect(Buffer.from(SIGNATURE, "base64").toString("hex")).toBe(
      "40092593b7c6e6e5bf4a09ef346d831089fe3bb46efcdff1a91545e0f01eb064c5b2745b93b157389c39c64a8436c2e8bc07b0d9de723fb76c39c4b8c6c436ff",
    );
    expect(verifyHmac("s3cr3t", TEXT, SIGNATURE)).toBe(true);
  });

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
