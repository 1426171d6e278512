import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SNAP_SERVICES, type SnapService } from "../../../shared/protocol/snap/service.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { bank, inquiryBody, NIK, NUMBERS, paymentBody, proxyEvent, SECRET } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

const SERVICES = Object.keys(SNAP_SERVICES) as SnapService[];

describe("snap-bi 8.15: the right service code from every layer", () => {
  it.each(SERVICES)("%s: wrong method, query, size and content", async (service) => {
    const bri = await bank();
    const { code, tail } = SNAP_SERVICES[service];
    const path = `/snap${tail}`;
    const codes = async (event: Parameters<typeof proxyEvent>[0]) => {
      const { status, headers, body } = await bri.send(
        proxyEvent({ ...event, headers: { "x-client-key": "bri-client-0001", ...event.headers } }),
      );
      expect(headers).toMatchObject({
        "content-type": "application/json",
        "x-timestamp": "2026-11-20T10:00:00+07:00",
      });
      expect(body.responseCode.slice(0, 3)).toBe(String(status));
      expect(headers["x-client-key"]).toBe(service === "token" ? "bri-client-0001" : undefined);
      return body.responseCode;
    };
    for (const method of ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"]) {
      expect(await codes({ method, path, headers: {}, body: "" }), method).toBe(`405${code}01`);
    }
    expect(await codes({ path, query: { a: "1" }, headers: {}, body: "{}" })).toBe(`400${code}00`);
    expect(await codes({ path, headers: {}, body: "x".repeat(64 * 1024 + 1) })).toBe(`413${code}00`);
    expect(await codes({ path, headers: {}, body: "{}" })).toBe(`400${code}02`);
    expect(
      (await bri.call(service, "not json", service === "token" ? ({ body: "no" } as object) : {})).body
        .responseCode,
    ).toBe(`400${code}00`);
  });

  it.each([
    "/",
    "/snap",
    "/snap/v1.0/transfer-va/unknown",
    "/v2.0/transfer-va/inquiry",
    "//v1.0//x",
    "/%00",
    "/a b",
  ])("%s is no service", async (path) => {
    const bri = await bank();
    const { status, body } = await bri.send(proxyEvent({ path, headers: {}, body: "{}" }));
    expect([status, body]).toEqual([404, { responseCode: "4040002", responseMessage: "Invalid Routing" }]);
  });

  it("a wrong method is told which one is right", async () => {
    const bri = await bank();
    const { headers } = await bri.send(
      proxyEvent({ method: "GET", path: "/snap/v1.0/transfer-va/status", headers: {}, body: "" }),
    );
    expect(headers.allow).toBe("POST");
  });
});

