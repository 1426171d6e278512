import * as z from "zod/mini";
import { rupiah } from "../money/rupiah.ts";
import type { StatusReply } from "./bank-status.ts";

const Reply = z.object({
  responseCode: z.string(),
  virtualAccountData: z.optional(
    z.object({
      paymentFlagStatus: z.optional(z.string()),
      paymentRequestId: z.optional(z.string()),
      paidAmount: z.optional(z.object({ value: z.string() })),
    }),
  ),
});

/** The bank's flags (snap-bi.md 3.6, 5.3): 00 paid, 01 not, 02 timed out on its side, 03 pending. */
const FLAGS: Readonly<Record<string, StatusReply["says"]>> = {
  "00": "paid",
  "01": "not-paid",
  "02": "pending",
  "03": "pending",
};

const silence = (code: string): StatusReply => ({ says: "no-answer", code, amountRupiah: null });

/**
 * Reads what a bank answered about one payment. Only a success about this very payment says anything of it, 4042601 and 4042612 say that the bank does not know it; all
 * else, a fault of ours in asking included, says nothing.
 */
export function readStatusReply(reference: string, body: unknown): StatusReply {
  const read = z.safeParse(Reply, body);
  if (!read.success) return silence("unreadable");
  const { responseCode, virtualAccountData: data } = read.data;
  if (responseCode === "4042601" || responseCode === "4042612") {
    return { says: "unknown", code: responseCode, amountRupiah: null };
  }
  const flag = data?.paymentFlagStatus ?? "";
  const code = `${responseCode.slice(0, 7)}/${flag.slice(0, 2)}`;
  const says = FLAGS[flag];
  if (responseCode !== "2002600" || !says) return silence(code);
  if (data?.paymentRequestId !== undefined && data.paymentRequestId !== reference)
    return silence("another-payment");
  return { says, code, amountRupiah: amountIn(data?.paidAmount?.value) };
}

/** SNAP writes amounts with two decimals; sen say that it is no amount of ours. */
function amountIn(value: string | undefined) {
  const digits = /^(\d{1,12})\.00$/.exec(value ?? "")?.[1];
  return digits === undefined ? null : rupiah(Number(digits));
}
