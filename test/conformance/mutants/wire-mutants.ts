import type { Mutant } from "./mutant.ts";

const SNAP_ROUTES = "functions/partner-api/snap-routes.ts";
const SIGNED_ANSWER = "shared/protocol/h2h/signed-answer.ts";

/** Faults in what is read and said. */
export const WIRE_MUTANTS: readonly Mutant[] = [
  {
    name: "name not masked",
    file: "shared/member/mask.ts",
    find: 'return first + "*".repeat(rest.length);',
    replace: 'return first + rest.join("");',
  },
  {
    name: "NIK not masked",
    file: "shared/member/mask.ts",
    find: 'return "*".repeat(12) + nik.slice(12);',
    replace: "return nik;",
  },
  {
    name: "a death told by name",
    file: "shared/protocol/snap/outcome-table.ts",
    find: '"member-unavailable": row("404xx12", "01", "Please call 175", "Silakan hubungi 175")',
    replace: '"member-unavailable": row("404xx12", "01", "Member is deceased", "Peserta sudah meninggal")',
  },
  {
    name: "a lookup tells of a death by another answer",
    file: "shared/coverage/look-up-member.ts",
    find: 'const servable = member?.segment === "BPU" && member.standing === "registered";',
    replace: 'const servable = member?.segment === "BPU";',
  },
  {
    name: "a lookup tells the date of birth",
    file: "shared/protocol/h2h/lookup.ts",
    find: "return h2hAnswer(row, { maskedName, maskedNik, programmes,",
    replace: 'return h2hAnswer(row, { birthDate: "1988-04-17", maskedName, maskedNik, programmes,',
  },
  {
    name: "padding trimmed in the echo",
    file: "shared/protocol/snap/echoed-numbers.ts",
    find: "echoed[name] = text;",
    replace: "echoed[name] = text.trim();",
  },
  {
    name: "amount with .50 accepted",
    file: "shared/protocol/snap/wire.ts",
    find: String.raw`/^(?:0|[1-9]\d{0,11})\.00$/`,
    replace: String.raw`/^(?:0|[1-9]\d{0,11})\.\d\d$/`,
  },
  {
    name: "amount without decimals accepted",
    file: "shared/protocol/snap/wire.ts",
    find: String.raw`/^(?:0|[1-9]\d{0,11})\.00$/`,
    replace: String.raw`/^(?:0|[1-9]\d{0,11})(?:\.00)?$/`,
  },
  {
    name: "H2H: amount with half a rupiah accepted",
    file: "shared/protocol/h2h/request.ts",
    find: "const amount = z.number().check(z.int(), z.minimum(0),",
    replace:
      "const amount = z.pipe(z.number(), z.transform((value: number) => Math.round(value))).check(z.minimum(0),",
  },
  {
    name: "currency not read",
    file: "shared/protocol/snap/request.ts",
    find: 'currency: z.literal("IDR")',
    replace: "currency: z.string()",
  },
  {
    name: "X-TIMESTAMP missing in answers",
    file: SNAP_ROUTES,
    find: "const headers = { ...answer.headers, ",
    replace: 'const { "x-timestamp": _, ...rest } = answer.headers; const headers = { ...rest, ',
  },
  {
    name: "wrong service code",
    file: "shared/protocol/snap/service.ts",
    find: 'payment: { code: "25"',
    replace: 'payment: { code: "24"',
  },
  {
    name: "HTTP 200 for everything",
    file: SNAP_ROUTES,
    find: "answer.status as ContentfulStatusCode",
    replace: "200 as ContentfulStatusCode",
  },
  {
    name: "405 without the service's code",
    file: SNAP_ROUTES,
    find: 'return answerFailure(service, { kind: "method-not-allowed" }, at);',
    replace: 'return answerFailure(undefined, { kind: "method-not-allowed" }, at);',
  },
  {
    name: "query string ignored",
    file: "functions/received-call.ts",
    find: "unfit: hasQuery(event) ?",
    replace: "unfit: hasQuery(event) && tooLarge ?",
  },
  {
    name: "no limit to a body",
    file: "functions/received-call.ts",
    find: "const BODY_BYTES_MAX = 64 * 1024;",
    replace: "const BODY_BYTES_MAX = 64 * 1024 * 1024;",
  },
  {
    name: "of a header that stands twice the last counts",
    file: "functions/received-call.ts",
    find: 'const text = Array.isArray(value) ? value.join(", ") : value;',
    replace: "const text = Array.isArray(value) ? value.at(-1) : value;",
  },
  {
    name: "a field named twice: the last counts",
    file: "shared/signature/strict-json.ts",
    find: 'if (Object.hasOwn(object, key)) throw new Refusal("duplicate-key");',
    replace: "",
  },
  {
    name: "long numbers lose digits",
    file: "shared/signature/strict-json.ts",
    find: "return inRange && digits.length <= 15 ? value : token;",
    replace: "return inRange ? value : token;",
  },
  {
    name: "expiresIn as a number",
    file: "shared/protocol/snap/token-call.ts",
    find: "expiresIn: String(TOKEN_LIFE_SECONDS),",
    replace: "expiresIn: TOKEN_LIFE_SECONDS,",
  },
  {
    name: "X-CLIENT-KEY not repeated",
    file: SNAP_ROUTES,
    find: '...(service === "token" && echoedClientKey(call))',
    replace: "...(service === undefined && echoedClientKey(call))",
  },
  {
    name: "unknown client told apart",
    file: "shared/protocol/snap/outcome-table.ts",
    find: '"client-unknown": row("401xx00",',
    replace: '"client-unknown": row("404xx16",',
  },
  {
    name: "a field too many refuses the request",
    file: "shared/protocol/snap/request.ts",
    find: "export const InquiryRequest = z.object({",
    replace: "export const InquiryRequest = z.strictObject({",
  },
  {
    name: "a long reference is cut, not left out",
    file: "shared/protocol/snap/payment-echo.ts",
    find: "const text = wireTextOf(sent[name]);\n    if (text",
    replace: "const text = wireTextOf(sent[name])?.slice(0, 64);\n    if (text",
  },
  {
    name: "more bills than the bank shows",
    file: "shared/protocol/snap/bill.ts",
    find: "const room = Math.max(1, billsMax - waiting.length);",
    replace: "const room = Math.max(24, billsMax - waiting.length);",
  },
  {
    name: "answer not signed",
    file: SIGNED_ANSWER,
    find: "headers: { ...headers, ...signature }",
    replace: "headers: { ...headers, ...(signature && {}) }",
  },
  {
    name: "answer not bound to the request's signature",
    file: SIGNED_ANSWER,
    find: 'ofRequest.push("signature");',
    replace: "ofRequest.push();",
  },
  {
    name: "published keys lose their ids",
    file: "functions/public-api/public-keys.ts",
    find: "return PublicKeys.parse(JSON.parse(jwks));",
    replace:
      'const { keys } = PublicKeys.parse(JSON.parse(jwks)); return { keys: keys.map((key) => ({ ...key, kid: "1" })) };',
  },
  {
    name: "answers may be cached",
    file: SIGNED_ANSWER,
    find: '"cache-control": "no-store",',
    replace: '"cache-control": "private",',
  },
  {
    name: "a repeat does not say that it is one",
    file: "shared/protocol/h2h/payment.ts",
    find: "return replayed ? {",
    replace: "return replayed && !firstAt ? {",
  },
  {
    name: "a conflict does not name the fields",
    file: "shared/protocol/h2h/payment.ts",
    find: "return problemAnswer(row, { extra: { fields: outcome.fields } });",
    replace: "return problemAnswer(row);",
  },
  {
    name: "a problem without its line for the cashier",
    file: "shared/protocol/h2h/answer.ts",
    find: "status, reason, cashier };",
    replace: "status, reason, cashier: cashier.english };",
  },
  {
    name: "text/plain read as JSON",
    file: "shared/protocol/h2h/request.ts",
    find: 'return fail({ kind: "media-type-unsupported" });',
    replace: "{}",
  },
  {
    name: "a reference may leave the path",
    file: "shared/protocol/h2h/request.ts",
    find: String.raw`/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/`,
    replace: "/^[A-Za-z0-9._ /-]{1,64}$/",
  },
  {
    name: "ids may hold the worker's number",
    file: "shared/protocol/h2h/ids-apart.ts",
    find: 'return Object.keys(ids).find((name) => holds(ids[name] ?? ""));',
    replace: 'return Object.keys(ids).find((name) => holds(ids[name] ?? "") && name === "");',
  },
  {
    name: "a reason keeps the numbers written into it",
    file: "shared/protocol/h2h/reversal.ts",
    find: 'reason: reason.replace(LONG_NUMBER, "********"),',
    replace: "reason,",
  },
];
