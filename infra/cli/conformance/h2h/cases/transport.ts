import type { H2hCase } from "../h2h-case.ts";
import { H2H_PATHS } from "../h2h-shop.ts";

const TOO_LARGE_BYTES = 70 * 1024;

/** What the layers around the services answer. */
export const TRANSPORT_CASES: readonly H2hCase[] = [
  {
    id: "h2h-http-method",
    category: "transport",
    title: "another method is 405 with the one that is served, signed",
    reason: "A proxy that turns POST into GET is a classic; the answer should show it.",
    reference: "RFC 9110 section 15.5.6",
    async run(bench) {
      for (const [path, allow] of [
        [H2H_PATHS.inquiries, "POST"],
        [H2H_PATHS.payments, "POST"],
        [H2H_PATHS.lookup, "POST"],
        [`${H2H_PATHS.payments}/A-1`, "GET"],
      ] as const) {
        for (const method of ["PUT", "DELETE", allow === "GET" ? "POST" : "GET"]) {
          const reply = bench.problem(
            await bench.shop.call(method, path, method === "GET" ? undefined : {}),
            405,
            "method-not-allowed",
          );
          bench.check.equal("Allow", reply.headers.get("allow"), allow);
        }
      }
    },
  },
  {
    id: "h2h-http-query",
    category: "transport",
    title: "a query string is refused, covered or not",
    reason: "The event behind the gateway has no raw query, so it could not be verified.",
    reference: "design section 2, RFC 9421 section 2.2.7",
    async run(bench) {
      const fields = bench.inquiryFields(bench.asked.nik);
      const target = `${H2H_PATHS.inquiries}?a=1`;
      bench.problem(await bench.shop.post(H2H_PATHS.inquiries, fields, { target }), 400, "query-not-allowed");
      bench.problem(await bench.shop.get(`${H2H_PATHS.payments}/A-1?a=1`), 400, "query-not-allowed");
    },
  },
  {
    id: "h2h-http-too-large",
    category: "transport",
    title: "a body that is too large is 413, signed",
    reason: "Nobody has to hash megabytes for a stranger.",
    reference: "RFC 9110 section 15.5.14",
    async run(bench) {
      const fields = { ...bench.inquiryFields(bench.asked.nik), padding: "x".repeat(TOO_LARGE_BYTES) };
      bench.problem(await bench.shop.post(H2H_PATHS.inquiries, fields), 413, "body-too-large");
    },
  },
  {
    id: "h2h-http-media-type",
    category: "transport",
    title: "another media type, or none, is 415; a charset of UTF-8 is fine",
    reason: "What is not said to be JSON is not read as JSON.",
    reference: "RFC 9110 section 15.5.16, design section 5",
    async run(bench) {
      const fields = bench.inquiryFields(bench.asked.nik);
      for (const contentType of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin1",
        null,
      ]) {
        bench.problem(
          await bench.shop.post(H2H_PATHS.inquiries, fields, { contentType }),
          415,
          "media-type-unsupported",
        );
      }
      for (const contentType of ["application/json; charset=utf-8", "Application/JSON;charset=UTF-8"]) {
        bench.ok(await bench.shop.post(H2H_PATHS.inquiries, fields, { contentType }), 201);
      }
    },
  },
  {
    id: "h2h-http-body-unreadable",
    category: "transport",
    title: "what is no JSON object in UTF-8, names a field twice or nests too deep is unreadable",
    reason:
      "One reader takes the first of two values, another the last: what was checked is not what is booked.",
    reference: "RFC 8259, snap-bi.md 2.4, 8.18",
    async run(bench) {
      const text = JSON.stringify(bench.inquiryFields(bench.asked.nik));
      const bodies = [
        "null",
        `[${text}]`,
        text.slice(0, -1),
        `${text}${text}`,
        `${text.slice(0, -1)},"months":2}`,
        `${text.slice(0, -1)},"deep":${"[".repeat(200)}${"]".repeat(200)}}`,
        Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
        Buffer.from(text.replace("KIT", "K\u00ffT"), "latin1"),
      ];
      for (const body of bodies)
        bench.problem(await bench.shop.post(H2H_PATHS.inquiries, body), 400, "body-unreadable");
    },
  },
  {
    id: "h2h-http-unknown-route",
    category: "transport",
    title: "a path that names no service is a signed 404, whoever asks",
    reason: "An engineer who mistyped a path should read it in an answer that he can trust.",
    reference: "design 5.2",
    async run(bench) {
      for (const path of [
        "/h2h/v1/refunds",
        "/h2h/v2/inquiries",
        "/h2h/v1/Inquiries",
        "/h2h/v1/payments/A/B",
      ]) {
        bench.problem(await bench.shop.post(path, {}), 404, "route-unknown");
      }
    },
  },
  {
    id: "h2h-http-quick",
    category: "transport",
    title: "an inquiry is answered while the cashier waits",
    reason: "A queue stands behind the worker.",
    reference: "snap-bi.md 8.14",
    async run(bench) {
      const reply = bench.ok(await bench.inquire(bench.asked.nik), 201);
      bench.check.that(
        "the time it took",
        reply.durationMs < 3_000,
        "under 3000 ms",
        Math.round(reply.durationMs),
      );
    },
  },
  {
    id: "h2h-http-no-internals",
    category: "transport",
    title: "a refusal says nothing about the inside",
    reason: "Stack traces and table names are a map for whoever tries the door.",
    reference: "OWASP API8, design section 5",
    async run(bench) {
      const replies = [
        await bench.shop.post(H2H_PATHS.inquiries, "{"),
        await bench.shop.post(H2H_PATHS.payments, { amount: [] }),
        await bench.shop.post(H2H_PATHS.lookup, { customerNumber: { type: {}, value: [] } }),
        await bench.shop.get(`${H2H_PATHS.payments}/%00`),
      ];
      for (const reply of replies) {
        bench.check.equal("HTTP status", reply.status, 400);
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
