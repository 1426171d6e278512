import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { BRI } from "../../protocol/snap/bri-profile.ts";
import { AGGREGATOR, numbersOf } from "../../protocol/snap/other-profiles.ts";
import { bank, inquiryBody, NIK, NUMBERS, next, paymentBody, proxyEvent } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

/** None of these banks has a database: whoever is let in meets a ledger that refuses. */
const LET_IN = "5002400";
const codeOf = async (reply: Promise<{ body: { responseCode: string } }>) => (await reply).body.responseCode;
const withSnap = (more: Partial<NonNullable<PartnerProfile["snap"]>>, of: PartnerProfile = BRI) =>
  ({ ...of, snap: { ...of.snap, ...more } }) as PartnerProfile;

describe("a partner that signs without a token", () => {
  const asked = () => inquiryBody(numbersOf(AGGREGATOR, NIK));

  it("snap-bi 8.7: is known by X-PARTNER-ID and its key, and needs neither token nor client key", async () => {
    const aggregator = await bank({ profile: AGGREGATOR });
    expect(await codeOf(aggregator.inquire(asked()))).toBe(LET_IN);
    expect(aggregator.lines.at(-1)).toMatchObject({ partnerId: "faspay", keyId: "rsa-1" });
    const pretty = JSON.stringify(asked(), null, 2);
    const signedBody = JSON.stringify(JSON.parse(pretty));
    expect(await codeOf(aggregator.inquire(pretty, { signedBody }))).toBe(LET_IN);
  });

  it("may send an Authorization all the same: it means nothing (snap-bi.md 2.2)", async () => {
    const aggregator = await bank({ profile: AGGREGATOR });
    expect(await codeOf(aggregator.inquire(asked(), { token: "anything" }))).toBe(LET_IN);
  });

  it.each([
    ["HMAC with its own secret", { signWith: "hmac" }],
    ["another path", { headers: { "X-SIGNATURE": "AAAA" } }],
    ["a body that was not signed", { signedBody: "{}" }],
    ["the other encoding", { encoding: "hex" }],
  ] as const)("snap-bi 8.31: %s is 401", async (_what, deviation) => {
    const aggregator = await bank({ profile: AGGREGATOR });
    expect(await codeOf(aggregator.inquire(asked(), deviation))).toBe("4012400");
  });

  it("an unknown X-PARTNER-ID, or none, is nobody", async () => {
    const aggregator = await bank({ profile: AGGREGATOR });
    const from = (id: string | undefined) => ({ headers: { "X-PARTNER-ID": id } });
    expect(await codeOf(aggregator.inquire(asked(), from("36478")))).toBe("4012403");
    expect(await codeOf(aggregator.inquire(asked(), from(undefined)))).toBe("4012403");
  });

  it("snap-bi 8.20: is stale outside its window, though it has no token that could end", async () => {
    const aggregator = await bank({ profile: AGGREGATOR });
    expect(await codeOf(aggregator.inquire(asked(), { timestamp: "2026-11-20T09:54:59+07:00" }))).toBe(
      "4012400",
    );
    expect(await codeOf(aggregator.inquire(asked(), { timestamp: "2026-11-20T09:55:01+07:00" }))).toBe(
      LET_IN,
    );
  });

  it("gets no token: its answer says what to do instead, and only to who signs", async () => {
    const aggregator = await bank({ profile: AGGREGATOR });
    const { status, body } = await aggregator.askToken();
    expect([status, body]).toEqual([
      403,
      {
        responseCode: "4037301",
        responseMessage: "Feature Not Allowed [Sign each call, no token is used]",
      },
    ]);
    expect(await codeOf(aggregator.askToken({ signedText: "guess" }))).toBe("4017300");
  });

  it("a token from before the change opens nothing any more", async () => {
    const bri = await bank();
    const { accessToken: token } = (await bri.askToken()).body;
    bri.profile = withSnap({ signature: "asymmetric-without-token" });
    bri.letTimePass(11);
    const hmac = { token, signWith: "hmac" } as const;
    expect(await codeOf(bri.inquire(inquiryBody(), hmac))).toBe("4012400");
    const elsewhere = { ...hmac, headers: { "X-PARTNER-ID": "BRI-PARTNER-02" } };
    expect(await codeOf(bri.inquire(inquiryBody(), elsewhere))).toBe("4012401");
  });

  it("snap-bi 8.28: every RSA key that is in use verifies, a revoked one does not", async () => {
    const aggregator = await bank({ profile: AGGREGATOR });
    const [rsa] = aggregator.credentials;
    if (!rsa) throw new Error("no key");
    for (const [state, code] of [
      ["next", LET_IN],
      ["retiring", LET_IN],
      ["revoked", "4012400"],
    ] as const) {
      aggregator.credentials = [{ ...rsa, state }];
      aggregator.letTimePass(11);
      expect(await codeOf(aggregator.inquire(asked())), state).toBe(code);
    }
  });
});

describe("a partner that signs with a token", () => {
  it("snap-bi 8.31: its RSA signature over the string without token is 401", async () => {
    const bri = await bank();
    expect(await codeOf(bri.inquire(inquiryBody(), { signWith: "rsa" }))).toBe("4012400");
  });
});

