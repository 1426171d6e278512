import { describe, expect, it } from "vitest";
import { businessDate, contributionMonth, instant } from "../../shared/calendar/calendar.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { type ReceiptFacts, receiptOf } from "../../shared/receipt/receipt.ts";
import { slipText } from "../../shared/receipt/slip-text.ts";

const month = (name: string, from: string, to: string) => ({
  month: contributionMonth(name),
  from: businessDate(from),
  to: businessDate(to),
  amount: rupiah(8_400),
  lines: [
    { programme: "JKK", full: rupiah(10_000), amount: rupiah(5_000), legalBasis: "PP 50/2025" },
    { programme: "JKM", full: rupiah(6_800), amount: rupiah(3_400), legalBasis: "PP 50/2025" },
  ] as const,
});

const FACTS: ReceiptFacts = {
  channel: "INDOMARET",
  reference: "PAY-2026-11-20-000017",
  gatewayReference: "01KANAL0000000000000000000",
  maskedName: "S*** R*****",
  maskedNik: "************0001",
  programmes: ["JKK", "JKM"],
  months: [month("2026-11", "2026-11-20", "2026-12-19"), month("2026-12", "2026-12-20", "2027-01-19")],
  amountRupiah: rupiah(16_800),
  feeRupiah: rupiah(2_500),
  creditUsedRupiah: rupiah(0),
  creditGivenRupiah: rupiah(0),
  receivedAt: instant(Date.parse("2026-11-20T10:00:02+07:00")),
  coversToday: true,
  monthsToCoverToday: 1,
};
const TILL = { paidAt: "2026-11-20T12:00:01+09:00", storeId: "T0AB", tillId: "02" };

describe("the slip", () => {
  it("of 32 characters", () => {
    expect(slipText(receiptOf(FACTS, TILL), 32)).toBe(
      `
   BPJS KETENAGAKERJAAN - BPU
Indomaret T0AB 02
20-11-2026 12:00:01 WIT
--------------------------------
NIK             ************0001
Nama                 S*** R*****
Program                 JKK, JKM
Bulan iuran
  November 2026          Rp8.400
  Desember 2026          Rp8.400
Berlaku dari         20 Nov 2026
Berlaku s.d.         19 Jan 2027
--------------------------------
JKK                     Rp20.000
JKM                     Rp13.600
Diskon PP 50/2025      -Rp16.800
Iuran                   Rp16.800
Biaya layanan            Rp2.500
TOTAL                   Rp19.300
--------------------------------
Ref. mitra PAY-2026-11-20-000017
Ref. Kanal
      01KANAL0000000000000000000
Kode bukti           KT9C-DJ27-J
Status                  DITERIMA
Terlindungi sejak pembayaran
ini.
Simpan struk ini sebagai bukti
pembayaran yang sah.
Info: 175 atau aplikasi JMO`.slice(1),
    );
  });

  it("of 42 characters", () => {
    expect(slipText(receiptOf(FACTS, TILL), 42)).toBe(
      `
        BPJS KETENAGAKERJAAN - BPU
Indomaret T0AB 02
20-11-2026 12:00:01 WIT
------------------------------------------
NIK                       ************0001
Nama                           S*** R*****
Program                           JKK, JKM
Bulan iuran
  November 2026                    Rp8.400
  Desember 2026                    Rp8.400
Berlaku dari                   20 Nov 2026
Berlaku s.d.                   19 Jan 2027
------------------------------------------
JKK                               Rp20.000
JKM                               Rp13.600
Diskon PP 50/2025                -Rp16.800
Iuran                             Rp16.800
Biaya layanan                      Rp2.500
TOTAL                             Rp19.300
------------------------------------------
Ref. mitra           PAY-2026-11-20-000017
Ref. Kanal      01KANAL0000000000000000000
Kode bukti                     KT9C-DJ27-J
Status                            DITERIMA
Terlindungi sejak pembayaran ini.
Simpan struk ini sebagai bukti pembayaran
yang sah.
Info: 175 atau aplikasi JMO`.slice(1),
    );
  });

  it("of months ahead says that the worker is covered already, and from when these count", () => {
    const ahead = { ...FACTS, receivedAt: instant(Date.parse("2026-11-19T10:00:00+07:00")) };
    expect(slipText(receiptOf(ahead, TILL), 42)).toContain(
      "Sudah terlindungi; bulan ini berlaku mulai\n20 Nov 2026.",
    );
  });

  it("of money that bought no month says so: recorded, kept as credit", () => {
    const credited = { ...FACTS, months: [], creditGivenRupiah: rupiah(16_800), coversToday: false };
    const receipt = receiptOf(credited, TILL);
    expect([receipt.status, receipt.coverage, receipt.discount]).toEqual(["DICATAT", null, null]);
    const slip = slipText(receipt, 32);
    expect(slip).toContain("Belum ada bulan iuran; uang");
    expect(slip).toContain("Menjadi saldo           Rp16.800");
    expect(slip).toContain("Status                   DICATAT");
    expect(slip).not.toContain("Berlaku");
  });

  it("of arrears says how many months would reach today, and which credit was used", () => {
    const arrears = { ...FACTS, coversToday: false, monthsToCoverToday: 3, creditUsedRupiah: rupiah(8_400) };
    const slip = slipText(receiptOf(arrears, TILL), 42);
    expect(slip).toContain("Belum aktif hari ini, perlu 3 bulan.");
    expect(slip).toContain("Saldo dipakai                     -Rp8.400");
  });

  it.each([32, 42] as const)("no line is wider than %i, whatever the references and names", (columns) => {
    const wide = {
      ...FACTS,
      reference: "x".repeat(64),
      gatewayReference: "y".repeat(40),
      maskedName: "A*********** B*********** C*********** D***********",
      amountRupiah: rupiah(7_500_000),
      months: Array.from({ length: 12 }, () => month("2026-09", "2026-09-20", "2026-10-19")),
    };
    const slip = slipText(
      receiptOf(wide, {
        paidAt: "2026-11-20T10:00:01.123Z",
        storeId: "S".repeat(32),
        tillId: "T".repeat(32),
      }),
      columns,
    );
    for (const line of slip.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
    expect(slip.replace(/\s/g, "")).toContain("x".repeat(64));
    expect(slip).toContain("20-11-2026 10:00:01 UTC");
  });

  it("a payment whose till said nothing bears our own time in WIB", () => {
    const silent = { paidAt: undefined, storeId: undefined, tillId: undefined };
    const receipt = receiptOf({ ...FACTS, channel: "BRILINK" }, silent);
    expect(receipt).not.toHaveProperty("storeId");
    expect(slipText(receipt, 32)).toContain("BRILink\n20-11-2026 10:00:02 WIB");
  });

  it("adds up: full prices, less discount and credit, are the contribution", () => {
    const { lines, discount, contribution, fee, total } = receiptOf(FACTS, TILL);
    const full = lines.reduce((sum, { amount }) => sum + amount, 0);
    expect(full - (discount?.amount ?? 0)).toBe(contribution);
    expect(contribution + fee).toBe(total);
  });
});
