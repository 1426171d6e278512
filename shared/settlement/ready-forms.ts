import type { ReadyFileForms, SettlementFileForm, SettlementTerms } from "../partner/settlement-terms.ts";

/** The gateway's own form: for a partner that has none. */
const KANAL: SettlementFileForm = {
  says: "collected",
  nameContains: "",
  separator: ",",
  heading: { marker: "KANAL-SETTLEMENT", columns: ["marker", "business-date"] },
  titled: true,
  columns: [
    { title: "type", field: "type" },
    { title: "reference", field: "reference" },
    { title: "amount", field: "amount" },
    { title: "paidAt", field: "paidAt" },
    { title: "customerNumber", field: "customerNumber" },
    { title: "months", field: "months" },
    { title: "storeId", field: "store" },
    { title: "tillId", field: "till" },
  ],
  amount: "8400",
  time: "2026-11-27T09:14:05+07:00",
  types: { payment: ["PAYMENT"], reversal: ["REVERSAL"] },
  trailer: { marker: "TRAILER", columns: ["marker", "lines", "rupiah", "reversal-lines", "reversal-rupiah"] },
};

/** A bank's, as billers get them: records with a letter in front, no titles, `paymentRequestId` as the reference. */
const BANK: SettlementFileForm = {
  says: "collected",
  nameContains: "",
  separator: "|",
  heading: { marker: "H", columns: ["marker", "ignored", "business-date"] },
  titled: false,
  columns: [
    { title: "RECORD", field: "ignored" },
    { title: "TRX_DATETIME", field: "paidAt" },
    { title: "PAYMENT_REQUEST_ID", field: "reference" },
    { title: "VIRTUAL_ACCOUNT_NO", field: "virtualAccountNumber" },
    { title: "AMOUNT", field: "amount" },
    { title: "DC", field: "type" },
    { title: "TERMINAL", field: "till" },
  ],
  amount: "8400.00",
  time: "20261127091405",
  types: { payment: ["C"], reversal: ["D"] },
  trailer: { marker: "T", columns: ["marker", "lines", "net-rupiah"] },
};

const MINIMARKET: SettlementFileForm = {
  says: "collected",
  nameContains: "SUCCESS",
  separator: ";",
  titled: true,
  columns: [
    { title: "NO", field: "ignored" },
    { title: "TANGGAL", field: "paidDate" },
    { title: "JAM", field: "paidTime" },
    { title: "KODE_TOKO", field: "store" },
    { title: "NO_KASIR", field: "till" },
    { title: "NO_REFERENSI", field: "reference" },
    { title: "NO_PELANGGAN", field: "customerNumber" },
    { title: "JUMLAH", field: "amount" },
    { title: "STATUS", field: "type" },
  ],
  amount: "8.400",
  time: "27/11/2026 09:14:05",
  types: { payment: ["SUKSES"], reversal: ["BATAL"] },
  trailer: { marker: "TOTAL", columns: ["marker", "business-date", "lines", "net-rupiah"] },
};

/** The minimarket's second file of the day: what its tills got no clear answer for. */
const MINIMARKET_SUSPECT: SettlementFileForm = {
  ...MINIMARKET,
  says: "suspect",
  nameContains: "SUSPECT",
  types: { payment: ["SUSPECT"], reversal: [] },
};

/** Forms that come with the gateway. */
export const READY_FORMS: Readonly<Record<ReadyFileForms, readonly SettlementFileForm[]>> = {
  kanal: [KANAL],
  bank: [BANK],
  minimarket: [MINIMARKET, MINIMARKET_SUSPECT],
};

/** The forms in which a partner writes its files. */
export function formsOf({ files = "kanal" }: Pick<SettlementTerms, "files">): readonly SettlementFileForm[] {
  return typeof files === "string" ? READY_FORMS[files] : files;
}

/** The form that a file has by its name; the most exact fit, so that a form which fits every name stands behind the others. */
export function formNamed(
  forms: readonly SettlementFileForm[],
  name: string,
): SettlementFileForm | undefined {
  return forms
    .filter(({ nameContains }) => name.toUpperCase().includes(nameContains))
    .sort((a, b) => b.nameContains.length - a.nameContains.length)[0];
}
