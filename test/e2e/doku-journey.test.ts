import tokenService from "doku-nodejs-library/_services/tokenService.js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bodyHash, tokenlessStringToSign } from "../../shared/protocol/snap/string-to-sign.ts";
import { loadRsaPublicKey, verifyRsa } from "../../shared/signature/rsa.ts";
import { KEY } from "../local/explanation/snap-desk.ts";
import { dokuBank } from "./doku-bank.ts";
import { openSandbox, until } from "./sandbox.ts";

/**
 * doku-nodejs-library 1.0.52, with the faults that it has: what of them the gateway takes, and what not.
 */
let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let bank: ReturnType<typeof dokuBank>;
const zone = process.env.TZ;

beforeAll(async () => {
  sandbox = await openSandbox();
  bank = dokuBank(sandbox.baseUrl, sandbox.credentials("bni"));
});
afterEach(() => {
  process.env.TZ = zone ?? "UTC";
});
afterAll(() => sandbox.close());

const tokenOf = async (): Promise<string> => String((await bank.token()).accessToken);

const paymentOf = (paymentRequestId: string, value: string) => ({
  ...{ paymentRequestId, virtualAccountName: "dari  bank é 漢", referenceNo: "70011204431", flagAdvise: "N" },
  paidAmount: { value, currency: "IDR" },
  totalAmount: { value, currency: "IDR" },
  trxDateTime: "2026-11-20T09:15:11+07:00",
  additionalInfo: {},
});

describe.each([
  ["UTC", "-00:00"],
  ["Asia/Jakarta", "+07:00"],
])("on a machine in %s, where it writes times with %s", (timeZone, offset) => {
  it("gets a token, inquires, pays, and sees the cover become active", async () => {
    process.env.TZ = timeZone;
    expect(tokenService.generateTimestamp().slice(-6)).toBe(offset);
    const token = await tokenOf();
    const { nik } = sandbox.worker();
    const id = `D-${timeZone}`;
    const quoted = await bank.call("inquiry", token, nik, { inquiryRequestId: id, additionalInfo: {} });
    expect(quoted).toMatchObject({
      responseCode: "2002400",
      body: { virtualAccountData: { totalAmount: { value: "8400.00" } } },
    });
    const paid = await bank.call("payment", token, nik, paymentOf(id, "8400.00"));
    expect([paid.status, paid.responseCode]).toEqual([200, "2002500"]);
    expect((await bank.call("payment", token, nik, paymentOf(id, "8400.00"))).text).toBe(paid.text);
    const active = await until(
      () => bank.call("status", token, nik, { inquiryRequestId: id, paymentRequestId: id }),
      ({ body }) => JSON.stringify(body.additionalInfo).includes('"active"'),
      2_000,
    );
    expect(active.responseCode).toBe("2002600");
  });
});

describe("its faults", () => {
  it("a zone of half an hour gives it no RFC 3339 time: refused by its form", async () => {
    process.env.TZ = "Asia/Kolkata";
    expect(tokenService.generateTimestamp()).toMatch(/\+5\.5:30$/);
    await expect(bank.token()).rejects.toMatchObject({
      response: { status: 400, data: { responseCode: "4007301" } },
    });
  });

  it("it compares signatures without regard to case: we do not, such a signature is refused", async () => {
    const token = await tokenOf();
    const { nik } = sandbox.worker();
    let made = "";
    const lower = (signature: string) => {
      made = signature;
      return signature.toLowerCase();
    };
    const refused = await bank.call("inquiry", token, nik, { inquiryRequestId: "D-1" }, { signature: lower });
    expect(tokenService.compareSignaturesSymmetric(made.toLowerCase(), made)).toBe(true);
    expect([refused.status, refused.responseCode]).toEqual([401, "4012400"]);
    expect(refused.body.additionalInfo).toMatchObject({
      explanation: { nearMisses: [{ name: "signature-case-changed" }] },
    });
  });

  it("it takes a token for expired after a second: we take it for its fifteen minutes, and issue as many as are asked for", async () => {
    const aSecondAgo = Date.now() - 1_001;
    expect(tokenService.isTokenExpired(900, aSecondAgo)).toBe(true);
    const [first, second] = [await tokenOf(), await tokenOf()];
    const { nik } = sandbox.worker();
    for (const token of [first, second]) {
      const { responseCode } = await bank.call("status", token, nik, { paymentRequestId: "D-none" });
      expect(responseCode).toBe("4042601");
    }
  });

  it("its signature without token strips the blanks inside values: right for a body without any, wrong for padding", () => {
    const path = "/v1.0/transfer-va/payment";
    const timestamp = "2026-11-20T09:15:11+07:00";
    const pem = KEY.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    const isTaken = (body: object) => {
      const signature = tokenService.generateSignatureV2(pem, "bank-uji-01", timestamp, { path, body });
      const hash = bodyHash(Buffer.from(JSON.stringify(body)));
      const text = tokenlessStringToSign({ method: "POST", path, bodyHash: hash, timestamp });
      return verifyRsa(loadRsaPublicKey(KEY.publicKeyPem), text, signature);
    };
    expect(isTaken({ partnerServiceId: "77210", customerNo: "1" })).toBe(true);
    expect(isTaken({ partnerServiceId: "   77210", customerNo: "1" })).toBe(false);
  });
});
