import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../shared/signature/message-signature.ts";
import { signatureBase } from "../../shared/signature/signature-base.ts";
import { readSignature } from "../../shared/signature/signature-input.ts";

describe("RFC 9421 appendix B", () => {
  const request = {
    method: "POST",
    path: "/foo",
    headers: new Map([
      ["host", "example.com"],
      ["date", "Tue, 20 Apr 2021 02:07:55 GMT"],
      ["content-type", "application/json"],
      ["content-length", "18"],
    ]),
  };
  const signedBy = (input: string, signature: string) => ({
    ...request,
    headers: new Map([...request.headers, ["signature-input", input], ["signature", signature]]),
  });

  it("B.2.5: hmac-sha256 over date, authority and content type", () => {
    const shared = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
    const message = signedBy(
      'sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
      "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:",
    );
    const reading = readSignature(message.headers);
    if (reading.kind !== "read") throw new Error("not read");
    const base = signatureBase(reading.input.covered, message);
    expect(base).toEqual({
      kind: "base",
      text: [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@authority": example.com',
        '"content-type": application/json',
        '"@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
      ].join("\n"),
    });
    if (base.kind !== "base") return;
    const mac = createHmac("sha256", Buffer.from(shared, "base64")).update(base.text).digest();
    expect(mac.equals(reading.input.signature)).toBe(true);
  });

  it("B.2.6: ed25519 over date, method, path, authority, content type and length", () => {
    const publicKeyPem =
      "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n-----END PUBLIC KEY-----\n";
    const message = signedBy(
      'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:",
    );
    const reading = readSignature(message.headers);
    if (reading.kind !== "read") throw new Error("not read");
    const verdictOf = (asked: typeof message) =>
      verifyRequest(reading.input, asked, { algorithm: "ed25519", publicKeyPem }).kind;
    expect(verdictOf(message)).toBe("genuine");
    expect(verdictOf({ ...message, path: "/bar" })).toBe("wrong");
  });
});
