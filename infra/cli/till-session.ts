import { instant } from "../../shared/calendar/calendar.ts";
import { NoAnswer } from "./snap-client.ts";
import type { TillAnswer, TillPort, TillQuote, TillReceipt, TillRefusal } from "./till-port.ts";

/** The till cannot go on; the message is for the cashier. */
export class TillStop extends Error {
  readonly code = "TILL_STOP";
}

export interface TillSession {
  readonly till: TillPort;
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
  const { till, nik, months, say } = session;
  const inquiry = await till.inquire({ nik, months });
  if (inquiry.kind === "no")
    throw new TillStop(`Tidak bisa dibayar / Cannot be paid: ${inWords(inquiry.refusal)}`);
  const quote = inquiry.value;
  say(quote.text);
  if (!(await session.confirm())) {
    say("\nDibatalkan, tidak ada uang yang diambil / Cancelled, no money was taken");
    return;
  }
  const paid = await payUntilAnswered(session, quote);
  if (paid.kind === "no") throw new TillStop(`Ditolak / Refused: ${inWords(paid.refusal)}`);
  say(`\n${paid.value.slip.columns42}`);
  await waitForCover(session, quote);
}

/** No answer is not "failed": the till asks for the status, and sends the same payment again, as an advice, only when it was never seen. */
async function payUntilAnswered(
  { till, say }: TillSession,
  quote: TillQuote,
): Promise<TillAnswer<TillReceipt>> {
  const paidAt = instant(Date.now());
  for (let sent = 0; ; sent++) {
    try {
      return await till.pay(quote, { paidAt, advice: sent > 0 });
    } catch (error) {
      if (!(error instanceof NoAnswer) || sent === ADVICES_MAX) throw error;
      say("\nTidak ada jawaban, menanyakan status / No answer, asking for the status");
      const value = await till.status(quote);
      if (value) return { kind: "yes", value };
      say("Belum tercatat, dikirim ulang / Not booked yet, sending it again");
    }
  }
}

async function waitForCover({ till, say }: TillSession, quote: TillQuote): Promise<void> {
  const startedAt = Date.now();
  while (Date.now() - startedAt < ACTIVATION_WAIT_MS) {
    const receipt = await till.status(quote);
    if (receipt?.isActive) {
      say(`Perlindungan aktif sejak / Cover active since ${receipt.activeSince}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  say(
    "Uang sudah tercatat; perlindungan menyusul dengan sendirinya / The money is booked; cover follows by itself",
  );
}

/** Why not, and what the cashier does now, in both languages. */
function inWords({ code, reason, cashier }: TillRefusal): string {
  return `${reason.indonesia} / ${reason.english} (${code})\n${cashier.indonesia} / ${cashier.english}`;
}
