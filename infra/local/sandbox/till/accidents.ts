import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import type { TillAnswer, TillReceipt } from "../../../cli/till-port.ts";
import type { SandboxFile } from "../sandbox-file.ts";
import { ownTill, pay, settle, startPayment } from "./cashier-acts.ts";
import type { Counter } from "./counter.ts";
import { moveSwitch } from "./move-switch.ts";
import { tillOf } from "./till-of.ts";
import type { SentPayment, ShownBill, Visit } from "./visit.ts";

const both = (text: string): InTwoLanguages => ({ indonesia: text, english: text });
const YES = { indonesia: "ya", english: "yes" };
const NO = { indonesia: "tidak", english: "no" };

/** The gateway books the payment and its answer gets lost on the way. */
export async function loseAnswer(counter: Counter, visit: Visit, bill: ShownBill): Promise<void> {
  await moveSwitch(counter.file().baseUrl, visit, { name: "answers", to: { loseNext: 1 } });
  visit.story = { name: "lost-answer", facts: [] };
  await pay(counter, visit, startPayment(counter, visit, bill), false);
}

/** The cashier taps twice: the same payment is sent two times at once. */
export async function tapTwice(counter: Counter, visit: Visit, bill: ShownBill): Promise<void> {
  const till = ownTill(counter, visit);
  const sent = startPayment(counter, visit, bill);
  const send = () => till.pay(bill.quote, { paidAt: sent.paidAt, advice: false });
  const [first, second] = await Promise.all([send(), send()]);
  visit.story = {
    name: "double-tap",
    facts: [
      [{ indonesia: "Permintaan dikirim", english: "Requests sent" }, both("2")],
      [
        { indonesia: "Struknya sama, huruf demi huruf", english: "Same slip, letter by letter" },
        slipOf(first) !== undefined && slipOf(first) === slipOf(second) ? YES : NO,
      ],
    ],
  };
  settle(visit, sent, first);
}

const slipOf = (answer: TillAnswer<TillReceipt>) =>
  answer.kind === "yes" ? answer.value.slip.columns42 : undefined;

/** Another partner's till has the same worker and months on its screen, and is told of the money a moment later. */
export async function paySecondTill(counter: Counter, visit: Visit, bill: ShownBill): Promise<void> {
  const file = counter.file();
  const otherId = otherPartner(file, visit.asked.partnerId);
  const other = otherId && tillOf(file, otherId, visit);
  if (!other) return;
  const { nik, months } = visit.asked;
  const theirs = await other.inquire({ nik, months: Number(months) });
  await pay(counter, visit, startPayment(counter, visit, bill), false);
  const answer =
    theirs.kind === "no" ? theirs : await other.pay(theirs.value, { paidAt: counter.now(), advice: false });
  visit.story = {
    name: "second-till",
    facts: [
      [{ indonesia: "Kasir kedua", english: "Second till" }, both(otherId.toUpperCase())],
      ...(answer.kind === "no"
        ? ([
            [
              { indonesia: "Jawaban untuknya", english: "Its answer" },
              withCode(answer.refusal.reason, answer.refusal.code),
            ],
            [{ indonesia: "Kasirnya diminta", english: "Its cashier is told" }, answer.refusal.cashier],
          ] as const)
        : ([[{ indonesia: "Jawaban untuknya", english: "Its answer" }, YES]] as const)),
    ],
  };
}

const withCode = ({ indonesia, english }: InTwoLanguages, code: string): InTwoLanguages => ({
  indonesia: `${indonesia} (${code})`,
  english: `${english} (${code})`,
});

/** A partner that speaks the other protocol if there is one, to show that months have one owner across both. */
export function otherPartner({ partners }: SandboxFile, partnerId: string): string | undefined {
  const own = partners.find((partner) => partner.partnerId === partnerId);
  const others = partners.filter((partner) => partner.partnerId !== partnerId);
  return (others.find(({ protocol }) => protocol !== own?.protocol) ?? others[0])?.partnerId;
}

/** The core membership system gives no answer while the payment is made. */
export async function payWhileCoreIsDown(counter: Counter, visit: Visit, bill: ShownBill): Promise<void> {
  await moveSwitch(counter.file().baseUrl, visit, { name: "core", to: { mode: "down" } });
  visit.story = { name: "core-down", facts: [] };
  await pay(counter, visit, startPayment(counter, visit, bill), false);
}

/** The core answers again. */
export async function raiseCore(counter: Counter, visit: Visit): Promise<void> {
  await moveSwitch(counter.file().baseUrl, visit, { name: "core", to: { mode: "up" } });
  visit.journey?.follow();
}

/** The cashier gives the money back and says so; H2H only. */
export async function reverse(counter: Counter, visit: Visit, sent: SentPayment): Promise<void> {
  const till = ownTill(counter, visit);
  if (!till.reverse) return;
  visit.story = { name: "reversal", facts: [] };
  const why = { reason: "salah nomor", reversedAt: counter.now() };
  const answer = await till.reverse(sent.bill.quote, why);
  visit.step =
    answer.kind === "yes"
      ? { kind: "reversed", bill: sent.bill, paidAt: sent.paidAt }
      : { kind: "refused", during: "reversal", refusal: answer.refusal };
  visit.journey?.follow();
}
