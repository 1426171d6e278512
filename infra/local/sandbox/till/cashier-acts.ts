import { parseMonthCount } from "../../../../shared/contribution/month-count.ts";
import { parseNik } from "../../../../shared/member/nik.ts";
import type { TillAnswer, TillPort, TillReceipt } from "../../../cli/till-port.ts";
import type { Counter } from "./counter.ts";
import { ledgerPrice } from "./ledger-price.ts";
import { tillOf } from "./till-of.ts";
import type { AskedBill, Mistake, SentPayment, ShownBill, Visit } from "./visit.ts";

/** The till of the partner that the visit is at. @throws RangeError when sandbox.json knows it no more */
export function ownTill(counter: Counter, visit: Visit): TillPort {
  const till = tillOf(counter.file(), visit.asked.partnerId, visit);
  if (!till) throw new RangeError("the partner is gone from sandbox.json");
  return till;
}

/** Asks for the bill, after a look at what was typed. */
export async function inquire(counter: Counter, visit: Visit): Promise<void> {
  const mistakes = mistakesIn(visit.asked, counter);
  const { partnerId, nik, months } = visit.asked;
  if (mistakes.length > 0) {
    visit.step = { kind: "asking", mistakes };
    return;
  }
  const answer = await ownTill(counter, visit).inquire({ nik, months: Number(months) });
  if (answer.kind === "no") {
    visit.step = { kind: "refused", during: "inquiry", refusal: answer.refusal };
    return;
  }
  const quote = answer.value;
  const price = quote.price ?? (await ledgerPrice(counter.ledger, partnerId, quote.inquiryId));
  visit.step = { kind: "quoted", bill: { quote, price, isPriceFromLedger: quote.price === undefined } };
}

function mistakesIn({ partnerId, nik, months }: AskedBill, counter: Counter): readonly Mistake[] {
  const isKnown = counter.file().partners.some((partner) => partner.partnerId === partnerId);
  return [
    ...(isKnown ? [] : [PARTNER_WRONG]),
    ...(parseNik(nik) ? [] : [/^\d{16}$/.test(nik) ? NIK_IMPOSSIBLE : NIK_WRONG]),
    ...(parseMonthCount(months) ? [] : [MONTHS_WRONG]),
  ];
}

const PARTNER_WRONG: Mistake = {
  field: "partner",
  text: { indonesia: "Pilih tempat membayar.", english: "Choose where to pay." },
};
const NIK_WRONG: Mistake = {
  field: "nik",
  text: {
    indonesia: "NIK harus 16 angka tanpa spasi. Periksa KTP lalu ketik lagi, atau pilih pekerja contoh.",
    english:
      "A NIK has 16 digits and no spaces. Look at the identity card and type it again, or choose a sample worker.",
  },
};
/** Sixteen digits, but no such day of birth (domain.md case 41). */
const NIK_IMPOSSIBLE: Mistake = {
  field: "nik",
  text: {
    indonesia: "Tanggal lahir di dalam NIK ini tidak ada. Periksa KTP lalu ketik lagi.",
    english: "The birth date inside this NIK does not exist. Look at the identity card and type it again.",
  },
};
const MONTHS_WRONG: Mistake = {
  field: "months",
  text: { indonesia: "Pilih 1 sampai 12 bulan.", english: "Choose 1 to 12 months." },
};

/** A payment that is about to be sent: the money is in the drawer from now on, and until an answer comes nobody knows more. */
export function startPayment(counter: Counter, visit: Visit, bill: ShownBill): SentPayment {
  const sent = { bill, paidAt: counter.now() };
  visit.step = { kind: "unanswered", ...sent };
  counter.watch(visit, sent);
  return sent;
}

/** Sends the payment. @throws NoAnswer, which is not "failed": the visit then waits for the cashier to ask or to send it again */
export async function pay(counter: Counter, visit: Visit, sent: SentPayment, advice: boolean): Promise<void> {
  const { bill, paidAt } = sent;
  settle(visit, sent, await ownTill(counter, visit).pay(bill.quote, { paidAt, advice }));
}

/** Puts the answer to a payment on the screen. */
export function settle(visit: Visit, { bill, paidAt }: SentPayment, answer: TillAnswer<TillReceipt>): void {
  visit.step =
    answer.kind === "yes"
      ? { kind: "paid", bill, paidAt, receipt: answer.value }
      : { kind: "refused", during: "payment", refusal: answer.refusal };
}

/** Asks what became of the payment; what was never seen stays unanswered. */
export async function askStatus(counter: Counter, visit: Visit): Promise<void> {
  const { step } = visit;
  if (step.kind !== "paid" && step.kind !== "unanswered" && step.kind !== "reversed") return;
  const { bill, paidAt } = step;
  const receipt = await ownTill(counter, visit).status(bill.quote);
  if (receipt && step.kind !== "reversed") visit.step = { kind: "paid", bill, paidAt, receipt };
}
