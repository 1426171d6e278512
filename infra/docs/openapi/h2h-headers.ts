import type { Json } from "./json.ts";

const text = (description: string, example: string, more: Json = {}): Json => ({
  description,
  schema: { type: "string" },
  example,
  ...more,
});

const inHeader = (name: string, header: Json, required = true): Json => ({
  name,
  in: "header",
  required,
  ...header,
});

/** Headers that an H2H request carries (RFC 9421, RFC 9530), as the document's parameters. */
export const H2H_PARAMETERS = {
  ContentDigest: inHeader(
    "Content-Digest",
    text(
      "SHA-256 or SHA-512 of the body's bytes (RFC 9530).",
      "sha-256=:RNcxGwSApK+jaSX7nP/sB/e+y2MXenxiwiZWXlrNgQw=:",
    ),
  ),
  SignatureInput: inHeader(
    "Signature-Input",
    text(
      "What is signed (RFC 9421): at least `@method` and `@path`, `content-digest` where there is a body, `idempotency-key` when it is sent; with `created` and `keyid`, and `alg` if you like.",
      'sig=("@method" "@path" "content-digest");created=1795143600;keyid="indomaret-01";alg="ed25519"',
    ),
  ),
  Signature: inHeader(
    "Signature",
    text("The signature, under the same label.", "sig=:Zm9yIHRoZSBmb3JtIG9ubHk=:"),
  ),
  IdempotencyKey: inHeader(
    "Idempotency-Key",
    text(
      "May be left out: the payment reference decides what is a repeat. A key that was used today for another payment is refused.",
      "INV-20261120-0001",
      { schema: { type: "string", pattern: '^"?[A-Za-z0-9._-]{1,64}"?$' } },
    ),
    false,
  ),
  PaymentReference: {
    name: "paymentReference",
    in: "path",
    required: true,
    description: "Your reference, exactly as in the payment.",
    schema: { type: "string", pattern: "^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}$" },
    example: "INV-20261120-0001",
  },
} as const satisfies Record<string, Json>;

/** Headers of H2H answers, as the document's headers. */
export const H2H_HEADERS = {
  AnswerDigest: text(
    "SHA-256 of the answer's bytes.",
    "sha-256=:RNcxGwSApK+jaSX7nP/sB/e+y2MXenxiwiZWXlrNgQw=:",
  ),
  AnswerSignatureInput: text(
    "Our signature covers the status, the digest, the repeat headers, and the method, path and signature of your request.",
    'kanal=("@status" "content-type" "content-digest" "@method";req "@path";req "signature";req);created=1795143601;keyid="Ld9Fblo0johX6Y_Lr4dpeKwMcTWpt3Hjomp6JjKpuTM";alg="ed25519"',
  ),
  AnswerSignature: text(
    "Ed25519; the key is in `/.well-known/jwks.json` by its `keyid`.",
    "kanal=:Zm9yIHRoZSBmb3JtIG9ubHk=:",
  ),
  KanalReplayed: { description: "This answer was given before.", schema: { const: "true" }, example: "true" },
  KanalFirstAnswered: {
    description: "When it was given first.",
    schema: { type: "string", format: "date-time" },
    example: "2026-11-20T10:00:00+07:00",
  },
  AcceptSignature: text(
    "What a signature has to cover (RFC 9421 section 5).",
    'kanal=("@method" "@path" "content-digest" "idempotency-key");created;keyid;alg',
  ),
  RetryAfter: {
    description: "Seconds to wait, where that is known.",
    schema: { type: "integer", minimum: 0 },
    example: 1,
  },
} as const satisfies Record<string, Json>;

const refTo = (name: keyof typeof H2H_HEADERS): Json => ({ $ref: `#/components/headers/${name}` });

/** Every answer of the function is signed, refusals and faults included. */
export const SIGNED: Json = {
  "Content-Digest": refTo("AnswerDigest"),
  "Signature-Input": refTo("AnswerSignatureInput"),
  Signature: refTo("AnswerSignature"),
};
export const REPEATED: Json = {
  "Kanal-Replayed": refTo("KanalReplayed"),
  "Kanal-First-Answered": refTo("KanalFirstAnswered"),
};

export const RETRY_AFTER: Json = { "Retry-After": refTo("RetryAfter") };

/** Too many questions, a closing hour and contention say when to come back. */
const WITH_RETRY_AFTER: readonly number[] = [403, 429, 503];

/** The headers of an answer with this status. */
export function headersOfStatus(status: number): Json {
  if (status === 401) return { ...SIGNED, "Accept-Signature": refTo("AcceptSignature") };
  return WITH_RETRY_AFTER.includes(status) ? { ...SIGNED, ...RETRY_AFTER } : SIGNED;
}

export const parameter = (name: keyof typeof H2H_PARAMETERS): Json => ({
  $ref: `#/components/parameters/${name}`,
});
