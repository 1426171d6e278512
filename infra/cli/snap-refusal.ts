import * as z from "zod/mini";
import type { InTwoLanguages } from "../../shared/calendar/month-name.ts";
import {
  INQUIRY_ROWS as H2H_INQUIRY_ROWS,
  PAYMENT_ROWS as H2H_PAYMENT_ROWS,
} from "../../shared/protocol/h2h/outcome-table.ts";
import { INQUIRY_ROWS, PAYMENT_ROWS } from "../../shared/protocol/snap/outcome-table.ts";
import type { SnapReply } from "./snap-client.ts";
import type { TillRefusal } from "./till-port.ts";

const Text = z.object({ indonesia: z.string(), english: z.string() });

/** Where a refusal of service 24 or 25 says why. */
const Refused = z.object({
  virtualAccountData: z.object({ inquiryReason: z.optional(Text), paymentFlagReason: z.optional(Text) }),
});

/** From here on an answer says nothing of the payment. */
const FIRST_FAULT = 500;

const TAKE_NO_MONEY = { indonesia: "Jangan terima uang.", english: "Take no money." };
const HAND_BACK = {
  indonesia: "Kembalikan uang, lalu ulangi cek tagihan.",
  english: "Hand the money back, then inquire again.",
};

/**
 * Why an inquiry or a payment was refused, and what the cashier does now. SNAP's answers have no line for the cashier, so it is the one that our outcome
 * table gives to the outcome of the same reason, which a bank copies from `docs/partners/outcomes.md` into its till.
 */
export function snapRefusal(service: "inquiry" | "payment", reply: SnapReply): TillRefusal {
  const { body, responseCode, status } = reply;
  const read = z.safeParse(Refused, body);
  const data = read.success ? read.data.virtualAccountData : undefined;
  const message = typeof body.responseMessage === "string" ? body.responseMessage : "";
  const reason = data?.inquiryReason ?? data?.paymentFlagReason ?? { indonesia: message, english: message };
  const code = responseCode || String(status);
  return { code, reason, cashier: cashierLine(service, reason) };
}

/** True when an answer says neither yes nor no: whether the payment was booked is unknown (snap-bi.md 5.2). */
export function isSilent({ status, body }: SnapReply): boolean {
  const read = z.safeParse(Refused, body);
  const reason = read.success ? read.data.virtualAccountData.paymentFlagReason : undefined;
  return status >= FIRST_FAULT && reason?.english !== PAYMENT_ROWS.conflict.reason.english;
}

function cashierLine(service: "inquiry" | "payment", reason: InTwoLanguages): InTwoLanguages {
  const [snap, h2h, otherwise] =
    service === "inquiry"
      ? [INQUIRY_ROWS, H2H_INQUIRY_ROWS, TAKE_NO_MONEY]
      : [PAYMENT_ROWS, H2H_PAYMENT_ROWS, HAND_BACK];
  const outcome = Object.entries(snap).find(([, row]) => row.reason.english === reason.english)?.[0];
  const line = Object.entries(h2h).find(([name]) => name === outcome)?.[1].cashier;
  return line ?? otherwise;
}