describe("faults and deadlines", () => {
  let table: TestLedger;
  beforeAll(async () => {
    table = await startTestLedger();
  });
  afterAll(() => table.stop());

  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it("snap-bi 8.13: an answer lost after the commit is 5002500, and the repeat is 2002500", async () => {
    let lose = false;
    const bri = await insuredBank(table, {
      between: (ledger) => ({
        ...ledger,
        async transact(writes) {
          const result = await ledger.transact(writes);
          if (lose) throw new Error(`the network lost ${NIK}`);
          return result;
        },
      }),
    });
    const sent = await bri.quotedPayment();
    lose = true;
    const { status, body } = await bri.pay(sent);
    expect([status, body]).toEqual([500, { responseCode: "5002500", responseMessage: "General Error" }]);
    expect(bri.lines.at(-1)?.fault).toMatchObject({ name: "Error", code: "none" });
    expect(JSON.stringify(bri.lines)).not.toContain(NIK);
    lose = false;
    expect((await bri.pay(sent)).body.responseCode).toBe("2002500");
  });

  it("snap-bi 8.13: a ledger that does not answer is 5xx on every service, never a refusal", async () => {
    let down = false;
    const bri = await insuredBank(table, {
      between: (ledger) => {
        const whileUp =
          <Input, Result>(verb: (input: Input) => Promise<Result>) =>
          (input: Input): Promise<Result> =>
            down ? Promise.reject(new Error("no answer")) : verb(input);
        return {
          ...ledger,
          read: whileUp(ledger.read),
          readTogether: whileUp(ledger.readTogether),
          readRange: (range) =>
            range.partition === "PARTNERS" ? ledger.readRange(range) : whileUp(ledger.readRange)(range),
          transact: whileUp(ledger.transact),
        };
      },
    });
    const sent = await bri.quotedPayment();
    down = true;
    expect((await bri.inquire(inquiryBody())).body.responseCode).toBe("5002400");
    expect((await bri.pay(sent)).body.responseCode).toBe("5002500");
    const question = { ...NUMBERS, paymentRequestId: sent.paymentRequestId };
    expect((await bri.ask(question)).body.responseCode).toBe("5002600");
    down = false;
    expect((await bri.pay(sent)).body.responseCode).toBe("2002500");
  });

  it("snap-bi 8.14: no answer in time is 504, and a write that could end too late is not begun", async () => {
    let slowMs = 0;
    const bri = await insuredBank(table, {
      between: (ledger) => ({
        ...ledger,
        async readTogether(keys) {
          await wait(slowMs);
          return ledger.readTogether(keys);
        },
      }),
    });
    const sent = await bri.quotedPayment();
    table.takeCalls();
    bri.remainingMs = 600;
    slowMs = 300;
    const late = await bri.pay(sent);
    expect([late.status, late.body]).toEqual([504, { responseCode: "5042500", responseMessage: "Timeout" }]);
    await wait(300);
    expect(table.takeCalls()).toEqual(["BatchGetItem"]);

    bri.remainingMs = 2_600;
    slowMs = 200;
    expect((await bri.pay(sent)).body.responseCode).toBe("5042500");
    expect(table.takeCalls()).toEqual(["BatchGetItem"]);

    bri.remainingMs = 10_000;
    expect((await bri.pay(sent)).body.responseCode).toBe("2002500");
  });

  it("snap-bi 8.29: a request leaves one line, and in it no number, name, token, signature or secret", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment();
    bri.lines.length = 0;
    const { accessToken } = (await bri.askToken()).body;
    await bri.pay(sent);
    await bri.pay(sent, { secret: "guess" });
    await bri.ask({ ...NUMBERS, paymentRequestId: sent.paymentRequestId });
    expect(
      bri.lines.map(({ operation, responseCode, outcome, partnerId }) => [
        operation,
        responseCode,
        outcome,
        partnerId,
      ]),
    ).toEqual([
      ["snap.token", "2007300", undefined, "bri"],
      ["snap.payment", "2002500", "accepted", "bri"],
      ["snap.payment", "4012500", undefined, "bri"],
      ["snap.status", "2002600", "accepted", "bri"],
    ]);
    expect(bri.lines[1]).toEqual({
      skewSeconds: 0,
      operation: "snap.payment",
      requestId: expect.any(String),
      responseCode: "2002500",
      durationMs: expect.any(Number),
      bodySha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      partnerId: "bri",
      keyId: "hmac-1",
      channel: "BRILINK",
      externalId: expect.stringMatching(/^EXT-/),
      reference: expect.stringMatching(/^INQ-/),
      outcome: "accepted",
    });
    const log = JSON.stringify(bri.lines);
    const signatures = bri.events.map(({ headers }) => headers["X-SIGNATURE"]);
    for (const secret of [
      NIK,
      NUMBERS.partnerServiceId,
      "Siti Rahayu",
      "S***",
      "never-store-me",
      accessToken,
      SECRET,
      ...signatures,
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  it("nothing of a request's numbers is stored in clear", async () => {
    const bri = await insuredBank(table);
    const sent = await bri.quotedPayment(
      {},
      { trxId: `X${NIK}`, referenceNo: NIK, virtualAccountName: "SITI RAHAYU" },
    );
    await bri.pay(sent);
    await bri.pay(paymentBody());
    const { ScanCommand } = await import("@aws-sdk/client-dynamodb");
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.table }));
    const stored = JSON.stringify(Items);
    expect(stored).toContain(sent.paymentRequestId);
    for (const secret of [NIK, "SITI RAHAYU", "Siti Rahayu", "Rahayu", "never-store-me"])
      expect(stored).not.toContain(secret);
  });
});
