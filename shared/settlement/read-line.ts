import type { KeyObject } from "node:crypto";
import { parseMonthCount } from "../contribution/month-count.ts";
import type { MemberKey } from "../member/member.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { parseNik } from "../member/nik.ts";
import type { FileField, SettlementFileForm } from "../partner/settlement-terms.ts";
import { readAmount } from "./amount-cell.ts";
import { cellsOf } from "./cells.ts";
import type { FileRefusalReason } from "./refusal.ts";
import type { FileLine } from "./settlement.ts";
import { readTime } from "./time-cell.ts";

/** How the lines of one partner's files are read. */
export interface LineReading {
  readonly form: SettlementFileForm;
  /** The company code in front of its virtual account numbers; undefined where the partner has none. */
  readonly companyCode: string | undefined;
  /** Turns a NIK into a member key; without it, when only the form of the file is checked, nobody is named. */
  readonly nikHashKey: KeyObject | undefined;
}

export type LineRead =
  | { readonly kind: "line"; readonly line: FileLine }
  | { readonly kind: "wrong"; readonly reason: FileRefusalReason };

/** Design section 2: SNAP ids are 1-128 printable ASCII characters; H2H references are among them. */
const REFERENCE = /^[ -~]{1,128}$/;
/** A plain name, and no sixteen digits, which may be somebody's number in the wrong column. */
const TERMINAL = /^(?!\d{16})[A-Za-z0-9._-]{1,40}$/;
const NIK_DIGITS = 16;

const wrong = (reason: FileRefusalReason): LineRead => ({ kind: "wrong", reason });

/** Reads one line by the partner's form. A number that names a worker is hashed here and goes no further. */
export function readLine(reading: LineReading, number: number, text: string): LineRead {
  const { form } = reading;
  const cells = cellsOf(text, form.separator);
  if (!cells) return wrong("quote-open");
  if (cells.length !== form.columns.length) return wrong("cell-count");
  const cell = (field: FileField): string => {
    const at = form.columns.findIndex((column) => column.field === field);
    return at < 0 ? "" : (cells[at]?.trim() ?? "");
  };
  const reference = cell("reference");
  if (!REFERENCE.test(reference)) return wrong("reference-malformed");
  const amountRupiah = readAmount(cell("amount"), form.amount);
  if (amountRupiah === undefined) return wrong("amount-malformed");
  const type = typeOf(form, cell("type"));
  if (!type) return wrong("type-unknown");
  const written = cell("paidAt") || `${cell("paidDate")} ${cell("paidTime")}`.trim();
  const paidAt = written === "" ? null : readTime(written, form.time);
  if (paidAt === undefined) return wrong("time-malformed");
  const named = namedBy(reading, cell("customerNumber"), cell("virtualAccountNumber"));
  const months = cell("months") === "" ? named.months : parseMonthCount(Number(cell("months")));
  if (months === undefined) return wrong("months-malformed");
  const { memberKey } = named;
  const terminal = terminalOf(cell("store"), cell("till"));
  return {
    kind: "line",
    line: { line: number, type, reference, amountRupiah, paidAt, memberKey, months, terminal },
  };
}

function typeOf({ types }: SettlementFileForm, word: string): FileLine["type"] | undefined {
  if (!types) return "payment";
  if (types.payment.includes(word)) return "payment";
  return types.reversal.includes(word) ? "reversal" : undefined;
}

/** Whom a number names. Partners mask and shorten it as they like, so one that names nobody is no fault: the reference decides. */
function namedBy(
  { companyCode, nikHashKey }: LineReading,
  customerNumber: string,
  virtualAccount: string,
): { readonly memberKey: MemberKey | null; readonly months: number | null } {
  const number = customerNumber || withoutCompany(virtualAccount, companyCode);
  const nik = /^\d{16}(\d{2})?$/.test(number) ? parseNik(number.slice(0, NIK_DIGITS)) : undefined;
  if (!nik) return { memberKey: null, months: null };
  const months = number.length > NIK_DIGITS ? parseMonthCount(Number(number.slice(NIK_DIGITS))) : undefined;
  return { memberKey: nikHashKey ? memberKeyOf(nikHashKey, nik) : null, months: months ?? null };
}

/** A company code is padded to eight with spaces or zeros (snap-bi.md 3.1). */
function withoutCompany(account: string, companyCode: string | undefined): string {
  if (companyCode === undefined) return account;
  const bare = account.replace(/^[ 0]*/, "");
  return bare.startsWith(companyCode) ? bare.slice(companyCode.length) : account;
}

/** A terminal is shown and put into links, so only plain names are kept. */
function terminalOf(store: string, till: string): string | null {
  const parts = [store, till].filter((part) => TERMINAL.test(part));
  return parts.length === 0 ? null : parts.join("/");
}
