import { beforeEach, describe, expect, it } from "vitest";
import { instant } from "../../../shared/calendar/calendar.ts";
import type { SnapTransaction } from "../../../shared/protocol/snap/service.ts";
import { type Bank, bank, inquiryBody, NUMBERS, paymentBody } from "./bank.ts";

/**
 * None of these banks has a database: a request that is let in answers 500 because the ledger refuses, and one that is kept out must not have
 * tried (snap-bi 8.8).
 */
const LET_IN = "5002400";

let bri: Bank;
beforeEach(async () => {
  bri = await bank();
});
const codeOf = async (reply: Promise<{ body: { responseCode: string } }>) => (await reply).body.responseCode;

describe("transaction signature", () => {
  const pretty = JSON.stringify(inquiryBody(), null, 2);
  const compact = JSON.stringify(JSON.parse(pretty));

  it("snap-bi 8.1: a signature over the received bytes, or over them minified, lets the caller in", async () => {
    expect(await codeOf(bri.inquire(compact))).toBe(LET_IN);
    expect(await codeOf(bri.inquire(pretty))).toBe(LET_IN);
    expect(await codeOf(bri.inquire(pretty, { signedBody: compact }))).toBe(LET_IN);
  });

  it.each([
    ["numbers re-written", `{"n":1.50}`, `{"n":1.5}`],
    ["keys re-ordered", `{"b":1,"a":2}`, `{"a":2,"b":1}`],
    ["escapes undone", `{"n":"\\u00e9"}`, `{"n":"é"}`],
    ["slashes unescaped", `{"n":"a\\/b"}`, `{"n":"a/b"}`],
    ["padding stripped", `{"n":"   77210"}`, `{"n":"77210"}`],
    ["digits lost", `{"n":12345678901234567890}`, `{"n":12345678901234567000}`],
    ["body dropped", `{"n":1}`, ""],
  ])("snap-bi 8.1: a signature over a re-serialised body does not: %s", async (_rule, sent, signedBody) => {
    expect(await codeOf(bri.inquire(sent, { signedBody }))).toBe("4012400");
  });

  it("snap-bi 8.3: an empty body is signed with the hash of nothing, and then is no JSON", async () => {
    expect(await codeOf(bri.inquire(""))).toBe("4002400");
  });

  it.each([
    ["no JSON", "{"],
    ["a key that stands twice", `{"a":1,"a":2}`],
    ["a byte order mark", Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)],
    ["bytes that are not UTF-8", Uint8Array.of(0x7b, 0xff, 0x7d)],
    ["17 levels", "[".repeat(17) + "]".repeat(17)],
  ])("snap-bi 8.18: %s is 400xx00 for the partner and 401xx00 for a stranger", async (_what, body) => {
    expect(await codeOf(bri.inquire(body))).toBe("4002400");
    expect(await codeOf(bri.inquire(body, { secret: "guess" }))).toBe("4012400");
  });

  it("snap-bi 8.4: the signed path is the one that the caller saw, with any prefix", async () => {
    const tail = "/v1.0/transfer-va/inquiry";
    expect(await codeOf(bri.inquire(inquiryBody(), { path: tail }))).toBe(LET_IN);
    expect(await codeOf(bri.inquire(inquiryBody(), { path: `/live/snap${tail}` }))).toBe(LET_IN);
    const moved = await bri.inquire(inquiryBody());
    expect(moved.body.responseCode).toBe(LET_IN);
    const [event] = bri.events.slice(-1);
    if (!event) throw new Error("nothing was sent");
    const elsewhere = { ...event, requestContext: { ...event.requestContext, path: tail } };
    expect(await codeOf(bri.send(elsewhere))).toBe("4012400");
  });

  it("snap-bi 8.7: token, client, secret and X-PARTNER-ID belong together", async () => {
    const other = await bank();
    const foreign = (await other.askToken()).body.accessToken;
    expect(await codeOf(bri.inquire(inquiryBody(), { token: foreign }))).toBe("4012401");
    expect(await codeOf(bri.inquire(inquiryBody(), { headers: { "X-PARTNER-ID": "BNI" } }))).toBe("4012400");
    expect(await codeOf(bri.inquire(inquiryBody(), { secret: "another" }))).toBe("4012400");
    expect(await codeOf(bri.inquire({ ...inquiryBody(), partnerServiceId: "   77211" }))).toBe("4002401");
  });

  it("snap-bi 8.8: a stranger learns nothing about X-EXTERNAL-ID or CHANNEL-ID", async () => {
    const headers = { "X-EXTERNAL-ID": undefined, "CHANNEL-ID": undefined };
    expect(await codeOf(bri.inquire(inquiryBody(), { headers, secret: "guess" }))).toBe("4012400");
  });

  it.each([
    ["Authorization", "4012403", "Token Not Found (B2B)"],
    ["X-TIMESTAMP", "4002402", "Invalid Mandatory Field {X-TIMESTAMP}"],
    ["X-SIGNATURE", "4002402", "Invalid Mandatory Field {X-SIGNATURE}"],
    ["X-PARTNER-ID", "4002402", "Invalid Mandatory Field {X-PARTNER-ID}"],
    ["X-EXTERNAL-ID", "4002402", "Invalid Mandatory Field {X-EXTERNAL-ID}"],
    ["CHANNEL-ID", "4002402", "Invalid Mandatory Field {CHANNEL-ID}"],
  ])("a missing %s is told", async (name, code, message) => {
    const { body } = await bri.inquire(inquiryBody(), { headers: { [name]: undefined } });
    expect([body.responseCode, body.responseMessage]).toEqual([code, message]);
  });

  it.each(["a".repeat(37), "a_b", "a b", "é"])("X-EXTERNAL-ID %j is malformed", async (id) => {
    const { body } = await bri.inquire(inquiryBody(), { headers: { "X-EXTERNAL-ID": id } });
    expect([body.responseCode, body.responseMessage]).toEqual([
      "4002401",
      "Invalid Field Format {X-EXTERNAL-ID}",
    ]);
  });

  it("a CHANNEL-ID of any length and a token behind bearer in any case are taken", async () => {
    expect(
      await codeOf(bri.inquire(inquiryBody(), { headers: { "CHANNEL-ID": "BRILINK-MOBILE-0001" } })),
    ).toBe(LET_IN);
    const { accessToken: token } = (await bri.askToken()).body;
    expect(
      await codeOf(bri.inquire(inquiryBody(), { token, headers: { Authorization: `bearer ${token}` } })),
    ).toBe(LET_IN);
    expect(await codeOf(bri.inquire(inquiryBody(), { token, headers: { Authorization: token } }))).toBe(
      "4012403",
    );
  });

  it("a header that is sent twice fits no format", async () => {
    await bri.inquire(inquiryBody());
    const [event] = bri.events.slice(-1);
    const signature = event?.headers["X-SIGNATURE"];
    if (!event || !signature) throw new Error("nothing was sent");
    const twice = {
      ...event,
      multiValueHeaders: { ...event.multiValueHeaders, "X-SIGNATURE": [signature, signature] },
    };
    expect(await codeOf(bri.send(event))).toBe(LET_IN);
    expect(await codeOf(bri.send(twice))).toBe("4012400");
  });

  it("snap-bi 8.28: active, next and retiring secrets verify, a revoked one does not", async () => {
    const [rsa] = bri.credentials;
    if (!rsa) throw new Error("no key");
    const secret = (keyId: string, state: "active" | "next" | "retiring" | "revoked") =>
      ({ kind: "hmac-secret", keyId, state, secret: `secret-${keyId}` }) as const;
    bri.credentials = [
      rsa,
      secret("a", "retiring"),
      secret("b", "active"),
      secret("c", "next"),
      secret("d", "revoked"),
    ];
    for (const keyId of ["a", "b", "c"]) {
      expect(await codeOf(bri.inquire(inquiryBody(), { secret: `secret-${keyId}` })), keyId).toBe(LET_IN);
    }
    expect(await codeOf(bri.inquire(inquiryBody(), { secret: "secret-d" }))).toBe("4012400");
  });

  it("a revoked client key ends the tokens that it got, within ten seconds", async () => {
    expect(await codeOf(bri.inquire(inquiryBody()))).toBe(LET_IN);
    bri.credentials = bri.credentials.map((credential) =>
      credential.kind === "rsa-public-key" ? { ...credential, state: "revoked" } : credential,
    );
    bri.letTimePass(9);
    expect(await codeOf(bri.inquire(inquiryBody()))).toBe(LET_IN);
    bri.letTimePass(2);
    expect(await codeOf(bri.inquire(inquiryBody()))).toBe("4012401");
    expect(await codeOf(bri.pay(paymentBody()))).toBe("4012501");
  });
});