describe("the encoding of a signature", () => {
  it("snap-bi 8.5: is the profile's alone, in the token call as well", async () => {
    const bri = await bank();
    const hex = await bank({ profile: withSnap({ signatureEncoding: "hex" }) });
    const other = await bank({ profile: withSnap({ signatureEncoding: "hex" }, AGGREGATOR) });
    expect(await codeOf(hex.askToken())).toBe("2007300");
    expect(await codeOf(hex.inquire(inquiryBody()))).toBe(LET_IN);
    expect(await codeOf(other.inquire(inquiryBody(numbersOf(AGGREGATOR, NIK))))).toBe(LET_IN);
    expect(await codeOf(hex.inquire(inquiryBody(), { encoding: "base64" }))).toBe("4012400");
    expect(await codeOf(hex.askToken({ encoding: "base64" }))).toBe("4017300");
    expect(await codeOf(bri.inquire(inquiryBody(), { encoding: "hex" }))).toBe("4012400");
    expect(await codeOf(bri.askToken({ encoding: "hex" }))).toBe("4017300");
  });

  it("snap-bi 8.5: hexadecimal in capitals is another text", async () => {
    const hex = await bank({ profile: withSnap({ signatureEncoding: "hex" }) });
    await hex.inquire(inquiryBody());
    const [event] = hex.events.slice(-1);
    const signature = event?.headers["X-SIGNATURE"]?.toUpperCase();
    if (!event || !signature) throw new Error("nothing was sent");
    const shouted = {
      ...event,
      multiValueHeaders: { ...event.multiValueHeaders, "X-SIGNATURE": [signature] },
    };
    expect(await codeOf(hex.send(event))).toBe(LET_IN);
    expect(await codeOf(hex.send(shouted))).toBe("4012400");
  });
});

describe("a bank that calls paths of its own", () => {
  const paths = {
    token: "/maju/oauth/token",
    inquiry: "/maju/va/cek",
    payment: "/maju/va/bayar",
    status: "/maju/va/status",
  };
  const profile = withSnap({ paths });

  it("snap-bi 8.4: is served at them, behind a stage as well, and signs what it calls", async () => {
    const maju = await bank({ profile });
    expect(await codeOf(maju.askToken())).toBe("2007300");
    expect(await codeOf(maju.inquire(inquiryBody()))).toBe(LET_IN);
    expect(await codeOf(maju.pay(paymentBody()))).toBe("5002500");
    expect(await codeOf(maju.ask({ ...NUMBERS, inquiryRequestId: "I-1" }))).toBe("5002600");
    expect(await codeOf(maju.inquire(inquiryBody(), { path: `/live${paths.inquiry}` }))).toBe(LET_IN);
    const [event] = maju.events.slice(-1);
    if (!event) throw new Error("nothing was sent");
    const moved = { ...event, requestContext: { ...event.requestContext, path: paths.inquiry } };
    expect(await codeOf(maju.send(moved))).toBe("4012400");
  });

  it("snap-bi 8.15: the service's own code stands on what the router says there", async () => {
    const maju = await bank({ profile });
    const send = (more: { method?: string; path: string; query?: Record<string, string> }) =>
      codeOf(maju.send(proxyEvent({ headers: {}, body: "{}", ...more })));
    expect(await send({ method: "GET", path: paths.inquiry })).toBe("4052401");
    expect(await send({ path: paths.payment, query: { a: "1" } })).toBe("4002500");
    expect(await send({ path: "/maju/va/batal" })).toBe("4040002");
    expect(await send({ path: "/live/maju/va" })).toBe("4040002");
  });

  it("a path that nobody has is a fault of ours, and no 404, while the registry cannot be read", async () => {
    const down = await bank({
      ledger: (registry) => ({ ...registry, readRange: () => Promise.reject(new Error("no answer")) }),
    });
    expect(await codeOf(down.send(proxyEvent({ path: "/maju/va/cek", headers: {}, body: "{}" })))).toBe(
      "5000000",
    );
  });
});

describe("over a real ledger", () => {
  let table: TestLedger;
  beforeAll(async () => {
    table = await startTestLedger();
  });
  afterAll(() => table.stop());

  it("an aggregator inquires, pays, repeats and asks, without a token", async () => {
    const aggregator = await insuredBank(table, { profile: AGGREGATOR });
    const numbers = numbersOf(AGGREGATOR, NIK);
    const inquiryRequestId = next("AGG");
    const quoted = await aggregator.inquire({ ...numbers, inquiryRequestId });
    expect(quoted.body.responseCode).toBe("2002400");
    const paidAmount = quoted.body.virtualAccountData.totalAmount;
    const sent = { ...numbers, paymentRequestId: inquiryRequestId, paidAmount };
    const paid = await aggregator.pay(sent);
    expect(paid.body.responseCode).toBe("2002500");
    expect((await aggregator.pay({ ...sent, flagAdvise: "Y" })).text).toBe(paid.text);
    expect(await codeOf(aggregator.ask({ ...numbers, paymentRequestId: inquiryRequestId }))).toBe("2002600");
  });
});
