import { expectSnapForm } from "../expect-snap.ts";
import type { SnapBench } from "../snap-bench.ts";
import type { SnapCase } from "../snap-case.ts";

const SERVICES = ["inquiry", "payment", "status"] as const;
const TOO_LARGE_BYTES = 70 * 1024;

const fieldsOf = (bench: SnapBench) =>
  bench.inquiryFields(bench.askedNumber, { paymentRequestId: bench.id() });

/** What the layers around the service answer by themselves. */
export const TRANSPORT_CASES: readonly SnapCase[] = [
  {
    id: "snap-http-method",
    category: "transport",
    title: "another method than POST is 405 with the code of its service",
    reason: "A framework's own 405 has no responseCode, and a bank's stack reads that as no answer.",
    reference: "snap-bi.md 4.1, 8.15",
    async run(bench) {
      for (const service of SERVICES) {
        for (const method of ["GET", "PUT"]) {
          const reply = await bench.bank.call(service, fieldsOf(bench), { method, signedMethod: method });
          bench.expect(reply, "405-01");
          bench.check.equal("Allow", reply.headers.get("allow"), "POST");
        }
      }
    },
  },
  {
    id: "snap-http-query",
    category: "transport",
    title: "a query string is refused, signed or not",
    reason: "The event behind the gateway has no raw query, so it could not be verified.",
    reference: "design section 2, snap-bi.md 2.3",
    async run(bench) {
      for (const service of SERVICES) {
        const target = `${bench.bank.path(service)}?a=1`;
        bench.expect(
          await bench.bank.call(service, fieldsOf(bench), { target, signedPath: target }),
          "400-00",
        );
      }
    },
  },
  {
    id: "snap-http-too-large",
    category: "transport",
    title: "a body that is too large is 413 of its service",
    reason: "Nobody has to hash megabytes for a stranger, and the bank has to see which service said so.",
    reference: "snap-bi.md 8.15, 8.18",
    async run(bench) {
      for (const service of SERVICES) {
        const fields = { ...fieldsOf(bench), padding: "x".repeat(TOO_LARGE_BYTES) };
        const reply = await bench.bank.call(service, fields);
        bench.check.equal("HTTP status", reply.status, 413);
        expectSnapForm(bench.check, reply);
      }
    },
  },
  {
    id: "snap-http-unknown-route",
    category: "transport",
    title: "a path that names no service is 404 in the standard's form",
    reason: "An engineer who mistyped a path should read it in the answer.",
    reference: "snap-bi.md 4.1, 8.15",
    async run(bench) {
      const { basePath } = bench.partner;
      for (const tail of [
        "/v1.0/transfer-va/refund",
        "/v2.0/transfer-va/inquiry",
        "/v1.0/Transfer-VA/inquiry",
      ]) {
        const reply = await bench.bank.call("inquiry", fieldsOf(bench), {
          target: basePath + tail,
          signedPath: basePath + tail,
        });
        bench.check.equal("responseCode", reply.responseCode, "4040002");
        bench.check.equal("HTTP status", reply.status, 404);
        bench.check.form("Content-Type is JSON", reply.headers.get("content-type"), /^application\/json\b/);
        bench.check.form("X-TIMESTAMP stands on it too", reply.headers.get("x-timestamp"), /\+07:00$/);
      }
    },
  },
  {
    id: "snap-http-quick",
    category: "transport",
    title: "an inquiry is answered well inside a bank's patience",
    reason: "BRI gives up after ten seconds and holds the money; the inner deadline is shorter.",
    reference: "snap-bi.md 8.14",
    async run(bench) {
      const reply = bench.expect(await bench.inquire(bench.askedNumber), "200-00");
      bench.check.that(
        "the time it took",
        reply.durationMs < 3_000,
        "under 3000 ms",
        Math.round(reply.durationMs),
      );
    },
  },
  {
    id: "snap-http-no-internals",
    category: "transport",
    title: "a refusal says nothing about the inside",
    reason: "Stack traces and table names are a map for whoever tries the door.",
    reference: "OWASP API8, design section 5",
    async run(bench) {
      const replies = [
        await bench.bank.call("inquiry", "{"),
        await bench.inquire(bench.askedNumber, { customerNo: { a: 1 } }),
        await bench.inquire(
          bench.askedNumber,
          {},
          { token: bench.bank.usesToken ? "x" : null, headers: { "X-SIGNATURE": "x" } },
        ),
        await bench.bank.call("payment", '{"paidAmount":[]}'),
      ];
      for (const reply of replies) {
        expectSnapForm(bench.check, reply);
        bench.check.that(
          "no trace, path or product",
          !/\.ts\b|node_modules|at \w+ \(|dynamo|lambda|zod|exception/i.test(reply.text),
          "nothing of the kind",
          reply.text,
        );
        bench.check.equal(
          "no Server or X-Powered-By",
          [reply.headers.get("server"), reply.headers.get("x-powered-by")],
          [undefined, undefined],
        );
      }
    },
  },
];
