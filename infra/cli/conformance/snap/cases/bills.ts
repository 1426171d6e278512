import type { Checklist } from "../../checklist.ts";
import { fieldsOf } from "../../raw-call.ts";
import { expectAmount } from "../expect-snap.ts";

/** The standard's lengths of a bill's texts (snap-bi.md 3.3). */
const LENGTHS = { billCode: 2, billNo: 18, billName: 20, billShortName: 10 } as const;
const DESCRIPTION_MAX = 18;

/** Checks bills: their forms, that they are no more than the bank shows, and that they add up to the total. */
export function expectBills(check: Checklist, billDetails: unknown, total: number, billsMax: number): void {
  const bills = Array.isArray(billDetails) ? billDetails.map(fieldsOf) : [];
  check.that(
    "billDetails",
    bills.length > 0 && bills.length <= billsMax,
    `1 to ${billsMax} bills`,
    bills.length,
  );
  let sum = 0;
  for (const bill of bills) {
    for (const [name, most] of Object.entries(LENGTHS)) {
      check.form(`${name} fits ${most} characters`, bill[name], new RegExp(`^.{1,${most}}$`));
    }
    const { english, indonesia } = fieldsOf(bill.billDescription);
    for (const text of [english, indonesia]) {
      check.form(
        `billDescription fits ${DESCRIPTION_MAX} characters`,
        text,
        new RegExp(`^.{1,${DESCRIPTION_MAX}}$`),
      );
    }
    sum += expectAmount(check, "billAmount", bill.billAmount);
  }
  check.equal("the bills add up to the total", sum, total);
}
