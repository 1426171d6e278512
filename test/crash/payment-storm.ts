import { setTimeout as pause } from "node:timers/promises";
import { billOf } from "../../infra/cli/snap-bill.ts";
import { NoAnswer, type SnapClient, type SnapReply } from "../../infra/cli/snap-client.ts";
import { type Instant, parseInstant } from "../../shared/calendar/calendar.ts";

/** One worker's payment, as the bank's own books know it. */
export interface StormPayment {
  readonly customerNo: string;
  readonly reference: string;
  /** Rupiah of the inquiry; 0 until it was answered. */
  rupiah: number;
  /** The successes that the bank received; with the first one the money is final on its side. */
  acknowledged: readonly SnapReply[];
  /** Answers that took the payment for refused, of which there must be none: a 4xx makes the bank give the money back. */
  readonly refusals: string[];
}

/** A till asks the price again until the gateway is back; two minutes of it, then the test ends. */
const INQUIRY_TRIES = 1_200;
const RETRY_MS = 100;

/** A bank at noon: many tills at once, through one client. `sent` counts payments that have left the bank. */
export function paymentStorm(
  bank: SnapClient,
  niks: readonly string[],
  { paidAt, connections }: { readonly paidAt: string; readonly connections: number },
) {
  const payments = niks.map(
    (nik, index): StormPayment => ({
      customerNo: nik,
      reference: `STORM-${index}`,
      rupiah: 0,
      acknowledged: [],
      refusals: [],
    }),
  );
  const paidInstant = instantOf(paidAt);
  const counts = { sent: 0, unanswered: 0 };

  async function answered(call: () => Promise<SnapReply>): Promise<SnapReply | undefined> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      counts.unanswered += 1;
      return undefined;
    }
  }

  async function askPrice(payment: StormPayment): Promise<void> {
    const { customerNo, reference } = payment;
    for (let tries = 0; tries < INQUIRY_TRIES; tries++) {
      const reply = await answered(() => bank.inquiry({ customerNo, inquiryRequestId: reference }));
      const bill = reply && billOf(reply);
      if (bill) {
        payment.rupiah = bill.totalRupiah;
        return;
      }
      // Anything but silence and 5xx is no trouble of the moment.
      if (reply && reply.status < 500) throw new Error(`${reference}: inquiry ${reply.responseCode}`);
      await pause(RETRY_MS);
    }
    throw new Error(`${reference}: no price`);
  }

  /** Sends the payment once. Without an answer the bank does not know. */
  async function pay(payment: StormPayment, advice: boolean): Promise<SnapReply | undefined> {
    const { customerNo, reference, rupiah } = payment;
    const reply = await answered(() =>
      bank.payment({
        ...{ customerNo, paymentRequestId: reference, amount: `${rupiah}.00` },
        ...{ paidAt: paidInstant, advice },
      }),
    );
    if (reply && reply.status >= 400 && reply.status < 500) payment.refusals.push(reply.responseCode);
    return reply;
  }

  return {
    payments,
    counts,
    /** Every worker's price and payment; each payment is sent once, every fifth twice at the same moment. */
    async rage(): Promise<void> {
      await eachOf(payments, connections, async (payment) => {
        await askPrice(payment);
        counts.sent += 1;
        const times = counts.sent % 5 === 0 ? 2 : 1;
        const replies = await Promise.all(Array.from({ length: times }, () => pay(payment, false)));
        payment.acknowledged = replies.flatMap((reply) => (reply?.responseCode === "2002500" ? [reply] : []));
      });
    },
    /** Sends every payment again as an advice. @returns the answers, in the order of `payments` */
    repeatAll: () => eachOf(payments, connections, (payment) => pay(payment, true)),
    askAll: () =>
      eachOf(payments, connections, ({ customerNo, reference }) =>
        answered(() => bank.status({ customerNo, paymentRequestId: reference })),
      ),
  };
}

export type PaymentStorm = ReturnType<typeof paymentStorm>;

/** Does the work for each, so many at the same time. */
async function eachOf<T, R>(items: readonly T[], lanes: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

function instantOf(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(text);
  return at;
}
