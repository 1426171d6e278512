import { describe, expect, it } from "vitest";
import { addDays, addMonths, businessDate, monthOf, shiftMonth } from "../../../shared/calendar/calendar.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import { billDetails } from "../../../shared/protocol/snap/bill.ts";
import { boughtTexts, todayText } from "../../../shared/protocol/snap/shown-text.ts";

/** `count` months of a run from its first day on, 8,400 rupiah each and one rupiah more every month. */
function months(first: string, count: number) {
  const anchor = businessDate(first);
  return Array.from({ length: count }, (_, index) => ({
    month: shiftMonth(monthOf(anchor), index),
    from: addMonths(anchor, index),
    to: addDays(addMonths(anchor, index + 1), -1),
    lines: [],
    amount: rupiah(8_400 + index),
  }));
}

/** As many as most banks show. */
const FIVE = { billsMax: 5 };

describe("bills of an answer", () => {
  it("one bill for each month, by name", () => {
    expect(billDetails({ months: months("2026-12-20", 2) }, FIVE)).toEqual([
      {
        billCode: "01",
        billNo: "202612",
        billName: "Desember 2026",
        billShortName: "Des 2026",
        billDescription: { english: "December 2026", indonesia: "Desember 2026" },
        billAmount: { value: "8400.00", currency: "IDR" },
      },
      {
        billCode: "02",
        billNo: "202701",
        billName: "Januari 2027",
        billShortName: "Jan 2027",
        billDescription: { english: "January 2027", indonesia: "Januari 2027" },
        billAmount: { value: "8401.00", currency: "IDR" },
      },
    ]);
  });

  it("snap-bi 8.22: at most five bills, the rest folded into the last", () => {
    const bills = billDetails({ months: months("2026-05-20", 12) }, FIVE);
    expect(bills.map(({ billNo }) => billNo)).toEqual([
      "202605",
      "202606",
      "202607",
      "202608",
      "202609-202704",
    ]);
    expect(bills[4]).toMatchObject({
      billName: "8 bulan berikutnya",
      billShortName: "8 bulan",
      billDescription: { english: "Sep 2026-Apr 2027", indonesia: "Sep 2026-Apr 2027" },
    });
    expect(billDetails({ months: months("2026-05-20", 5) }, FIVE).map(({ billNo }) => billNo)).toHaveLength(
      5,
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    "%i months: within every length, and adding up",
    (count) => {
      for (let start = 1; start <= 12; start++) {
        const bought = {
          months: months(`2026-${String(start).padStart(2, "0")}-30`.replace("02-30", "02-28"), count),
        };
        const bills = billDetails(bought, FIVE);
        const total = bills.reduce((sum, { billAmount }) => sum + Number(billAmount.value), 0);
        expect(total).toBe(bought.months.reduce((sum, { amount }) => sum + amount, 0));
        for (const bill of bills) {
          expect(bill.billCode.length).toBe(2);
          expect(bill.billNo.length).toBeLessThanOrEqual(18);
          expect(bill.billName.length).toBeLessThanOrEqual(20);
          expect(bill.billShortName.length).toBeLessThanOrEqual(10);
          for (const text of Object.values(bill.billDescription)) expect(text.length).toBeLessThanOrEqual(18);
        }
        for (const line of [
          ...boughtTexts(bought),
          todayText({
            ...bought,
            coversToday: false,
            monthsToCoverToday: 12,
            businessDate: businessDate("2026-05-01"),
          }),
        ]) {
          for (const text of Object.values(line)) expect(text.length, text).toBeLessThanOrEqual(32);
        }
      }
    },
  );
});

describe("bills and credit", () => {
  const amounts = (bought: Parameters<typeof billDetails>[0], billsMax = 5) =>
    billDetails(bought, { billsMax }).map(({ billNo, billAmount }) => `${billNo} ${billAmount.value}`);

  it("snap-bi 8.22: credit that is used comes off the oldest months, so that the bills add up to the total", () => {
    const bought = { months: months("2026-11-20", 3), creditUsedRupiah: rupiah(10_000) };
    expect(amounts(bought)).toEqual(["202611 0.00", "202612 6801.00", "202701 8402.00"]);
  });

  it("snap-bi 8.22: money that waits for the next month is a bill of its own, within the bank's number of bills", () => {
    const bought = { months: months("2026-11-20", 3), creditGivenRupiah: rupiah(500) };
    expect(amounts(bought)).toEqual(["202611 8400.00", "202612 8401.00", "202701 8402.00", "SALDO 500.00"]);
    expect(amounts(bought, 2)).toEqual(["202611-202701 25203.00", "SALDO 500.00"]);
  });

  it("money that bought no month is one bill", () => {
    expect(amounts({ months: [], creditGivenRupiah: rupiah(8_400) })).toEqual(["SALDO 8400.00"]);
  });

  it("snap-bi 8.22: a bank that shows one bill gets one, by its months", () => {
    expect(billDetails({ months: months("2026-11-20", 12) }, { billsMax: 1 })).toEqual([
      expect.objectContaining({ billCode: "01", billNo: "202611-202710", billName: "12 bulan" }),
    ]);
  });
});

describe("texts of an answer", () => {
  it("name the months and the days they cover", () => {
    expect(boughtTexts({ months: months("2026-11-20", 1) })).toEqual([
      { english: "November 2026", indonesia: "November 2026" },
      { english: "Cover 20 Nov 2026-19 Dec 2026", indonesia: "Aktif 20 Nov 2026-19 Des 2026" },
    ]);
    expect(boughtTexts({ months: months("2026-05-01", 3) })).toEqual([
      { english: "May 2026 - July 2026", indonesia: "Mei 2026 - Juli 2026" },
      { english: "Cover 1 May 2026-31 Jul 2026", indonesia: "Aktif 1 Mei 2026-31 Jul 2026" },
    ]);
  });

  it("say whether the months reach today, and how many would", () => {
    const bought = {
      months: months("2026-05-01", 1),
      monthsToCoverToday: 3,
      businessDate: businessDate("2026-05-01"),
    };
    expect(todayText({ ...bought, coversToday: true }).indonesia).toBe("Terlindungi sejak dibayar");
    expect(todayText({ ...bought, coversToday: false })).toEqual({
      english: "Not active, needs 3 months",
      indonesia: "Belum aktif, perlu 3 bulan",
    });
  });

  it("say of months ahead that they follow on, within the 32 characters of a free text", () => {
    const ahead = {
      months: months("2026-06-01", 1),
      monthsToCoverToday: 0,
      coversToday: true,
      businessDate: businessDate("2026-05-20"),
    };
    expect(todayText(ahead)).toEqual({
      english: "Covered; these months follow on",
      indonesia: "Sudah aktif; bulan menyambung",
    });
    expect(Math.max(...Object.values(todayText(ahead)).map((text) => text.length))).toBeLessThanOrEqual(32);
  });
});
