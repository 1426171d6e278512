import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LedgerFault } from "../../../shared/ledger/fault.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { contentDigest } from "../../../shared/signature/content-digest.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { type Deviation, INDOMARET, inquiryBody, paymentBody, SHOP_KEY, shop } from "./shop.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const seconds = (offset: number) => new Date(Date.now() + offset * 1000);
const sha512 = (text: string) => `sha-512=:${createHash("sha512").update(text).digest("base64")}:`;
const body = JSON.stringify(inquiryBody());

/** What a caller can get wrong, with the problem that tells him. */
const BAD: readonly (readonly [string, Deviation, string, string?])[] = [
  [
    "no signature",
    { tampered: ({ Signature: _, "Signature-Input": __, ...rest }) => rest },
    "signature-missing",
  ],
  ["no Signature-Input", { tampered: ({ "Signature-Input": _, ...rest }) => rest }, "signature-malformed"],
  [
    "a second signature",
    { tampered: (headers) => ({ ...headers, Signature: `${headers.Signature}, b=:AAAA:` }) },
    "signature-malformed",
  ],
  ["an unknown key", { params: { keyid: "nobody" } }, "key-unknown"],
  ["no key id", { params: { keyid: null } }, "component-missing", "keyid"],
  ["no created", { params: { created: null } }, "component-missing", "created"],
  ["an algorithm that is not the key's", { params: { alg: "hmac-sha256" } }, "algorithm-differs"],
  ["an algorithm that nobody knows", { params: { alg: "none" } }, "algorithm-differs"],
  ["a method that is not covered", { covers: ["@path", "content-digest"] }, "component-missing", "@method"],
  ["a path that is not covered", { covers: ["@method", "content-digest"] }, "component-missing", "@path"],
  ["a body that is not covered", { covers: ["@method", "@path"] }, "component-missing", "content-digest"],
  [
    "an Idempotency-Key that is not covered",
    { headers: { "Idempotency-Key": "K" }, covers: ["@method", "@path", "content-digest"] },
    "component-missing",
    "idempotency-key",
  ],
  [
    "a digest of something else",
    { headers: { "Content-Digest": contentDigest(Buffer.from("{}")) } },
    "digest-wrong",
  ],
  [
    "two digests that contradict each other",
    { headers: { "Content-Digest": `${contentDigest(Buffer.from(body))}, ${sha512("{}")}` } },
    "digest-wrong",
  ],
  ["a digest of no strength", { headers: { "Content-Digest": "md5=:AAAA:" } }, "digest-wrong"],
  ["another body than the one signed", { arrives: { body: `${body} ` } }, "digest-wrong"],
  ["another path than the one signed", { arrives: { path: "/prod/h2h/v1/inquiries" } }, "signature-wrong"],
  ["a signature of six minutes ago", { params: { created: seconds(-360) } }, "signature-stale"],
  ["a signature of six minutes from now", { params: { created: seconds(360) } }, "signature-stale"],
  ["an expired signature", { params: { created: seconds(-60), expires: seconds(-2) } }, "signature-stale"],
];

describe("a request that is not let in", () => {
  const cases = BAD.map(([what, deviation, problem, field]) => ({ what, deviation, problem, field }));
  it.each(cases)("$what", async ({ deviation, problem, field }) => {
    const till = await shop(table);
    table.takeCalls();
    const reply = await till.call("POST", "/h2h/v1/inquiries", body, deviation);
    expect([reply.status, reply.problem]).toEqual([401, problem]);
    expect(reply.body.fields).toEqual(field === undefined ? undefined : [field]);
    expect(reply.headers["accept-signature"]).toContain('"@method" "@path" "content-digest"');
    expect(table.takeCalls()).toEqual([]);
  });

  it("a revoked key is unknown, while its successor works", async () => {
    const revoked = await shop(table, { credentials: [{ ...SHOP_KEY, state: "revoked" }] });
    expect((await revoked.inquire()).problem).toBe("key-unknown");
    const retiring = await shop(table, { credentials: [{ ...SHOP_KEY, state: "retiring" }] });
    expect((await retiring.inquire()).status).toBe(201);
  });

  it("domain case 32: local time sent as UTC is told by name", async () => {
    const till = await shop(table);
    const reply = await till.inquire(1, { params: { created: seconds(7 * 3600) } });
    expect([reply.problem, reply.body.detail]).toEqual([
      "signature-stale",
      "created is 7 hours off: local time was sent as UTC",
    ]);
  });

  it("a stale signature refuses a new payment, and leaves a booked one as it is", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    const stale = { params: { created: seconds(-360) } };
    const refused = await till.pay(sent, stale);
    expect([refused.status, refused.problem]).toEqual([401, "signature-stale"]);
    expect((await till.ask(sent.paymentReference)).problem).toBe("payment-not-seen");
    const first = await till.pay(sent);
    expect(first.status).toBe(201);
    const repeat = await till.pay(sent, stale);
    expect([repeat.status, repeat.text]).toEqual([200, first.text]);
  });

  it("nonce, tag, @query, @authority and other whole headers may be covered as well", async () => {
    const till = await shop(table);
    const covers = [
      "@method",
      "@path",
      "@query",
      "@authority",
      "content-digest",
      "content-type",
      "user-agent",
    ];
    const reply = await till.inquire(1, {
      covers,
      headers: { "User-Agent": "till/1.0" },
      params: { nonce: "n-1", tag: "shop" },
    });
    expect(reply.status).toBe(201);
    expect(reply.isGenuine).toBe(true);
  });
});

