import { describe, expect, it } from "vitest";
import { tokenStringToSign, transactionStringToSign } from "../../../shared/protocol/snap/string-to-sign.ts";

/** The known answers, and the rules that must fail, are in test/signature/snap-vectors.json. */
describe("string to sign", () => {
  it("the token call signs client key and timestamp only", () => {
    expect(tokenStringToSign("bank-uji-01", "2026-11-20T09:14:04+07:00")).toBe(
      "bank-uji-01|2026-11-20T09:14:04+07:00",
    );
  });

  it("the method is upper case, everything else verbatim", () => {
    const parts = { method: "post", path: "/Snap/v1.0/x", token: "aBc", bodyHash: "00", timestamp: "T" };
    expect(transactionStringToSign(parts)).toBe("POST:/Snap/v1.0/x:aBc:00:T");
  });
});
