import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import { fieldsOf } from "../../../../shared/protocol/snap/echoed-numbers.ts";
import {
  AUTHENTICATION_ROWS,
  FAULT_ROWS,
  PAYMENT_ROWS,
  REQUEST_ROWS,
  STATUS_ROWS,
} from "../../../../shared/protocol/snap/outcome-table.ts";

type Fields = Readonly<Record<string, unknown>>;

const DONE: Readonly<Record<string, InTwoLanguages>> = {
  token: { english: "Token issued", indonesia: "Token diberikan" },
  inquiry: { english: "Quoted", indonesia: "Tagihan diberikan" },
  payment: { english: "Payment is booked", indonesia: "Pembayaran tercatat" },
  status: { english: "Status told", indonesia: "Status diberikan" },
  reversal: { english: "Reversed", indonesia: "Dibatalkan" },
  lookup: { english: "Worker found", indonesia: "Peserta ditemukan" },
  registration: { english: "Registered", indonesia: "Terdaftar" },
  "billing-code": { english: "Billing code issued", indonesia: "Kode iuran diberikan" },
};
const ANSWERED: InTwoLanguages = { english: "Answered", indonesia: "Dijawab" };

const SNAP_ROWS = [
  ...Object.values(AUTHENTICATION_ROWS),
  ...Object.values(REQUEST_ROWS),
  ...Object.values(FAULT_ROWS),
  ...Object.values(STATUS_ROWS),
  PAYMENT_ROWS.conflict,
];

/** What an answer says in both languages: its own reason where it carries one, else that of its row in the outcome tables. */
export function outcomeWords(service: string, status: number, body: Fields): InTwoLanguages {
  const carried = [
    fieldsOf(body.reason),
    fieldsOf(fieldsOf(body.virtualAccountData).paymentFlagReason),
    fieldsOf(fieldsOf(body.virtualAccountData).inquiryReason),
  ];
  if (status >= 200 && status < 300) return refusedInside(body) ?? DONE[service] ?? ANSWERED;
  for (const { english, indonesia } of carried) {
    if (typeof english === "string" && typeof indonesia === "string") return { english, indonesia };
  }
  const code = String(body.responseCode ?? "");
  const general = `${code.slice(0, 3)}xx${code.slice(5)}`;
  const message = String(body.responseMessage ?? body.message ?? "");
  const rows = SNAP_ROWS.filter((row) => row.code === general);
  const row = rows.find((each) => message.startsWith(each.message)) ?? rows[0];
  if (!row) return { english: message || String(status), indonesia: message || String(status) };
  // The row's English reason is a fragment inside the message; the message itself reads better.
  const detail = message.startsWith(row.message) ? message.slice(row.message.length) : "";
  return { english: message, indonesia: row.reason.indonesia + detail };
}

/** A status that was told and says that the payment was refused. */
function refusedInside({ virtualAccountData, state }: Fields): InTwoLanguages | undefined {
  const { paymentFlagStatus, paymentFlagReason } = fieldsOf(virtualAccountData);
  const { english, indonesia } = fieldsOf(paymentFlagReason);
  if (paymentFlagStatus === "01" && typeof english === "string" && typeof indonesia === "string") {
    return { english, indonesia };
  }
  if (state !== "refused" && state !== "reversed") return undefined;
  return state === "refused"
    ? { english: "Payment was refused", indonesia: "Pembayaran ditolak" }
    : { english: "Payment was reversed", indonesia: "Pembayaran dibatalkan" };
}
