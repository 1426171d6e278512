import { randomBytes } from "node:crypto";
import { instant } from "../../shared/calendar/calendar.ts";
import { billOf, reasonOf, type SnapBill } from "./snap-bill.ts";
import { NoAnswer, type SnapClient, type SnapReply } from "./snap-client.ts";
import { quoteText, slipText } from "./till-slip.ts";

/** The till cannot go on; the message is for the cashier. */
export class TillStop extends Error {
  readonly code = "TILL_STOP";
}

export interface TillSession {
  readonly bank: SnapClient;
  readonly channel: string;
  readonly nik: string;
  readonly months: number;
  readonly say: (text: string) => void;
  /** Asks the cashier whether to take the money. */
  readonly confirm: () => Promise<boolean>;
}

const ACTIVATION_WAIT_MS = 15_000;
const ADVICES_MAX = 3;

/** Plays one customer at a till: inquiry, confirmation, payment, slip, and the wait for cover. @throws TillStop, NoAnswer */
export async function playTill(session: TillSession): Promise<void> {
  const { bank, nik, months, say } = session;
  const maskedNik = `${"*".repeat(12)}${nik.slice(-4)}`;
  const customerNo = nik + String(months).padStart(2, "0");
  const reference = `TILL-${randomBytes(8).toString("hex").toUpperCase()}`;

  const inquiry = await bank.inquiry({ customerNo, inquiryRequestId: reference });
  const quote = billOf(inquiry);
  if (!quote) throw new TillStop(`Tidak bisa dibayar / Cannot be paid: ${reasonOf(inquiry)}`);
  say(quoteText(quote, maskedNik));
  if (!(await session.confirm())) {
    say("\nDibatalkan, tidak ada uang yang diambil / Cancelled, no money was taken");
    return;
  }
  const receipt = await payUntilAnswered(session, customerNo, reference, quote);
  const bill = billOf(receipt);
  if (!bill)
    throw new TillStop(`Ditolak, uang dikembalikan / Refused, the money goes back: ${reasonOf(receipt)}`);
  const { channel } = session;
  say(`\n${slipText({ channel, bill, feeRupiah: quote.feeRupiah, maskedNik, reference })}`);
  await waitForCover(session, customerNo, reference);
}

/** No answer is not "failed": the till asks for the status, and sends the same payment again, as an advice, only when it was never seen. */
async function payUntilAnswered(
  { bank, say }: TillSession,
  customerNo: string,
  reference: string,
  quote: SnapBill,
): Promise<SnapReply> {
  const payment = {
    customerNo,
    paymentRequestId: reference,
    amount: `${quote.totalRupiah}.00`,
    paidAt: instant(Date.now()),
  };
  for (let sent = 0; ; sent++) {
    try {
      return await bank.payment({ ...payment, advice: sent > 0 });
    } catch (error) {
      if (!(error instanceof NoAnswer) || sent === ADVICES_MAX) throw error;
      say("\nTidak ada jawaban, menanyakan status / No answer, asking for the status");
      const status = await bank.status({ customerNo, paymentRequestId: reference });
      if (status.status === 200) return status;
      say("Belum tercatat, dikirim ulang / Not booked yet, sending it again");
    }
  }
}

async function waitForCover(
  { bank, say }: TillSession,
  customerNo: string,
  reference: string,
): Promise<void> {
  const startedAt = Date.now();
  while (Date.now() - startedAt < ACTIVATION_WAIT_MS) {
    const bill = billOf(await bank.status({ customerNo, paymentRequestId: reference }));
    if (bill?.paymentState === "active") {
      say(`Perlindungan aktif sejak / Cover active since ${bill.activeSince}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  say(
    "Uang sudah tercatat; perlindungan menyusul dengan sendirinya / The money is booked; cover follows by itself",
  );
}
