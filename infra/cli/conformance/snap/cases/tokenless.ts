import { createHmac } from "node:crypto";
import type { SnapCase } from "../snap-case.ts";

/** The standard's second signature: every call signed with the partner's key, and no token (snap-bi.md 2.1, type 2). */
export const TOKENLESS_CASES: readonly SnapCase[] = [
  {
    id: "snap-tokenless-no-token-needed",
    category: "token",
    title:
      "a call signed with the partner's key is served without a token, and whatever stands in Authorization means nothing",
    reason: "Some callers of this type send an old token all the same; it must neither help nor hurt.",
    reference: "SNAP BI signature, snap-bi.md 2.1, 2.2",
    async run(bench) {
      bench.expect(await bench.inquire(bench.askedNumber), "200-00");
      bench.expect(
        await bench.inquire(bench.askedNumber, {}, { headers: { Authorization: "Bearer old" } }),
        "200-00",
      );
    },
  },
  {
    id: "snap-tokenless-token-call",
    category: "token",
    title: "a token call of a partner that uses none gives no token",
    reason: "A token that opens nothing is a riddle; a token that opens something is a second door.",
    reference: "snap-bi.md 2.1, 2.2",
    async run(bench) {
      const reply = await bench.bank.askToken();
      bench.check.that("it is refused", reply.status >= 400 && reply.status < 500, "4xx", reply.status);
      bench.check.form("the code is service 73's", reply.responseCode, /^4\d\d73\d\d$/);
      bench.check.equal("no token comes along", reply.body.accessToken, undefined);
    },
  },
  {
    id: "snap-tokenless-no-secret",
    category: "signature",
    title: "an HMAC, with whatever secret, is a wrong signature where a key was agreed",
    reason: "The public key is public: taken for a secret, it would sign for everybody.",
    reference: "RFC 8725 section 2.1, snap-bi.md 2.1",
    async run(bench) {
      for (const secret of [bench.partner.clientSecret || "secret", bench.partner.clientKey]) {
        const hmac = (genuine: string) =>
          createHmac("sha512", secret).update(genuine).digest(bench.partner.signatureEncoding);
        bench.expect(await bench.inquire(bench.askedNumber, {}, { signature: hmac }), "401-00");
      }
    },
  },
  {
    id: "snap-tokenless-token-of-another",
    category: "token",
    title: "another bank's token and secret do not serve under this partner's id",
    reason: "Two ways of signing must not add up to a third.",
    reference: "snap-bi.md 8.7",
    async run(bench) {
      const other = bench.otherBank;
      if (!other.usesToken) bench.skip("the other bank of the file has no tokens");
      const typed = bench.numberOf(bench.asked, 1, other);
      const fields = {
        ...other.numbers(typed.customerNo),
        inquiryRequestId: bench.id(),
        additionalInfo: {},
        ...typed.more,
      };
      const reply = await other.call("inquiry", fields, {
        headers: { "X-PARTNER-ID": bench.partner.xPartnerId },
      });
      bench.check.equal("HTTP status", reply.status, 401);
    },
  },
];
