import { describe, expect, it } from "vitest";
import { SAMPLE_PARTNERS } from "../../../infra/local/sandbox/sample-partners.ts";
import { judgeProfile } from "../../../shared/protocol/snap/judge-profile.ts";
import { BRI } from "./bri-profile.ts";
import { AGGREGATOR, BCA } from "./other-profiles.ts";

const withSnap = (more: Record<string, unknown>) => ({ ...BRI, snap: { ...BRI.snap, ...more } });
const PATHS = { token: "/maju/token", inquiry: "/maju/cek", payment: "/maju/bayar", status: "/maju/status" };

describe("a profile that may be used", () => {
  it.each(SAMPLE_PARTNERS)("$partnerId of the sandbox", (profile) => {
    expect(judgeProfile(profile)).toEqual([]);
  });

  it.each([
    ["another code", { codes: { "quote-expired": "403xx00", "already-paid": "404xx14" } }],
    ["other words", { messages: { "404xx12": "Bill not found", "200xx00": "Success" } }],
    ["paths of its own", { paths: PATHS }],
    [
      "the standard's tails behind a prefix of its own",
      { paths: { ...PATHS, payment: "/x/v1.0/transfer-va/payment" } },
    ],
    [
      "a signature without token, in hexadecimal",
      { signature: "asymmetric-without-token", signatureEncoding: "hex" },
    ],
  ])("%s", (_what, more) => {
    expect(judgeProfile(withSnap(more))).toEqual([]);
  });

  it("one of the other kinds of bank", () => {
    expect([...judgeProfile(BCA), ...judgeProfile(AGGREGATOR)]).toEqual([]);
  });
});

describe("a profile that is refused", () => {
  it.each(["client-and-time", "none", "", null, 5])(
    "snap-bi 8.32: a caller that signs no body (%j), with the reason",
    (signature) => {
      const faults = judgeProfile(withSnap({ signature }));
      expect(faults).toEqual([{ at: "snap.signature", fault: expect.stringContaining("not the body") }]);
    },
  );

  it.each([
    [{ codes: { "quote-gone": "403xx00" } }, "snap.codes.quote-gone", /no refusal of ours/],
    [{ codes: { accepted: "404xx12" } }, "snap.codes.accepted", /no refusal of ours/],
    [{ codes: { conflict: "404xx12" } }, "snap.codes.conflict", /no refusal of ours/],
    [{ codes: { "quote-expired": "403xx99" } }, "snap.codes.quote-expired", /no words/],
    [{ codes: { "amount-differs": "404xx18" } }, "snap.codes.amount-differs", /success of a payment/],
    [{ codes: { "quote-expired": "404xx14" } }, "snap.codes.quote-expired", /bill is paid/],
    [{ codes: { "partner-suspended": "401xx00" } }, "snap.codes.partner-suspended", /not let in/],
    [{ codes: { "amount-differs": "429xx00" } }, "snap.codes.amount-differs", /holds the money/],
    [{ codes: { "amount-differs": "404xx01" } }, "snap.codes.amount-differs", /never saw it/],
    [{ codes: { "amount-differs": "200xx00" } }, "snap.codes.amount-differs", /./],
    [{ codes: { "amount-differs": "500xx00" } }, "snap.codes.amount-differs", /./],
    [{ messages: { "404xx99": "Odd" } }, "snap.messages.404xx99", /never send/],
    [{ messages: { "404xx12": "Transaction Successful" } }, "snap.messages.404xx12", /says yes/],
    [{ paths: { ...PATHS, status: PATHS.payment } }, "snap.paths.payment", /two services/],
    [{ paths: { ...PATHS, payment: "/h2h/v1/payments" } }, "snap.paths.payment", /another service/],
    [{ paths: { ...PATHS, payment: "/ops/x" } }, "snap.paths.payment", /another service/],
    [
      { paths: { ...PATHS, payment: "/x/v1.0/transfer-va/inquiry" } },
      "snap.paths.payment",
      /standard's path of inquiry/,
    ],
    [{ paths: { ...PATHS, payment: "no-slash" } }, "snap.paths.payment", /./],
    [{ answerWithinMs: 10_000 }, "snap.answerWithinMs", /./],
    [{ skewSeconds: 3_600 }, "snap.skewSeconds", /./],
    [{ customerNumberForms: [] }, "snap.customerNumberForms", /./],
    [{ unheardOf: true }, "snap", /./],
  ])("%j", (more, at, fault) => {
    const faults = judgeProfile(withSnap(more));
    expect(faults.map((found) => found.at)).toContain(at);
    expect(faults.find((found) => found.at === at)?.fault).toMatch(fault);
  });

  it.each([undefined, null, [], "bri", { partnerId: "bri" }])(
    "what is no profile at all: %j",
    (candidate) => {
      expect(judgeProfile(candidate).length).toBeGreaterThan(0);
    },
  );
});
