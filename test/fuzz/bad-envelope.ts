import fc from "fast-check";

/** What is done to a request around its body; the signature is genuine unless the change says otherwise. */
export type EnvelopeChange =
  | { readonly kind: "none" }
  | { readonly kind: "header"; readonly name: string; readonly value: string | undefined }
  | { readonly kind: "doubled"; readonly name: string; readonly how: "values" | "names" }
  | { readonly kind: "lower-case-names" }
  | { readonly kind: "timestamp"; readonly text: string }
  | { readonly kind: "token"; readonly of: "expired" | "foreign" | "nobody" }
  | { readonly kind: "token-text"; readonly text: string }
  | { readonly kind: "token-letter"; readonly at: number; readonly letter: string }
  | { readonly kind: "signature"; readonly with: "guessed-secret" | "good-body" }
  | { readonly kind: "method"; readonly method: string }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "query"; readonly name: string; readonly value: string }
  /** So little of the function's time is left that no write may begin. */
  | { readonly kind: "hurry"; readonly remainingMs: number };

/** Headers that every transaction needs; a token call ignores the last three and has X-CLIENT-KEY instead. */
const NEEDED = [
  "X-TIMESTAMP",
  "X-SIGNATURE",
  "X-CLIENT-KEY",
  "Authorization",
  "X-PARTNER-ID",
  "X-EXTERNAL-ID",
];

/** Times without an offset, that do not exist, are written otherwise, or lie outside the window. */
const TIMESTAMPS = [
  "2026-11-20T10:00:00",
  "2026-11-20 10:00:00+07:00",
  "2026-11-20T10:00:00+0700",
  "2026-11-20t10:00:00+07:00",
  "2026-11-31T10:00:00+07:00",
  "2026-11-20T24:00:00+07:00",
  "2026-11-20T10:00:60+07:00",
  "2026-11-20T10:00:00.1234567890+07:00",
  "2026-11-20T10:00:00+24:00",
  "+012026-11-20T10:00:00+07:00",
  "0000-01-01T00:00:00+07:00",
  "9999-12-31T23:59:59Z",
  "2026-11-20T09:54:59+07:00",
  "2026-11-20T10:05:01+07:00",
  "1795143600000",
  "now",
  "２０２６-11-20T10:00:00+07:00",
];

const TOKENS = [
  "null",
  "undefined",
  "a.b.c",
  "..",
  "eyJhbGciOiJub25lIn0.e30.",
  "Bearer",
  "0",
  "a".repeat(2_049),
];

const PATHS = [
  "/snap/v1.0/transfer-va/payment//",
  "/snap/v1.0/transfer-va//payment",
  "/snap/v1.0/transfer-va/Payment",
  "/snap/v1.0/transfer-va/paymen%74",
  "/snap/v1.0/transfer-va/payment%00",
  "/snap/v1.0/transfer-va/payment;a=b",
  "/snap/v1.0/transfer-va/./payment",
  "/snap/v1.1/transfer-va/payment",
  "/snap/v1.0/transfer-va/payment\u0000",
  "/snap/v1.0",
  "/snap/a/b/c/d/v1.0/transfer-va/payment",
  "/%2e%2e/v1.0/transfer-va/payment",
  "/:service",
  "/*",
  "",
];

const header = fc.record({
  kind: fc.constant("header" as const),
  name: fc.constantFrom(...NEEDED.filter((name) => name !== "X-CLIENT-KEY"), "CHANNEL-ID"),
  value: fc.constantFrom(undefined, ""),
});

const wrongHeader: fc.Arbitrary<EnvelopeChange> = fc
  .constantFrom<[string, string]>(
    ["Authorization", "Basic YTpi"],
    ["Authorization", "Bearer"],
    ["X-PARTNER-ID", "BNI-PARTNER-01"],
    ["X-PARTNER-ID", "bri-partner-01"],
    ["X-PARTNER-ID", "__proto__"],
    ["X-EXTERNAL-ID", "9".repeat(37)],
    ["X-EXTERNAL-ID", "a_b"],
    ["X-EXTERNAL-ID", "9999991503850001"],
    ["X-SIGNATURE", "0".repeat(88)],
    ["X-SIGNATURE", "é"],
    ["X-TIMESTAMP", "2026-11-20T10:00:01+07:00"],
  )
  .map(([name, value]) => ({ kind: "header", name, value }));

/** Paths of the services; the router takes a slash at their end, which is signed like the rest. */
const SERVED = /\/v1\.0\/(transfer-va\/(inquiry|payment|status)|access-token\/b2b)\/?$/;

const path = fc.oneof(
  fc.constantFrom(...PATHS),
  fc.webPath().map((text) => `/snap/v1.0/${text}`),
  fc.string({ unit: "binary", maxLength: 60 }),
);

/** Changes after which nothing may be booked, whatever the body says. */
export const badEnvelope: fc.Arbitrary<EnvelopeChange> = fc.oneof(
  header,
  wrongHeader,
  fc.record({
    kind: fc.constant("doubled" as const),
    name: fc.constantFrom(...NEEDED.filter((name) => name !== "X-CLIENT-KEY")),
    how: fc.constantFrom("values" as const, "names" as const),
  }),
  fc.constantFrom(...TIMESTAMPS).map((text): EnvelopeChange => ({ kind: "timestamp", text })),
  fc.string({ maxLength: 40 }).map((text): EnvelopeChange => ({ kind: "timestamp", text })),
  fc
    .constantFrom("expired" as const, "foreign" as const, "nobody" as const)
    .map((of): EnvelopeChange => ({ kind: "token", of })),
  fc.constantFrom(...TOKENS).map((text): EnvelopeChange => ({ kind: "token-text", text })),
  fc.record({
    kind: fc.constant("token-letter" as const),
    at: fc.double({ min: 0, max: 0.99, noNaN: true }),
    letter: fc.constantFrom(..."AZaz09"),
  }),
  fc.constant<EnvelopeChange>({ kind: "signature", with: "guessed-secret" }),
  fc
    .constantFrom("GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "post", "POST ", "")
    .map((method): EnvelopeChange => ({ kind: "method", method })),
  path.filter((text) => !SERVED.test(text)).map((text): EnvelopeChange => ({ kind: "path", path: text })),
  fc
    .tuple(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }))
    .map(([name, value]): EnvelopeChange => ({ kind: "query", name, value })),
  fc.integer({ min: 0, max: 2_400 }).map((remainingMs): EnvelopeChange => ({ kind: "hurry", remainingMs })),
);

/** Changes that a good body may survive, so that they are no bad request by themselves. */
export const oddEnvelope: fc.Arbitrary<EnvelopeChange> = fc.oneof(
  fc.constant<EnvelopeChange>({ kind: "none" }),
  fc.constant<EnvelopeChange>({ kind: "lower-case-names" }),
  fc.constant<EnvelopeChange>({ kind: "signature", with: "good-body" }),
  fc.constant<EnvelopeChange>({ kind: "doubled", name: "CHANNEL-ID", how: "values" }),
  fc
    .constantFrom<[string, string | undefined]>(
      ["Content-Type", undefined],
      ["Content-Type", "application/xml; charset=utf-16"],
      ["X-EXTERNAL-ID", "1"],
      ["CHANNEL-ID", "x".repeat(300)],
      ["X-CLIENT-KEY", "bri-client-0001\r\nX-Injected: 1"],
      ["X-CLIENT-KEY", "nobody"],
    )
    .map(([name, value]): EnvelopeChange => ({ kind: "header", name, value })),
);
