import type { LedgerBook } from "../../../infra/cli/restore-drill/ledger-book.ts";
import { madePayment } from "../../../infra/cli/settlement/made-payment.ts";
import { type ContributionMonth, contributionMonth, instant } from "../../../shared/calendar/calendar.ts";
import { noCoverage } from "../../../shared/coverage/coverage-item.ts";
import type { MemberKey } from "../../../shared/member/member.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import { PartnerId } from "../../../shared/partner/partner.ts";
import type { AcceptedPayment } from "../../../shared/payment/payment.ts";

export const WORKER = "W".repeat(43) as MemberKey;
export const OTHER = "O".repeat(43) as MemberKey;

/** A month that is paid at `partner#reference`, in force. */
export function paid(
  reference: string,
  { memberKey = WORKER, month = "2026-11", partner = "bri" } = {},
): AcceptedPayment {
  const made = madePayment({
    partnerId: PartnerId.parse(partner),
    reference,
    receivedAt: instant(Date.parse("2026-11-20T10:05:00+07:00")),
  });
  const [first] = made.months;
  if (!first) throw new Error("a made payment has a month");
  const months = [{ ...first, month: contributionMonth(month) as ContributionMonth }];
  return { ...made, memberKey, months, state: "active" };
}

/** A sound ledger of these payments: each owns what it bought and is in force. */
export function bookOf(...payments: readonly AcceptedPayment[]): LedgerBook {
  const members = [...new Set(payments.map(({ memberKey }) => memberKey))];
  return {
    payments,
    failures: [],
    slices: payments.flatMap(({ paymentKey, memberKey, months, programmes }) =>
      months.flatMap(({ month }) =>
        programmes.map((programme) => ({
          place: `MEMBER#${memberKey} SLICE#${month}#${programme}`,
          paymentKey,
        })),
      ),
    ),
    coverages: members.map((memberKey) => ({
      ...noCoverage(memberKey),
      claims: Object.fromEntries(
        payments
          .filter((payment) => payment.memberKey === memberKey)
          .map(({ paymentKey, payer, programmes, amountRupiah, inForceFrom, months: [month] }) => {
            if (!month) throw new Error("a payment of this book has a month");
            const { from, to } = month;
            const claim = {
              payer,
              programmes,
              firstMonth: month.month,
              count: 1,
              rupiah: rupiah(amountRupiah),
            };
            return [paymentKey, { ...claim, from, to, inForceFrom, runBefore: null }];
          }),
      ),
    })),
  };
}
