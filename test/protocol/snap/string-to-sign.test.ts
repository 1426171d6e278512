import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  bodyHash,
  tokenStringToSign,
  transactionStringToSign,
} from "../../../shared/protocol/snap/string-to-sign.ts";
import { signHmac, verifyHmac } from "../../../shared/signature/hmac.ts";

const OWN = { secret: "uji-coba-rahasia-klien-0001", token: "TKN.uji.9f3a71c2" };

/** Known answers: V1 of a public demonstration, and four of our own that were computed with another program. */
const VECTORS = [
  {
    name: "V1",
    secret: "myclientsecret",
    token: "myaccesstoken",
    method: "POST",
    path: "/v1.0/qr/qr-mpm-generate",
    timestamp: "2024-03-05T10:37:16.196Z",
    body: `{"partnerReferenceNo":"2020102900000000000001","amount":{"value":"12345678.00","currency":"IDR"},"feeAmount":{"value":"12345678.00","currency":"IDR"},"merchantId":"00007100010926","terminalId":"213141251124","validityPeriod":"2009-07-03T12:08:56-07:00"}`,
    hash: "01463f60dbb6ca538581579dd95b31c8ba9fc6600eca750e4d8460ca4e402111",
    signature: "wmzT7yjg1SxxCsxNsFgCR9SYXiZGGbceF6fV8xe97sAMHxZ+7OEBMIBmvb6Sj6GcksGp3iv77DiomgSbcST3XQ==",
  },
  {
    ...OWN,
    name: "own inquiry",
    method: "POST",
    path: "/v1.0/transfer-va/inquiry",
    timestamp: "2026-11-20T09:14:05+07:00",
    body: `{"partnerServiceId":"   77210","customerNo":"0812000000431","virtualAccountNo":"   772100812000000431","trxDateInit":"2026-11-20T09:14:05+07:00","channelCode":6011,"language":"ID","inquiryRequestId":"INQ-20261120-091405-000431","additionalInfo":{}}`,
    hash: "e2a4058df4909c774146777f1ed75961020625d6227d52200cca356eb3efe303",
    signature: "UalZEK+56rUBumxeHwObXRHmRO5jK3cwMXK31DYJSAn9/uUcExBJ5knXaPsiWuhLWQ7QkFvK98CYpTbXoqm2vQ==",
  },
  {
    ...OWN,
    name: "own payment",
    method: "POST",
    path: "/v1.0/transfer-va/payment",
    timestamp: "2026-11-20T09:15:11+07:00",
    body: `{"partnerServiceId":"   77210","customerNo":"0812000000431","virtualAccountNo":"   772100812000000431","virtualAccountName":"SITI RAHAYU","paymentRequestId":"INQ-20261120-091405-000431","channelCode":6011,"paidAmount":{"value":"187500.00","currency":"IDR"},"totalAmount":{"value":"187500.00","currency":"IDR"},"trxDateTime":"2026-11-20T09:15:11+07:00","referenceNo":"70011204431","flagAdvise":"N","billDetails":[],"additionalInfo":{}}`,
    hash: "ed4f185f04aaaaf57fe8b7c98b39422743dbdce92cd180c3b83ec5035337c82f",
    signature: "8uFuvE2iicAizn4DE6l5oTh5gp5JxDes2gIaBe5P6KS/yDZbQqLyI06RQLN+CVJm6fZi4ZaHQo6kyiNjq8Cz2A==",
  },
  {
    ...OWN,
    name: "own status",
    method: "POST",
    path: "/v1.0/transfer-va/status",
    timestamp: "2026-11-20T09:20:00+07:00",
    body: `{"partnerServiceId":"   77210","customerNo":"0812000000431","virtualAccountNo":"   772100812000000431","inquiryRequestId":"INQ-20261120-091405-000431","paymentRequestId":"INQ-20261120-091405-000431","additionalInfo":{}}`,
    hash: "8f1684db87b13eaa53434d328249d37e1d6d1c293565fdbe3951c6117ff21a3c",
    signature: "/R1lyNTs7XXoZTNdaKcb9tVgtTDK+S/2cE6Cz3ehy42yFzOUTg7sV9+XYQISUC7WBP5iHLBJw1+7E4eVw0yc4w==",
  },
  {
    ...OWN,
    name: "own report without a body",
    method: "GET",
    path: "/v1.0/transfer-va/report?endDate=2026-11-20&startDate=2026-11-20",
    timestamp: "2026-11-21T01:00:00+07:00",
    body: "",
    hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    signature: "l8t9DtCaoqeXK/Lmv4C7M6MqJdQasYjpsn/8SqkeQ5UpVeUgfvY7RLijmDgiTIf6jJGzuRXfx0FOZYdRveOfQQ==",
  },
] as const;

describe("string to sign", () => {
  it.each(VECTORS)("vector $name: known string, hash and signature", (vector) => {
    const hash = bodyHash(Buffer.from(vector.body));
    expect(hash).toBe(vector.hash);
    const text = transactionStringToSign({ ...vector, bodyHash: hash });
    expect(signHmac(vector.secret, text)).toBe(vector.signature);
  });

  it("vector V10, snap-bi 8.3: an empty body has the hash of nothing, not an empty segment", () => {
    expect(bodyHash(new Uint8Array())).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
  });

  it("the token call signs client key and timestamp only", () => {
    expect(tokenStringToSign("bank-uji-01", "2026-11-20T09:14:04+07:00")).toBe(
      "bank-uji-01|2026-11-20T09:14:04+07:00",
    );
  });

  it("the method is upper case, everything else verbatim", () => {
    const parts = { method: "post", path: "/Snap/v1.0/x", token: "aBc", bodyHash: "00", timestamp: "T" };
    expect(transactionStringToSign(parts)).toBe("POST:/Snap/v1.0/x:aBc:00:T");
  });

  describe("wrong rules make other signatures", () => {
    const [, inquiry] = VECTORS;
    const { method, path, token, timestamp, hash, secret, body } = inquiry;
    const good = transactionStringToSign({ method, path, token, timestamp, bodyHash: hash });
    const sha = (text: string) => createHash("sha256").update(text).digest("hex");

    it.each([
      ["body segment dropped", `${method}:${path}:${token}:${timestamp}`],
      ["body segment empty", `${method}:${path}:${token}::${timestamp}`],
      ["upper-case hash", `${method}:${path}:${token}:${hash.toUpperCase()}:${timestamp}`],
      ["body itself instead of its hash", `${method}:${path}:${token}:${body}:${timestamp}`],
      ["all white space stripped", `${method}:${path}:${token}:${sha(body.replace(/\s/g, ""))}:${timestamp}`],
      ["no token (type 2)", `${method}:${path}:${hash}:${timestamp}`],
      ["lower-case token", `${method}:${path}:${token.toLowerCase()}:${hash}:${timestamp}`],
      ["Bearer in the token slot", `${method}:${path}:Bearer ${token}:${hash}:${timestamp}`],
      ["another path prefix", `${method}:/snap${path}:${token}:${hash}:${timestamp}`],
      ["timestamp reformatted", `${method}:${path}:${token}:${hash}:2026-11-20T02:14:05Z`],
      ["separators with a space", `${method}: ${path}: ${token}: ${hash}: ${timestamp}`],
    ])("%s", (_rule, text) => {
      expect(verifyHmac(secret, good, signHmac(secret, text))).toBe(false);
    });

    it("HMAC-SHA256 instead of SHA-512", () => {
      const signature = createHmac("sha256", secret).update(good).digest("base64");
      expect(verifyHmac(secret, good, signature)).toBe(false);
    });
  });
});
