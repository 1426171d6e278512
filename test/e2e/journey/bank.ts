import { expect } from "vitest";
import type { BankAnswer } from "../midtrans-bank.ts";
import { type OpenSandbox, until } from "../sandbox.ts";

export const isActive = (answer: BankAnswer) => answer.additionalInfo?.paymentState === "active";

/**
 * Three months at a bank that we did not write (midtrans-client): token, inquiry, payment, status until the coverage is active, and the same payment again as repeat and as advice.
 * @returns what was to pay
 */
export async function payAtBank({ bri, worker }: OpenSandbox, id: string, activeWithinMs: number) {
  const { nik, name } = worker();
  const customerNo = `${nik}03`;
  expect(await bri.token()).toMatchObject({
    responseCode: "2007300",
    tokenType: "Bearer",
    expiresIn: "900",
  });

  const quoted = await bri.inquire(customerNo, id);
  expect(quoted).toMatchObject({
    responseCode: "2002400",
    virtualAccountData: { inquiryStatus: "00", totalAmount: { currency: "IDR" } },
  });
  expect(JSON.stringify(quoted)).not.toContain(name);
  const total = quoted.virtualAccountData?.totalAmount?.value ?? "";

  const paid = await bri.pay(customerNo, id, total);
  const paidAt = Date.now();
  expect(paid).toMatchObject({ responseCode: "2002500", virtualAccountData: { paymentFlagStatus: "00" } });

  const active = await until(() => bri.status(customerNo, id), isActive, activeWithinMs);
  expect(Date.now() - paidAt).toBeLessThan(activeWithinMs);
  expect(active).toMatchObject({
    responseCode: "2002600",
    virtualAccountData: { paymentFlagStatus: "00" },
  });

  expect(await bri.pay(customerNo, id, total)).toEqual(paid);
  expect(await bri.pay(customerNo, id, total, { flagAdvise: "Y" })).toEqual(paid);
  return total;
}
