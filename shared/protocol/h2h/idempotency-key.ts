const FORM = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Reads an Idempotency-Key, plain or in quotes as the IETF draft writes it. It stands in a ledger key, so its characters are few. The payment
 * reference decides what a request is; the key only may not name two payments of one day.
 */
export function readIdempotencyKey(
  header: string | undefined,
): { readonly kind: "read"; readonly value: string | undefined } | { readonly kind: "malformed" } {
  if (header === undefined) return { kind: "read", value: undefined };
  const value = /^"(.*)"$/.exec(header)?.[1] ?? header;
  return FORM.test(value) ? { kind: "read", value } : { kind: "malformed" };
}