describe("a request that says nothing we serve", () => {
  it.each([
    ["GET", "/h2h/v1/inquiries", 405, "method-not-allowed", "POST"],
    ["PUT", "/h2h/v1/payments/P-1", 405, "method-not-allowed", "GET"],
    ["GET", "/h2h/v1/payments/P-1/reversal", 405, "method-not-allowed", "POST"],
    ["POST", "/h2h/v1/refunds", 404, "route-unknown", undefined],
    ["GET", "/h2h/v1/payments/P-1/slip", 404, "route-unknown", undefined],
    ["GET", "/h2h/v2/payments/P-1", 404, "route-unknown", undefined],
  ])("%s %s", async (method, path, status, problem, allow) => {
    const reply = await (await shop(table)).call(method, path);
    expect([reply.status, reply.problem, reply.headers.allow]).toEqual([status, problem, allow]);
    expect(reply.isGenuine).toBe(true);
  });

  it.each([
    [{ arrives: { query: { a: "1" } } }, 400, "query-not-allowed"],
    [{ headers: { "Content-Type": "text/plain" } }, 415, "media-type-unsupported"],
    [{ headers: { "Content-Type": undefined } }, 415, "media-type-unsupported"],
    [{ headers: { "Content-Type": "application/json; charset=latin1" } }, 415, "media-type-unsupported"],
    [{ headers: { "Idempotency-Key": "a#b" } }, 400, "field-malformed"],
  ] as const)("%j", async (deviation, status, problem) => {
    const reply = await (await shop(table)).inquire(1, deviation);
    expect([reply.status, reply.problem]).toEqual([status, problem]);
  });

  it("a body over 64 KB is 413", async () => {
    const reply = await (await shop(table)).call("POST", "/h2h/v1/inquiries", " ".repeat(65_537));
    expect([reply.status, reply.problem]).toEqual([413, "body-too-large"]);
  });

  const number = (value: unknown, type = "NIK") => ({ customerNumber: { type, value } });
  it.each([
    ["{", "body-unreadable", undefined],
    ["[]", "body-unreadable", undefined],
    ['{"months":1,"months":2}', "body-unreadable", undefined],
    [inquiryBody({ months: undefined }), "field-missing", "months"],
    [inquiryBody({ months: 0 }), "field-malformed", "months"],
    [inquiryBody({ months: 13 }), "field-malformed", "months"],
    [inquiryBody({ months: 1.5 }), "field-malformed", "months"],
    [inquiryBody({ months: "1" }), "field-malformed", "months"],
    [inquiryBody({ terminal: { storeId: "T1" } }), "field-missing", "terminal.tillId"],
    [inquiryBody({ terminal: { storeId: "T1", tillId: "\n" } }), "field-malformed", "terminal.tillId"],
    [inquiryBody(number("999999150385000")), "field-malformed", "customerNumber.value"],
    [inquiryBody(number(1_503_850_001)), "field-malformed", "customerNumber.value"],
    [inquiryBody(number("9999993903850001")), "field-malformed", "customerNumber.value"],
    [inquiryBody(number("1", "KPJ")), "field-malformed", "customerNumber.type"],
    [inquiryBody(number("1234567890123", "BILLING_CODE")), "billing-code-unknown", undefined],
  ])("inquiry %j: %s %s", async (content, problem, field) => {
    const reply = await (await shop(table)).call("POST", "/h2h/v1/inquiries", content);
    expect([reply.problem, reply.body.fields]).toEqual([problem, field === undefined ? undefined : [field]]);
  });

  it.each([
    [{ amount: 8_400.5 }, "amount"],
    [{ amount: "8400" }, "amount"],
    [{ amount: "8400.00" }, "amount"],
    [{ amount: -1 }, "amount"],
    [{ paidAt: "2026-11-20T10:00:00" }, "paidAt"],
    [{ paidAt: "2026-02-30T10:00:00Z" }, "paidAt"],
    [{ paymentReference: "a b" }, "paymentReference"],
    [{ paymentReference: ".." }, "paymentReference"],
    [{ paymentReference: "x".repeat(65) }, "paymentReference"],
    [{ inquiryId: "9999991503850001" }, "inquiryId"],
    [{ advice: "yes" }, "advice"],
  ])("domain case 48: payment %j is refused by the name of its field", async (more, field) => {
    const reply = await (await shop(table)).pay(paymentBody(more));
    expect([reply.status, reply.problem, reply.body.fields]).toEqual([400, "field-malformed", [field]]);
  });

  it("a reference in the path is read as it was written", async () => {
    const till = await shop(table);
    expect((await till.ask("%41")).problem).toBe("field-malformed");
    expect((await till.ask("a~b")).problem).toBe("field-malformed");
    expect((await till.reverse("x".repeat(65))).problem).toBe("field-malformed");
    const sent = await till.quotedPayment();
    expect((await till.reverse(sent.paymentReference, { reversedAt: "2026-11-20" })).body.fields).toEqual([
      "reversedAt",
    ]);
  });
});

