import { type Instant, instant } from "../../../../shared/calendar/calendar.ts";
import { type Bill, type Counter, type Told, unknown } from "./counter.ts";

/** How a client waits. */
export interface Manners {
  /** Before the first question about a lost answer. */
  readonly patienceMs: number;
  /** How much longer each wait is than the one before. */
  readonly growth: number;
  readonly attemptsMax: number;
  /** How long it waits for an answer. */
  readonly answerWithinMs: number;
}

/** How a client lets time pass. */
export interface Waits {
  sleep(ms: number): Promise<void>;
  /** Waits for an answer at most so long. @returns `late` when it does not come */
  atMost<T>(ms: number, asked: Promise<T>, late: T): Promise<T>;
}

/** A client that does what `docs/partners/partner-mode.md` asks of one: a pattern to copy, and the other side of our own tests. */
export interface CarefulClient {
  inquire(nik: string, months: number): Promise<Told<Bill>>;
  /** Pays a bill and does not rest before it knows what became of it; pressed twice it is one payment. */
  pay(bill: Bill): Promise<Told<"booked">>;
  reverse(bill: Bill): Promise<Told<"reversed">>;
}

/** Codes after which asking for the bill again can help. */
const EXPIRED = /^(quote-expired|4042519|4032500)$/;

export function carefulClient(
  counter: Counter,
  manners: Manners,
  waits: Waits = MACHINE_WAITS,
): CarefulClient {
  const underWay = new Map<string, Promise<Told<"booked">>>();
  const patiently = async <T>(ask: (attempt: number) => Promise<Told<T>>): Promise<Told<T>> => {
    for (let attempt = 0; ; attempt++) {
      const told = await waits.atMost<Told<T>>(manners.answerWithinMs, ask(attempt), unknown());
      if (told.kind !== "unknown" || attempt === manners.attemptsMax) return told;
      const own = manners.patienceMs * manners.growth ** attempt;
      await waits.sleep(Math.max(own, (told.retryAfterSeconds ?? 0) * 1000));
    }
  };
  /** The first attempt pays; after silence it asks, and sends the same payment again only if that was never seen. */
  const settle = (bill: Bill, paidAt: Instant): Promise<Told<"booked">> =>
    patiently(async (attempt) => {
      if (attempt === 0) return counter.pay(bill, { paidAt, advice: false });
      const found = await counter.status(bill);
      if (found.kind !== "yes") return found;
      return found.value === "booked"
        ? { kind: "yes", value: "booked" }
        : counter.pay(bill, { paidAt, advice: true });
    });
  return {
    inquire: (nik, months) => patiently(() => counter.inquire({ nik, months })),
    pay(bill) {
      const paying = underWay.get(bill.reference) ?? settle(bill, instant(Date.now()));
      underWay.set(bill.reference, paying);
      return paying;
    },
    reverse(bill) {
      const reversedAt = instant(Date.now());
      return patiently(
        async () => counter.reverse?.(bill, reversedAt) ?? { kind: "no", code: "no such message" },
      );
    },
  };
}

/** One customer: inquires and pays, and inquires anew when the quote has expired meanwhile. */
export async function serveCustomer(
  client: CarefulClient,
  nik: string,
  months: number,
): Promise<Bill | undefined> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const bill = await client.inquire(nik, months);
    if (bill.kind !== "yes") return undefined;
    const paid = await client.pay(bill.value);
    if (paid.kind === "yes") return bill.value;
    if (paid.kind === "unknown" || !EXPIRED.test(paid.code)) return undefined;
  }
  return undefined;
}

const MACHINE_WAITS: Waits = {
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  atMost(ms, asked, late) {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), ms);
    });
    return Promise.race([asked, over]).finally(() => clearTimeout(timer));
  },
};
