import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { expectStranger } from "../expect-snap.ts";
import { jakartaTime } from "../jakarta-time.ts";
import type { SnapReply } from "../snap-bank.ts";
import type { SnapBench } from "../snap-bench.ts";
import type { SnapCase } from "../snap-case.ts";

const ask = (bench: SnapBench, twist: Parameters<SnapBench["inquire"]>[2]) =>
  bench.inquire(bench.askedNumber, {}, twist);

/** A bank without tokens is known by X-PARTNER-ID alone: without the right one nobody knows whose signature to look for. */
function expectOtherPartner(bench: SnapBench, reply: SnapReply): void {
  if (bench.bank.usesToken) bench.expect(reply, "401-00");
  else expectStranger(bench.check, reply);
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Another token with the claims of a genuine one. */
function forged(genuine: string, header: object, sign: (text: string) => string): string {
  const claims = genuine.split(".")[1] ?? "";
  const text = `${encoded(header)}.${claims}`;
  return `${text}.${sign(text)}`;
}

/** The headers of a transaction: who asks, with what token, when, and under which number. */
export const HEADER_CASES: readonly SnapCase[] = [
  {
    id: "snap-token-missing",
    signing: "with-token",
    category: "token",
    title: "a transaction without a token is told that there is none",
    reason:
      "401xx03 sends the bank's stack to the token service; 401xx00 would send its engineer to the signature.",
    reference: "SNAP BI response codes, snap-bi.md 4.1",
    async run(bench) {
      bench.expect(await ask(bench, { token: null }), "401-03");
      bench.expect(await ask(bench, { headers: { Authorization: "Basic a2V5" } }), "401-03");
      bench.expect(await ask(bench, { headers: { Authorization: "Bearer " } }), "401-03");
    },
  },
  {
    id: "snap-token-forged",
    signing: "with-token",
    category: "token",
    title: "a token that the gateway did not sign is invalid, whatever it says",
    reason: "A token says everything about itself, so its signature is the only proof.",
    reference: "RFC 8725 section 2.1, snap-bi.md 4.2",
    async run(bench) {
      const genuine = await bench.bank.token();
      const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const stranger = (text: string) =>
        createSign("sha256")
          .update(text)
          .sign({ key: privateKey, dsaEncoding: "ieee-p1363" })
          .toString("base64url");
      const [head = ""] = genuine.split(".");
      const header = JSON.parse(Buffer.from(head, "base64url").toString() || "{}");
      const tokens = [
        "abc",
        forged(genuine, { alg: "none", typ: "JWT" }, () => ""),
        forged(genuine, header, stranger),
        forged(genuine, { alg: "HS256", typ: "JWT" }, () => encoded({})),
        `${genuine.slice(0, -6)}AAAAAA`,
        `${genuine}${"x".repeat(3000)}`,
      ];
      for (const token of tokens) bench.expect(await ask(bench, { token }), "401-01");
    },
  },
  {
    id: "snap-token-of-another-bank",
    signing: "with-token",
    category: "token",
    title: "another bank's token does not serve with this bank's secret and id",
    reason: "Token, client, secret and partner belong together.",
    reference: "snap-bi.md 8.7",
    async run(bench) {
      const other = bench.otherBank;
      if (!other.usesToken) bench.skip("the second bank of the file has no tokens");
      const token = await other.token();
      bench.expect(await ask(bench, { token }), "401-00");
      bench.expect(await ask(bench, { token, key: other.partner.clientSecret }), "401-00");
    },
  },
  {
    id: "snap-token-with-another-id",
    category: "headers",
    title: "a bank that names another bank in X-PARTNER-ID is refused",
    reason: "The header only has to match; who picks the partner by it lets a bank act for another.",
    reference: "snap-bi.md 2.6, 8.7",
    async run(bench) {
      for (const id of [bench.otherBank.partner.xPartnerId, "NOBODY"]) {
        expectOtherPartner(bench, await ask(bench, { headers: { "X-PARTNER-ID": id } }));
      }
    },
  },
  {
    id: "snap-headers-missing",
    category: "headers",
    title: "each mandatory header that is missing is named",
    reason: "An engineer who sees which header is missing needs no support call.",
    reference: "SNAP BI headers, snap-bi.md 2.6",
    async run(bench) {
      const names = ["X-TIMESTAMP", "X-SIGNATURE", "X-EXTERNAL-ID", "CHANNEL-ID"];
      for (const name of bench.bank.usesToken ? [...names, "X-PARTNER-ID"] : names) {
        const reply = bench.expect(await ask(bench, { headers: { [name]: null } }), "400-02");
        bench.check.form("the header is named", reply.body.responseMessage, new RegExp(name));
      }
    },
  },
  {
    id: "snap-headers-optional",
    category: "headers",
    title: "headers that the standard lists for others are tolerated, a long CHANNEL-ID too",
    reason: "SDKs send device, place and customer headers everywhere.",
    reference: "snap-bi.md 2.6, 8.22",
    async run(bench) {
      const more = {
        "X-DEVICE-ID": "",
        "X-IP-ADDRESS": "10.0.0.1",
        ORIGIN: "bank.example",
        "X-LATITUDE": "-8.65",
      };
      bench.expect(await ask(bench, { headers: { ...more, "CHANNEL-ID": "95221-EDC" } }), "200-00");
    },
  },
  {
    id: "snap-headers-twice",
    category: "headers",
    title: "a header that stands twice is taken for neither of its values",
    reason: "Where two readers pick different ones, one checks what the other does not use.",
    reference: "RFC 9110 section 5.3, snap-bi.md 8.7",
    async run(bench) {
      const { xPartnerId } = bench.partner;
      expectOtherPartner(bench, await ask(bench, { headers: { "X-PARTNER-ID": [xPartnerId, "NOBODY"] } }));
      bench.expect(
        await ask(bench, { headers: { "X-EXTERNAL-ID": [randomUUID(), randomUUID()] } }),
        "400-01",
      );
      const now = jakartaTime();
      bench.expect(await ask(bench, { timestamp: now, headers: { "X-TIMESTAMP": [now, now] } }), "400-01");
    },
  },
  {
    id: "snap-headers-time-malformed",
    category: "headers",
    title: "a transaction's time without an offset, or no time at all, is malformed",
    reason: "Guessed as WIB or UTC it is right for one bank and seven hours off for another.",
    reference: "snap-bi.md 2.5, 8.20",
    async run(bench) {
      for (const timestamp of [jakartaTime().slice(0, 19), "now", "2026-13-41T00:00:00+07:00"]) {
        const reply = bench.expect(await ask(bench, { timestamp }), "400-01");
        bench.check.form("the header is named", reply.body.responseMessage, /X-TIMESTAMP/);
      }
    },
  },
  {
    id: "snap-headers-time-forms",
    category: "headers",
    title: "a transaction's time is taken in every RFC 3339 form, and signed as it was written",
    reason: "A gateway that writes the time again before it verifies refuses every SDK.",
    reference: "RFC 3339, snap-bi.md 2.5, 8.20",
    async run(bench) {
      const utc = new Date().toISOString();
      const forms = [
        utc,
        `${utc.slice(0, 19)}Z`,
        `${utc.slice(0, 19)}-00:00`,
        `${jakartaTime().slice(0, 19)}.000+07:00`,
      ];
      for (const timestamp of forms) bench.expect(await ask(bench, { timestamp }), "200-00");
    },
  },
  {
    id: "snap-headers-time-outside-window",
    category: "headers",
    title: "an inquiry from outside the window is refused, on both sides",
    reason: "What was recorded yesterday must not work today, and a clock far ahead would work tomorrow.",
    reference: "snap-bi.md 2.5, 8.20",
    lookAt: "the machine's clock: it needs NTP",
    async run(bench) {
      const outside = bench.partner.skewSeconds + 60;
      for (const moved of [-outside, outside, -86_400]) {
        bench.expect(await ask(bench, { timestamp: jakartaTime(moved) }), "401-00");
      }
    },
  },
  {
    id: "snap-headers-time-inside-window",
    category: "headers",
    title: "an inquiry from just inside the window is served, on both sides",
    reason: "Bank clocks are seconds to minutes off; a one-sided window refuses half of them.",
    reference: "snap-bi.md 2.5, 8.20",
    async run(bench) {
      const most = bench.partner.skewSeconds - 30;
      for (const moved of [-most, most])
        bench.expect(await ask(bench, { timestamp: jakartaTime(moved) }), "200-00");
    },
  },
  {
    id: "snap-external-id-form",
    category: "headers",
    title: "X-EXTERNAL-ID takes letters, digits and hyphens, up to 36",
    reason: "It becomes part of a key, and the standard's own length is 36.",
    reference: "SNAP BI headers, snap-bi.md 2.6",
    async run(bench) {
      for (const externalId of ["x".repeat(37), "a b", "a#b", "a/b", "é"]) {
        bench.expect(await ask(bench, { externalId: Buffer.from(externalId).toString("latin1") }), "400-01");
      }
      for (const externalId of [randomUUID(), String(Date.now()) + "0".repeat(23)]) {
        bench.expect(await ask(bench, { externalId }), "200-00");
      }
    },
  },
  {
    id: "snap-external-id-reused",
    category: "headers",
    title: "an inquiry under a number of today is a conflict",
    reason: "Banks test it first, and a number that means two messages cannot be traced.",
    reference: "SNAP BI headers, SIT 11.5, snap-bi.md 4.2, 8.9",
    async run(bench) {
      const externalId = randomUUID();
      bench.expect(await ask(bench, { externalId }), "200-00");
      const reply = bench.expect(await ask(bench, { externalId }), "409-00");
      bench.check.equal("no price comes along", reply.data.billDetails, undefined);
      bench.expect(await ask(bench, { externalId }), "409-00");
    },
  },
  {
    id: "snap-external-id-not-burnt",
    category: "headers",
    title: "a call with a wrong signature uses up no number",
    reason: "Otherwise a stranger could burn a bank's numbers, and at BRI the 409 refunds the customer.",
    reference: "snap-bi.md 8.8",
    async run(bench) {
      const externalId = randomUUID();
      bench.expect(
        await ask(bench, { externalId, signature: (genuine) => genuine.split("").reverse().join("") }),
        "401-00",
      );
      bench.expect(await ask(bench, { externalId }), "200-00");
    },
  },
  {
    id: "snap-external-id-per-bank",
    category: "headers",
    title: "two banks may use the same number",
    reason: "A number is a bank's own; whoever counts them together lets one bank block another.",
    reference: "snap-bi.md 2.6, 8.9",
    async run(bench) {
      const externalId = randomUUID();
      bench.expect(await ask(bench, { externalId }), "200-00");
      const other = bench.otherBank;
      const { customerNo, more } = bench.numberOf(bench.asked, 1, other);
      const fields = {
        ...other.numbers(customerNo),
        inquiryRequestId: bench.id(),
        additionalInfo: {},
        ...more,
      };
      const reply = await other.call("inquiry", fields, { externalId });
      bench.check.equal("the other bank is served", reply.responseCode, "2002400");
    },
  },
];
