import type { SnapBill } from "./snap-bill.ts";

const WIDTH = 60;
const LABEL = 30;

/** Rupiah as people write it: Rp33.600. */
const rupiah = (amount: number): string => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}`;

/** A line with its value at the right edge. */
export const textLine = (label: string, value: string): string =>
  `${label.padEnd(LABEL)}${value.padStart(WIDTH - LABEL)}`;

export const amountLine = (label: string, amount: number): string => textLine(label, rupiah(amount));

/** What the cashier reads out before money changes hands. Indonesian first, English beside it. */
export function quoteText(bill: SnapBill, maskedNik: string): string {
  return [
    textLine("NIK", maskedNik),
    textLine("Nama / Name", bill.name),
    ...bill.texts.map(({ indonesia, english }) => both(indonesia, english)),
    "",
    ...bill.lines.map(({ name, rupiah: amount }) => textLine(`  ${name}`, rupiah(amount))),
    textLine("Iuran / Contribution", rupiah(bill.totalRupiah)),
    textLine("Biaya / Fee", rupiah(bill.feeRupiah)),
    textLine("Total", rupiah(bill.totalRupiah + bill.feeRupiah)),
  ].join("\n");
}

/** The worker's slip: no full NIK, no income, no agent's fee (domain.md 5.2). */
export function slipText(slip: {
  readonly channel: string;
  readonly bill: SnapBill;
  readonly feeRupiah: number;
  readonly maskedNik: string;
  readonly reference: string;
}): string {
  const { bill } = slip;
  const rule = "-".repeat(WIDTH);
  return [
    rule,
    "BPJS Ketenagakerjaan - BPU".padStart(43),
    textLine(slip.channel, "DITERIMA / RECEIVED"),
    rule,
    textLine("NIK", slip.maskedNik),
    textLine("Nama / Name", bill.name),
    ...bill.texts.map(({ indonesia, english }) => both(indonesia, english)),
    ...bill.lines.map(({ name, rupiah: amount }) => textLine(`  ${name}`, rupiah(amount))),
    textLine("Iuran / Contribution", rupiah(bill.totalRupiah)),
    textLine("Biaya / Fee", rupiah(slip.feeRupiah)),
    textLine("Total", rupiah(bill.totalRupiah + slip.feeRupiah)),
    rule,
    textLine("Referensi / Reference", slip.reference),
    textLine("Referensi Kanal", bill.gatewayReference),
    "Simpan struk ini sebagai bukti pembayaran yang sah. Info: 175",
    rule,
  ].join("\n");
}

function both(indonesia: string, english: string): string {
  return indonesia === english ? indonesia : `${indonesia} / ${english}`;
}
