import { businessDate, parseInstant } from "../../../shared/calendar/calendar.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import type { Member, Nik } from "../../../shared/member/member.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { putMember } from "../../../shared/member/member-store.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import type { TestLedger } from "../../engine/test-ledger.ts";
import { bank, inquiryBody, NIK, paymentBody } from "./bank.ts";

interface Options {
  /** Stands between the handler and the ledger, to lose answers or to be slow. */
  readonly between?: (ledger: Ledger) => Ledger;
  readonly profile?: PartnerProfile;
}

/** A bank over a real table, where one worker is registered who has never paid. */
export async function insuredBank(
  { ledger }: TestLedger,
  { between = (real) => real, profile }: Options = {},
) {
  const bri = await bank({
    ...(profile && { profile }),
    ledger: (registry) =>
      between({
        ...ledger,
        readRange: (range) =>
          range.partition === "PARTNERS" ? registry.readRange(range) : ledger.readRange(range),
      }),
  });

  async function register(facts: Partial<Member> = {}, nik = NIK as Nik) {
    await putMember(ledger, bri.keys, {
      memberKey: memberKeyOf(bri.keys.nikHashKey, nik),
      version: 1,
      segment: "BPU",
      standing: "registered",
      programmes: ["JKK", "JKM"],
      sector: "OTHER",
      bpuCategory: "PEKERJA_MANDIRI",
      identity: {
        nik,
        kpj: "12345678901",
        name: "Siti Rahayu",
        birthDate: businessDate("1985-03-15"),
        declaredMonthlyIncome: rupiah(1_000_000),
      },
      ...facts,
    });
  }
  await register();

  return Object.assign(bri, {
    register,
    moveTo(time: string) {
      const at = parseInstant(time);
      if (at === undefined) throw new Error(`not a time: ${time}`);
      bri.businessNow = at;
      bri.machineNow = at;
    },
    /** Inquires and makes the body of the payment for it. */
    async quotedPayment(inquiry: Record<string, unknown> = {}, payment: Record<string, unknown> = {}) {
      const asked = inquiryBody(inquiry);
      const { body } = await bri.inquire(asked);
      const { customerNo, virtualAccountNo, inquiryRequestId } = asked as Record<string, unknown>;
      const paidAmount = body.virtualAccountData.totalAmount;
      return paymentBody({
        customerNo,
        virtualAccountNo,
        paymentRequestId: inquiryRequestId,
        paidAmount,
        ...payment,
      });
    },
  });
}