describe("faults are never a refusal", () => {
  /** Keeps quotes and fails to book. */
  const failing = (error: Error) => (real: Ledger) => ({
    ...real,
    transact: (writes: Parameters<Ledger["transact"]>[0]) =>
      JSON.stringify(writes[0]).includes('"PAYMENT') ? Promise.reject(error) : real.transact(writes),
  });

  it.each([
    [new LedgerFault("LEDGER_CONTENDED", "refused 3 times"), 503, "busy"],
    [Object.assign(new Error("9999991503850001"), { name: "ThrottlingException" }), 503, "busy"],
    [new TypeError("9999991503850001"), 500, "unexpected"],
  ])("%s", async (error, status, problem) => {
    const till = await shop(table, { between: failing(error) });
    const reply = await till.pay(await till.quotedPayment());
    expect([reply.status, reply.problem, reply.isGenuine]).toEqual([status, problem, true]);
    expect(reply.body.cashier).toMatchObject({ english: expect.stringContaining("ask the status") });
    expect(`${reply.text}${JSON.stringify(till.lines)}`).not.toContain("9999991503850001");
    expect(till.lines.at(-1)?.fault?.name).toBe(error.name);
  });

  it("no result in time is 504", async () => {
    const till = await shop(table);
    const sent = await till.quotedPayment();
    till.remainingMs = 2_000;
    const reply = await till.pay(sent);
    expect([reply.status, reply.problem]).toEqual([504, "deadline-passed"]);
  });

  it("an unreadable registry is 5xx, never 401", async () => {
    const till = await shop(table, {
      between: (real) => ({ ...real, readRange: () => Promise.reject(new Error("down")) }),
    });
    expect((await till.inquire()).status).toBe(500);
  });
});

it("the log line says what SNAP's says, and no number", async () => {
  const till = await shop(table, { profile: { ...INDOMARET } });
  const sent = await till.quotedPayment();
  await till.pay(sent);
  await till.pay(sent);
  const [, first, repeat] = till.lines;
  // The machine's own clock: a second may begin between the signature and its check.
  const { skewSeconds, ...rest } = first ?? {};
  expect(skewSeconds).toBeLessThan(5);
  expect(rest).toEqual({
    operation: "h2h.payment",
    responseCode: "201",
    partnerId: "indomaret",
    keyId: "indomaret-1",
    channel: "INDOMARET",
    externalId: sent.paymentReference,
    reference: sent.paymentReference,
    outcome: "accepted",
    requestId: expect.any(String),
    durationMs: expect.any(Number),
    bodySha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect([repeat?.responseCode, repeat?.outcome]).toEqual(["200", "replayed"]);
  await till.ask("NEVER");
  expect(till.lines.at(-1)).toMatchObject({
    responseCode: "404 payment-not-seen",
    outcome: "payment-not-seen",
  });
});
