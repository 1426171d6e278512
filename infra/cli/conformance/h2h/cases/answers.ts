import { fieldsOf } from "../../raw-call.ts";
import { judgeAnswer } from "../genuine-answer.ts";
import type { H2hCase } from "../h2h-case.ts";
import { H2H_PATHS } from "../h2h-shop.ts";

/** What the gateway's own signature proves. Each answer of every case is checked as well. */
export const ANSWER_CASES: readonly H2hCase[] = [
  {
    id: "h2h-answer-bound-to-request",
    category: "answers",
    workers: 1,
    title: "an answer's signature holds for its own request and for no other",
    reason: "Otherwise somebody between till and gateway hands one payment's receipt to another.",
    reference: "RFC 9421 sections 2.4 and 7.2.4",
    async run(bench) {
      const { check, keys } = bench;
      const quote = await bench.quote(bench.worker());
      const { reply } = await bench.paid(quote);
      const other = await bench.status(bench.reference());
      check.equal("for its own request", judgeAnswer(reply, reply.request, keys)?.isGenuine, true);
      check.equal("for another request", judgeAnswer(reply, other.request, keys)?.isGenuine, false);
      const sameButLater = await bench.inquire(bench.asked.nik);
      check.equal(
        "for another signature over the same path",
        judgeAnswer(quote.reply, sameButLater.request, keys)?.isGenuine,
        false,
      );
    },
  },
  {
    id: "h2h-answer-altered",
    category: "answers",
    workers: 1,
    title: "a receipt with another amount, status or header does not verify",
    reason: "A till that checks the signature cannot be shown a refusal as a receipt.",
    reference: "RFC 9421 section 3.2, RFC 9530",
    async run(bench) {
      const { check, keys } = bench;
      const { reply } = await bench.paid(await bench.quote(bench.worker()));
      const text = reply.text.replace(/"amount":\d/, '"amount":9');
      const paid = judgeAnswer({ ...reply, text, bytes: Buffer.from(text) }, reply.request, keys);
      check.equal("the digest of the altered body", paid?.digestMatches, false);
      check.equal(
        "another status",
        judgeAnswer({ ...reply, status: 200 }, reply.request, keys)?.isGenuine,
        false,
      );
      const headers = new Map(reply.headers).set("content-type", "text/html");
      check.equal(
        "another content type",
        judgeAnswer({ ...reply, headers }, reply.request, keys)?.isGenuine,
        false,
      );
    },
  },
  {
    id: "h2h-answer-refusals-signed",
    category: "answers",
    title: "what the router says by itself is signed too",
    reason: "An unsigned 404 could be anybody's; a till may only act on what it can prove.",
    reference: "design 5.2, snap-bi.md 8.15",
    async run(bench) {
      bench.problem(await bench.shop.get("/h2h/v1/nothing"), 404, "route-unknown");
      bench.problem(
        await bench.shop.get("/h2h/v1/nothing", { signatureHeaders: () => ({}) }),
        404,
        "route-unknown",
      );
      bench.problem(await bench.shop.call("PUT", H2H_PATHS.payments, {}), 405, "method-not-allowed");
    },
  },
  {
    id: "h2h-answer-keys",
    category: "answers",
    title: "the published keys are public Ed25519 keys with ids",
    reason: "Tills pin them; a private part there would let anybody sign receipts.",
    reference: "RFC 7517, RFC 8037, design 5.4",
    async run(bench) {
      const reply = await bench.shop.send({
        method: "GET",
        target: "/.well-known/jwks.json",
        headers: [],
        body: new Uint8Array(),
      });
      const { check } = bench;
      check.equal("HTTP status", reply.status, 200);
      const keys = Array.isArray(reply.body.keys) ? reply.body.keys.map(fieldsOf) : [];
      check.that("there are keys", keys.length > 0, "at least 1", keys.length);
      check.that(
        "one is Ed25519",
        keys.some(({ crv }) => crv === "Ed25519"),
        "an OKP key",
        keys.map(({ kty }) => kty),
      );
      check.equal("ids are all different", new Set(keys.map(({ kid }) => kid)).size, keys.length);
      for (const key of keys) {
        check.form("kid", key.kid, /^.+$/);
        for (const secret of ["d", "k", "p", "q"])
          check.equal(`no private member ${secret}`, key[secret], undefined);
      }
    },
  },
];
