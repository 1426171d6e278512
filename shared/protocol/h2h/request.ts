import * as z from "zod/mini";
import { parseInstant } from "../../calendar/calendar.ts";
import { MOST_MONTHS } from "../../contribution/month-count.ts";
import { readStrictJson } from "../../signature/strict-json.ts";
import type { H2hCall } from "./call.ts";
import { type H2hFailure, malformed, missing } from "./failure.ts";
import { numbersIn } from "./ids-apart.ts";

/** The requests we take. Unknown fields are ignored; amounts are whole rupiah as JSON numbers, times carry their offset (domain.md case 48). */

const REFERENCE = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;

/** A reference: 1-64 letters, digits and `._-`; `.` and `..` are none, because clients take them out of a path. */
export const Reference = z.string().check(z.regex(REFERENCE));

const LARGEST_AMOUNT = 1_000_000_000;
const amount = z.number().check(z.int(), z.minimum(0), z.maximum(LARGEST_AMOUNT));
const time = z.string().check(z.refine((text) => parseInstant(text) !== undefined));
const placeId = z.string().check(z.regex(/^[A-Za-z0-9 ._/-]{1,32}$/));
const terminal = z.object({ storeId: placeId, tillId: placeId });
const customerNumber = z.object({
  type: z.enum(["NIK", "BILLING_CODE"]),
  value: z.string().check(z.regex(/^\d{1,20}$/)),
});

export const InquiryRequest = z.object({
  customerNumber,
  months: z.number().check(z.int(), z.minimum(1), z.maximum(MOST_MONTHS)),
  terminal,
});
export type InquiryRequest = z.infer<typeof InquiryRequest>;

export const PaymentRequest = z.object({
  paymentReference: Reference,
  // Ours, so that no long number is in it.
  inquiryId: Reference.check(z.refine((text) => numbersIn(text).length === 0)),
  amount,
  paidAt: time,
  terminal,
  advice: z.optional(z.boolean()),
});
export type PaymentRequest = z.infer<typeof PaymentRequest>;

export const ReversalRequest = z.object({
  reason: z.string().check(z.regex(/^[\x20-\x7e]{1,100}$/)),
  reversedAt: time,
  amount: z.optional(amount),
});
export type ReversalRequest = z.infer<typeof ReversalRequest>;

export const LookupRequest = z.object({ customerNumber, terminal: z.optional(terminal) });
export type LookupRequest = z.infer<typeof LookupRequest>;

/** Where a request comes from, in a body whose other fields are read elsewhere. */
export const Till = z.object({ terminal: z.optional(terminal) });

/** Asks for a number to pay with; only a NIK can have one. */
export const BillingCodeRequest = z.object({
  customerNumber,
  months: z.number().check(z.int(), z.minimum(1), z.maximum(MOST_MONTHS)),
  terminal: z.optional(terminal),
});
export type BillingCodeRequest = z.infer<typeof BillingCodeRequest>;

export type RequestReading<T> =
  | { readonly kind: "read"; readonly request: T }
  | { readonly kind: "failed"; readonly failure: H2hFailure };

const JSON_TYPE = /^application\/json *(?:; *charset="?utf-8"? *)?$/i;

/** Reads a verified body. The first field at fault is named: absent or empty is "missing", anything else "malformed". */
export function readRequest<T>(schema: z.ZodMiniType<T>, { headers, body }: H2hCall): RequestReading<T> {
  const fail = (failure: H2hFailure) => ({ kind: "failed", failure }) as const;
  if (!JSON_TYPE.test(headers.get("content-type") ?? "")) return fail({ kind: "media-type-unsupported" });
  const json = readStrictJson(body);
  if (json.kind === "refused" || !isObject(json.value)) return fail({ kind: "body-unreadable" });
  const result = schema.safeParse(json.value);
  if (result.success) return { kind: "read", request: result.data };
  const path = result.error.issues[0]?.path ?? [];
  let value: unknown = json.value;
  for (const name of path) value = isObject(value) ? value[String(name)] : undefined;
  const field = path.map(String).join(".");
  return fail(value === undefined || value === null || value === "" ? missing(field) : malformed(field));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
