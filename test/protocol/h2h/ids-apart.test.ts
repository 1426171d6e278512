import { expect, it } from "vitest";
import { readIdempotencyKey } from "../../../shared/protocol/h2h/idempotency-key.ts";
import { idHoldingNumber, numbersIn } from "../../../shared/protocol/h2h/ids-apart.ts";
import { h2hPath, referenceInPath } from "../../../shared/protocol/h2h/service.ts";

const NIK = "9999991503850001";

it("finds whatever has the form of a NIK, at any place in a longer number", () => {
  expect(numbersIn(`REF-${NIK}`)).toEqual([NIK]);
  expect(numbersIn(`12${NIK}34`)).toContain(NIK);
  expect(numbersIn("99999915-03850001 123456789012345")).toEqual([]);
  expect(numbersIn("9".repeat(40))).toEqual([]);
});

it("names the first id that holds it", () => {
  const holds = (text: string) => text.includes(NIK);
  expect(idHoldingNumber({ a: "1", b: undefined, c: `x${NIK}` }, holds)).toBe("c");
  expect(idHoldingNumber({ a: "1" }, holds)).toBeUndefined();
});

it("takes an Idempotency-Key plain or in quotes", () => {
  expect(readIdempotencyKey(undefined)).toEqual({ kind: "read", value: undefined });
  expect(readIdempotencyKey("8e03978e-40d5-43dd-bc93-6894a57f9324").kind).toBe("read");
  expect(readIdempotencyKey('"K-1"')).toEqual({ kind: "read", value: "K-1" });
  for (const header of ["", '""', "a b", "a#b", "a, b", "x".repeat(65), '"a'])
    expect(readIdempotencyKey(header).kind).toBe("malformed");
});

it("routes on what follows a stage of the API, and takes the reference as it was written", () => {
  expect(h2hPath("/h2h/v1/payments")).toBe("/h2h/v1/payments");
  expect(h2hPath("/prod/h2h/v1/payments/P-1")).toBe("/h2h/v1/payments/P-1");
  expect(h2hPath("/snap/v1.0/transfer-va/payment")).toBeUndefined();
  expect(h2hPath("/h2hx/v1/payments")).toBeUndefined();
  expect(referenceInPath("/prod/h2h/v1/payments/P%41/reversal")).toBe("P%41");
});
