import { describe, expect, test } from "vitest";
import { isSilent, snapRefusal } from "../../../infra/cli/snap-refusal.ts";
import { PAYMENT_ROWS as H2H_ROWS } from "../../../shared/protocol/h2h/outcome-table.ts";
import { PAYMENT_ROWS } from "../../../shared/protocol/snap/outcome-table.ts";

const refused = (reason: object, status = 404, responseCode = "4042514") => ({
  status,
  responseCode,
  headers: new Headers(),
  body: { responseCode, responseMessage: "x", virtualAccountData: { paymentFlagReason: reason } },
});

describe("a refused payment at a bank", () => {
  test.each(["already-paid", "quote-overtaken", "amount-differs", "reversed", "conflict"] as const)(
    "%s tells the cashier what it tells at a minimarket",
    (outcome) => {
      const { reason } = PAYMENT_ROWS[outcome];
      const refusal = snapRefusal("payment", refused(reason));
      expect(refusal).toEqual({ code: "4042514", reason, cashier: H2H_ROWS[outcome].cashier });
    },
  );

  test("for a reason that the table does not have is still told what to do", () => {
    const reason = { indonesia: "Lain", english: "Other" };
    expect(snapRefusal("payment", refused(reason)).cashier.english).toBe(
      "Hand the money back, then inquire again.",
    );
  });
});

test("a fault says nothing of the payment; a conflict does, though it is 5xx as well", () => {
  const fault = { indonesia: "Silakan cek status", english: "Please ask the status" };
  expect(isSilent(refused(fault, 500, "5002500"))).toBe(true);
  expect(isSilent({ status: 503, responseCode: "", headers: new Headers(), body: {} })).toBe(true);
  expect(isSilent(refused(PAYMENT_ROWS.conflict.reason, 500, "5002500"))).toBe(false);
  expect(isSilent(refused(PAYMENT_ROWS["already-paid"].reason))).toBe(false);
});