describe("stale calls", () => {
  const bodies: Record<SnapTransaction, unknown> = {
    inquiry: inquiryBody(),
    payment: paymentBody(),
    status: { ...NUMBERS, inquiryRequestId: "INQ-1" },
  };
  const codes = async (deviation: { token?: string; timestamp?: string }) => [
    await codeOf(bri.inquire(bodies.inquiry, deviation)),
    await codeOf(bri.ask(bodies.status, deviation)),
    await codeOf(bri.pay(bodies.payment, deviation)),
  ];

  it("snap-bi 8.20: outside the window, inquiry and status end at once; a payment is looked up first", async () => {
    expect(await codes({ timestamp: "2026-11-20T09:54:59+07:00" })).toEqual([
      "4012400",
      "4012600",
      "5002500",
    ]);
    expect(await codes({ timestamp: "2026-11-20T10:05:01+07:00" })).toEqual([
      "4012400",
      "4012600",
      "5002500",
    ]);
    expect(await codes({ timestamp: "2026-11-20T03:00:00.123456789-00:00" })).toEqual([
      "5002400",
      "5002600",
      "5002500",
    ]);
  });

  it("an expired token of ours likewise, a forged one never gets that far", async () => {
    const { accessToken: token } = (await bri.askToken()).body;
    bri.machineNow = instant(bri.machineNow + 901_000);
    expect(await codes({ token })).toEqual(["4012401", "4012601", "5002500"]);
    expect(await codes({ token: `${token.slice(0, -4)}AAAA` })).toEqual(["4012401", "4012601", "4012501"]);
  });
});

it("an unreadable registry is a fault, never a 401", async () => {
  const down = await bank({
    ledger: (registry) => ({
      ...registry,
      readRange: () => Promise.reject(new Error("no answer from the table")),
    }),
  });
  const { status, body, text } = await down.askToken();
  expect([status, body.responseCode]).toEqual([500, "5007300"]);
  expect(text).not.toContain("table");
  expect(await codeOf(down.pay(paymentBody(), { token: "any" }))).toBe("5002500");
});
