import { businessDate, type Instant, instant, parseInstant } from "../../shared/calendar/calendar.ts";
import type { Member, Nik } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { putMember } from "../../shared/member/member-store.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { PartnerId, type PartnerProfile, termsOf } from "../../shared/partner/partner.ts";
import type { PaymentDeps } from "../../shared/payment/deps.ts";
import { giveQuote } from "../../shared/payment/give-quote.ts";
import type { InquiryCommand, PaymentCommand } from "../../shared/payment/outcome.ts";
import { takePayment } from "../../shared/payment/take-payment.ts";
import { newKeyring } from "../engine/keyring.ts";
import type { TestLedger } from "../engine/test-ledger.ts";
import { placeOf, USUAL_TERMS } from "../partner/sample-profile.ts";

/** Invented: no district has the code 999999. */
export const FISHER = "9999991503850001" as Nik;
export const TRADER = "9999995207900002" as Nik;

export const BRI: PartnerProfile = {
  partnerId: PartnerId.parse("bri"),
  name: "BRI",
  ...USUAL_TERMS,
  channels: [placeOf("BRILINK")],
};
export const BNI: PartnerProfile = {
  ...BRI,
  partnerId: PartnerId.parse("bni"),
  channels: [placeOf("BNI_AGEN46")],
};

/** Never restarts: several worlds of one run share an engine, and message numbers are single-use. */
let count = 0;

/** A partner's desk over a real ledger: a business clock to move, workers to insure, commands with sensible defaults. */
export async function paymentWorld({ ledger }: TestLedger, startsAt = "2026-11-20T10:00:00+07:00") {
  const keys = await newKeyring();
  let now = at(startsAt);
  const deps: PaymentDeps = {
    ledger,
    keys,
    clock: { businessNow: () => now, machineNow: () => instant(Date.now()) },
    ids: { next: () => `ID${String(++count).padStart(24, "0")}` },
  };
  const next = (prefix: string) => `${prefix}-${++count}`;

  async function register(nik: Nik, facts: Partial<Member> = {}, identity: Partial<Member["identity"]> = {}) {
    const member: Member = {
      memberKey: memberKeyOf(keys.nikHashKey, nik),
      version: 1,
      segment: "BPU",
      standing: "registered",
      programmes: ["JKK", "JKM"],
      sector: "OTHER",
      bpuCategory: "PEKERJA_MANDIRI",
      identity: {
        nik,
        kpj: "12345678901",
        name: "Budi Santoso",
        birthDate: businessDate("1985-03-15"),
        declaredMonthlyIncome: rupiah(1_000_000),
        ...identity,
      },
      ...facts,
    };
    await putMember(ledger, keys, member);
    return member;
  }

  const inquire = (ask: Partial<InquiryCommand> = {}) =>
    giveQuote(deps, {
      partner: BRI,
      terms: termsOf(ask.partner ?? BRI),
      inquiryId: next("INQ"),
      nik: FISHER,
      months: 1,
      externalId: { service: "inquiry", id: next("E") },
      ...ask,
    });

  const pay = (command: Partial<PaymentCommand> & Pick<PaymentCommand, "inquiryId">) =>
    takePayment(deps, {
      partner: BRI,
      terms: termsOf(command.partner ?? BRI),
      reference: command.inquiryId,
      nik: FISHER,
      amountRupiah: rupiah(8_400),
      externalId: { service: "payment", id: next("E") },
      echo: {},
      advice: false,
      paidAt: undefined,
      ifNew: { kind: "allowed" },
      ...command,
    });

  return {
    deps,
    register,
    inquire,
    pay,
    moveTo(time: string) {
      now = at(time);
    },
    /** Inquires and pays in one go; the quote's own price. */
    async buy(months: number, ask: Partial<InquiryCommand> = {}) {
      const asked = await inquire({ months, ...ask });
      if (asked.kind !== "quoted") return asked;
      const { inquiryId, totalRupiah } = asked.quote;
      return pay({
        partner: ask.partner ?? BRI,
        nik: ask.nik ?? FISHER,
        inquiryId,
        amountRupiah: totalRupiah,
      });
    },
  };
}

function at(text: string): Instant {
  const time = parseInstant(text);
  if (time === undefined) throw new Error(`not a time: ${text}`);
  return time;
}
