import type { SnapBill } from "./snap-bill.ts";

const WIDTH = 60;
const LABEL = 30;

/** Rupiah as people write it: Rp33.600. */
const rupiah = (amount: number): string => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}`;

const line = (label: string, value: string): string =>
  `${label.padEnd(LABEL)}${value.padStart(WIDTH - LABEL)}`;

/** What the cashier reads out before money changes hands. Indonesian first, English beside it. */
export function quoteText(bill: SnapBill, maskedNik: string): string {
  return [
    line("NIK", maskedNik),
    line("Nama / Name", bill.name),
    ...bill.texts.map(({ indonesia, english }) => both(indonesia, english)),
    "",
    ...bill.lines.map(({ name, rupiah: amount }) => line(`  ${name}`, rupiah(amount))),
    line("Iuran / Contribution", rupiah(bill.totalRupiah)),
    line("Biaya / Fee", rupiah(bill.feeRupiah)),
    line("Total", rupiah(bill.totalRupiah + bill.feeRupiah)),
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
    line(slip.channel, "DITERIMA / RECEIVED"),
    rule,
    line("NIK", slip.maskedNik),
    line("Nama / Name", bill.name),
    ...bill.texts.map(({ indonesia, english }) => both(indonesia, english)),
    ...bill.lines.map(({ name, rupiah: amount }) => line(`  ${name}`, rupiah(amount))),
    line("Iuran / Contribution", rupiah(bill.totalRupiah)),
    line("Biaya / Fee", rupiah(slip.feeRupiah)),
    line("Total", rupiah(bill.totalRupiah + slip.feeRupiah)),
    rule,
    line("Referensi / Reference", slip.reference),
    line("Referensi Kanal", bill.gatewayReference),
    "Simpan struk ini sebagai bukti pembayaran yang sah. Info: 175",
    rule,
  ].join("\n");
}

function both(indonesia: string, english: string): string {
  return indonesia === english ? indonesia : `${indonesia} / ${english}`;
}
