import * as z from "zod/mini";
import type { StrictJson } from "../../signature/strict-json.ts";
import { fieldsOf, wireTextOf } from "./echoed-numbers.ts";
import { malformed, missing, type SnapFailure } from "./failure.ts";
import { WIRE_AMOUNT_VALUE } from "./wire.ts";

/**
 * The requests we take. Lenient in: unknown fields are ignored, numbers stand for texts (snap-bi.md 8.17, 8.22). Strict where money or
 * identity hangs on it: amounts, currency, the number fields and the ids.
 */
const wireText = (form: RegExp) =>
  z.pipe(
    z.transform((value: unknown) => wireTextOf(value) ?? value),
    z.string().check(z.regex(form)),
  );

/** 1-128 printable ASCII characters (design section 2). */
const snapId = wireText(/^[\x20-\x7e]{1,128}$/);

const amount = z.object({ value: z.string().check(z.regex(WIRE_AMOUNT_VALUE)), currency: z.literal("IDR") });

const numbers = {
  partnerServiceId: wireText(/^(?=.{1,8}$) *\d+$/),
  customerNo: wireText(/^\d{1,20}$/),
  virtualAccountNo: wireText(/^(?=.{1,28}$) *\d+$/),
};

const additionalInfo = z.pipe(z.transform(fieldsOf), z.record(z.string(), z.unknown()));

export const InquiryRequest = z.object({
  ...numbers,
  inquiryRequestId: snapId,
  amount: z.nullish(amount),
  additionalInfo,
});
export type InquiryRequest = z.infer<typeof InquiryRequest>;

export const PaymentRequest = z.object({
  ...numbers,
  paymentRequestId: snapId,
  paidAmount: amount,
  flagAdvise: z.optional(z.unknown()),
  trxDateTime: z.optional(z.unknown()),
  totalAmount: z.nullish(amount),
  additionalInfo,
});
export type PaymentRequest = z.infer<typeof PaymentRequest>;

export const StatusRequest = z.object({
  ...numbers,
  inquiryRequestId: z.nullish(z.union([z.literal(""), snapId])),
  paymentRequestId: z.nullish(z.union([z.literal(""), snapId])),
});
export type StatusRequest = z.infer<typeof StatusRequest>;

export type RequestReading<T> =
  | { readonly kind: "read"; readonly request: T; readonly sent: Readonly<Record<string, unknown>> }
  | { readonly kind: "failed"; readonly failure: SnapFailure; readonly sent: unknown };

/** Reads a verified body. The first field at fault is named: absent or empty is "missing", anything else "malformed". */
export function readRequest<T>(schema: z.ZodMiniType<T>, body: StrictJson): RequestReading<T> {
  if (body.kind === "refused")
    return { kind: "failed", failure: { kind: "body-unreadable" }, sent: undefined };
  const sent = body.value;
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    return { kind: "failed", failure: { kind: "body-unreadable" }, sent: undefined };
  }
  const result = schema.safeParse(sent);
  if (result.success) return { kind: "read", request: result.data, sent: fieldsOf(sent) };
  const path = result.error.issues[0]?.path ?? [];
  let value: unknown = sent;
  for (const name of path) value = fieldsOf(value)[String(name)];
  const field = path.map(String).join(".");
  const absent = value === undefined || value === null || value === "";
  return { kind: "failed", failure: absent ? missing(field) : malformed(field), sent };
}
