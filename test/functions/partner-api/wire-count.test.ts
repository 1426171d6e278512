import { generateKeyPairSync, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SnapClient, snapClient } from "../../../infra/cli/snap-client.ts";
import { startHttpGateway } from "../../../infra/local/aws/gateway-http.ts";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { businessDate, instant } from "../../../shared/calendar/calendar.ts";
import type { Nik } from "../../../shared/member/member.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { putMember } from "../../../shared/member/member-store.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import { PartnerId } from "../../../shared/partner/partner.ts";
import { putCredential, putPartner } from "../../../shared/partner/partner-store.ts";
import { countingProxy } from "../../engine/counting-proxy.ts";
import { newKeyring } from "../../engine/keyring.ts";
import { startTestLedger } from "../../engine/test-ledger.ts";
import { placeOf, STANDARD_SNAP, USUAL_TERMS } from "../../partner/sample-profile.ts";

/**
 * Every request meets a handler that was made for it alone, as a cold Lambda would be, with the production client between it and the engine; a
 * proxy counts what crosses the wire. Counted apart, because a warm handler does neither: the registry is read once in ten seconds, and when a key was last
 * used is written once in fifteen minutes, beside the request and waited for by nobody.
 */
const NIK = "9999991503850001" as Nik;
const BANK = {
  basePath: "/snap",
  clientKey: "bri-wire",
  clientSecret: randomBytes(24).toString("base64url"),
  xPartnerId: "bri-wire",
  partnerServiceId: "   77210",
  channelId: "00003",
};

let stop: () => Promise<void>;
interface Taken {
  readonly calls: readonly string[];
  readonly registryReads: number;
  readonly keyUseWrites: number;
}
let take: () => Promise<Taken>;
let bank: SnapClient;
let forger: SnapClient;

beforeAll(async () => {
  const engine = await startTestLedger();
  const proxy = await countingProxy(engine.url);
  const keys = await newKeyring();
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const privateKeyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const partnerId = PartnerId.parse("bri");
  await putPartner(engine.ledger, {
    partnerId,
    name: "BRI",
    ...USUAL_TERMS,
    channels: [placeOf("BRILINK", { feeRupiah: 0 })],
    snap: {
      ...STANDARD_SNAP,
      basePath: BANK.basePath,
      clientKey: BANK.clientKey,
      xPartnerId: BANK.xPartnerId,
      partnerServiceId: "77210",
      channelId: BANK.channelId,
    },
  });
  await putCredential(engine.ledger, keys, partnerId, {
    kind: "rsa-public-key",
    keyId: "k1",
    state: "active",
    publicKeyPem,
  });
  await putCredential(engine.ledger, keys, partnerId, {
    kind: "hmac-secret",
    keyId: "s1",
    state: "active",
    secret: BANK.clientSecret,
  });
  await putMember(engine.ledger, keys, {
    memberKey: memberKeyOf(keys.nikHashKey, NIK),
    version: 1,
    segment: "BPU",
    standing: "registered",
    programmes: ["JKK", "JKM"],
    sector: "OTHER",
    bpuCategory: "PEKERJA_MANDIRI",
    identity: {
      nik: NIK,
      kpj: "12345678901",
      name: "Budi Santoso",
      birthDate: businessDate("1985-03-15"),
      declaredMonthlyIncome: rupiah(1_000_000),
    },
  });

  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: proxy.url,
    KANAL_TABLE_NAME: engine.table,
    KANAL_KEY_NIK_HASH: "unused",
    KANAL_KEY_DATA: "unused",
    KANAL_KEY_TOKEN: "unused",
    KANAL_KEY_ANSWER: "unused",
    KANAL_ENVIRONMENT: "sandbox",
  });
  const { createHandler } = await import("../../../functions/partner-api/handler.ts");
  const now = () => instant(Date.now());
  let count = 0;
  const gateway = await startHttpGateway({
    port: 0,
    route: () =>
      lambda(
        "partner-api",
        29_000,
        createHandler({
          clock: { businessNow: now, machineNow: now },
          ids: { next: () => `ID${++count}` },
          keys,
          log: () => undefined,
        }),
      ),
  });
  const baseUrl = `http://127.0.0.1:${gateway.port}`;
  bank = snapClient(baseUrl, { ...BANK, privateKeyPem });
  forger = snapClient(baseUrl, { ...BANK, privateKeyPem, clientSecret: "not-the-secret" });
  take = async () => {
    // What is written beside the request may come after its answer.
    await new Promise((resolve) => setTimeout(resolve, 40));
    const calls = proxy.take();
    return {
      calls: calls.filter(({ registry, keyUse }) => !registry && !keyUse).map(({ operation }) => operation),
      registryReads: calls.filter(({ registry }) => registry).length,
      keyUseWrites: calls.filter(({ keyUse }) => keyUse).length,
    };
  };
  stop = async () => {
    await gateway.stop(100);
    proxy.stop();
    await engine.stop();
  };
});
afterAll(() => stop());

describe("round trips at the wire, a fresh handler a request", () => {
  it("token: none", async () => {
    await take();
    expect((await bank.token()).responseCode).toBe("2007300");
    expect(await take()).toEqual({ calls: [], registryReads: 1, keyUseWrites: 1 });
  });

  it("refused signature: none", async () => {
    await forger.token();
    await take();
    const refused = await forger.payment({
      customerNo: NIK,
      paymentRequestId: "W-0",
      amount: "8400.00",
      paidAt: instant(Date.now()),
    });
    expect(refused.responseCode).toBe("4012500");
    expect(await take()).toEqual({ calls: [], registryReads: 1, keyUseWrites: 0 });
  });

  it("inquiry: a Query and a transaction with the number of the day", async () => {
    expect((await bank.inquiry({ customerNo: NIK, inquiryRequestId: "W-1" })).responseCode).toBe("2002400");
    expect(await take()).toEqual({
      calls: ["Query", "TransactWriteItems"],
      registryReads: 1,
      keyUseWrites: 1,
    });
  });

  const pay = () =>
    bank.inquiry({ customerNo: NIK, inquiryRequestId: "W-1" }).then(async (quoted) => {
      await take();
      const total = (quoted.body.virtualAccountData as { totalAmount: { value: string } }).totalAmount.value;
      return bank.payment({
        customerNo: NIK,
        paymentRequestId: "W-1",
        amount: total,
        paidAt: instant(1_790_000_000_000),
      });
    });

  it("payment: a BatchGetItem and a transaction; its repeat: the BatchGetItem alone, and the same body", async () => {
    const first = await pay();
    expect(first.responseCode).toBe("2002500");
    expect(await take()).toEqual({
      calls: ["BatchGetItem", "TransactWriteItems"],
      registryReads: 1,
      keyUseWrites: 1,
    });
    const again = await pay();
    expect(again.body).toEqual(first.body);
    expect(await take()).toEqual({ calls: ["BatchGetItem"], registryReads: 1, keyUseWrites: 1 });
  });

  it("status: a GetItem", async () => {
    expect((await bank.status({ customerNo: NIK, paymentRequestId: "W-1" })).responseCode).toBe("2002600");
    expect(await take()).toEqual({ calls: ["GetItem"], registryReads: 1, keyUseWrites: 1 });
  });

  it("a number nobody registered: as many as a known one, because the question is counted", async () => {
    const stranger = await bank.inquiry({ customerNo: "9999990101700009", inquiryRequestId: "W-2" });
    expect(stranger.responseCode).toBe("4042412");
    expect(await take()).toEqual({
      calls: ["Query", "TransactWriteItems"],
      registryReads: 1,
      keyUseWrites: 1,
    });
  });
});
