import type { Nik } from "../../member/member.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { Payment } from "../../payment/payment.ts";
import { idAppOf } from "./additional-info.ts";
import { wireTextOf } from "./echoed-numbers.ts";

/** Fields of the first request that every answer about the payment repeats, with the forms that are kept (snap-bi.md 3.4). */
const ECHOED: Readonly<Record<string, RegExp>> = {
  trxId: /^[A-Za-z0-9._/-]{1,64}$/,
  paidBills: /^[0-9A-Fa-f]{1,6}$/,
  trxDateTime: /^[0-9TZ:.+-]{8,35}$/,
  referenceNo: /^[A-Za-z0-9._/-]{1,64}$/,
  journalNum: /^[A-Za-z0-9]{1,6}$/,
  paymentType: /^[A-Za-z0-9]$/,
  flagAdvise: /^[YN]$/,
};

/** Where the first message's X-EXTERNAL-ID is kept, for a bank to which its return means a double flagging. It stands in no answer. */
const EXTERNAL_ID = "xExternalId";

/**
 * Picks what is stored for later answers. A field that does not fit is left out and never a reason to refuse money, nor is it cut
 * short. Whatever contains the worker's NIK is left out as well: it would stand in the ledger in clear.
 */
export function paymentEcho(
  { repeatedPayment }: Pick<SnapProfile, "repeatedPayment">,
  request: {
    readonly sent: Readonly<Record<string, unknown>>;
    readonly additionalInfo: Readonly<Record<string, unknown>>;
    readonly nik: Nik | undefined;
    readonly externalId: string | undefined;
  },
): Readonly<Record<string, string>> {
  const { sent, additionalInfo, nik, externalId } = request;
  const echo: Record<string, string> = {};
  for (const [name, form] of Object.entries(ECHOED)) {
    const text = wireTextOf(sent[name]);
    if (text !== undefined && form.test(text) && !(nik && text.includes(nik))) echo[name] = text;
  }
  if (repeatedPayment === "bca" && externalId !== undefined) echo[EXTERNAL_ID] = externalId;
  const idApp = idAppOf(additionalInfo);
  return idApp === undefined ? echo : { ...echo, idApp };
}

/** The X-EXTERNAL-ID of the message that made a payment; undefined where it was not kept. */
export const externalIdOf = (payment: Payment): string | undefined =>
  "echo" in payment ? payment.echo[EXTERNAL_ID] : undefined;

/**
 * The stored echo in the places of an answer: the fields of virtualAccountData, and those of additionalInfo. In our own order, because a
 * map comes back from the table in any order and a repeat has the same body to the byte.
 */
export function splitEcho(echo: Readonly<Record<string, string>>) {
  const { idApp } = echo;
  const fields: Record<string, string> = {};
  for (const name of Object.keys(ECHOED)) {
    const text = echo[name];
    if (text !== undefined) fields[name] = text;
  }
  return { fields, additionalInfo: idApp === undefined ? {} : { idApp } };
}
