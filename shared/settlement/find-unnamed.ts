import { type BusinessDate, formatInstant } from "../calendar/calendar.ts";
import { joinKey } from "../ledger/key.ts";
import type { Ledger, LedgerCursor } from "../ledger/ledger.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Payment } from "../payment/payment.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { classifyUnnamed } from "./classify.ts";
import { currentFileOf } from "./current-file.ts";
import { SettlementFault } from "./deps.ts";
import { elsewhereKey, elsewhereOf } from "./elsewhere-item.ts";
import type { SettlementFile } from "./file-item.ts";
import type { Difference } from "./settlement.ts";

const INDEX_PAGE = 500;
const CANDIDATES_TOGETHER = 50;

/** States that hold money, as the index copies them. */
const OURS: ReadonlySet<unknown> = new Set<Payment["state"]>(["accepted", "active", "credited"]);

export interface Unnamed {
  readonly differences: readonly Difference[];
  /** What the index of the day counts in this shard: the other side of the statement's sum. */
  readonly ledger: { readonly count: number; readonly rupiah: number };
}

/**
 * Walks through the day's payments of a shard and finds those that no line names. The index only says where to look: each candidate is read itself before it becomes a
 * difference, because an index lags. Payments that came after the file are no matter of it. A file of suspects says nothing of the day's other payments.
 */
export async function findUnnamed(
  ledger: Ledger,
  file: SettlementFile,
  by: {
    readonly shard: string;
    readonly isNamed: (reference: string) => boolean;
    readonly hasTime: () => boolean;
  },
): Promise<Unnamed> {
  const differences: Difference[] = [];
  const total = { count: 0, rupiah: 0 };
  if (file.says === "suspect") return { differences, ledger: total };
  const partition = joinKey("DAY", file.partnerId, file.businessDate, by.shard);
  const upTo = `${formatInstant(file.receivedAt, "milliseconds")}~`;
  const currentFile = remembered((date) => currentFileOf(ledger, file.partnerId, date));
  const range = { index: "partner-day", partition, upTo, limit: INDEX_PAGE, newestFirst: false } as const;
  let after: LedgerCursor | undefined;
  do {
    if (!by.hasTime()) throw new SettlementFault("SETTLEMENT_OUT_OF_TIME");
    const page = await ledger.readIndexPage({ ...range, after });
    const ours = page.items.filter(({ state }) => OURS.has(state));
    total.count += ours.length;
    for (const { amountRupiah } of ours) total.rupiah += Number(amountRupiah);
    const candidates = ours.filter(({ reference }) => !by.isNamed(String(reference)));
    for (let from = 0; from < candidates.length; from += CANDIDATES_TOGETHER) {
      const some = candidates.slice(from, from + CANDIDATES_TOGETHER);
      differences.push(...(await lookAt(ledger, file, some, currentFile)));
    }
    after = page.next;
  } while (after);
  return { differences, ledger: total };
}

/** Reads the candidates, and whether the file of another day names them. */
async function lookAt(
  ledger: Ledger,
  file: SettlementFile,
  candidates: readonly LedgerItem[],
  currentFile: (date: BusinessDate) => Promise<string | undefined>,
): Promise<readonly Difference[]> {
  const { partnerId, businessDate } = file;
  const items = await ledger.readTogether([
    ...candidates.map(({ PK, SK }) => ({ PK, SK })),
    ...candidates.map(({ reference }) => elsewhereKey(partnerId, businessDate, String(reference))),
  ]);
  const found: Difference[] = [];
  for (const [at] of candidates.entries()) {
    const [item, markItem] = [items[at], items[candidates.length + at]];
    const payment = item && paymentOf(item);
    const mark = markItem && elsewhereOf(markItem);
    const named = mark && (await currentFile(mark.fileDate)) === mark.fileId;
    const verdict = classifyUnnamed(payment, named ? mark.fileDate : undefined);
    if (!verdict || !payment) continue;
    found.push(unnamedDifference(payment, verdict));
  }
  return found;
}

/** The same few days are asked about again and again. */
function remembered(
  read: (date: BusinessDate) => Promise<string | undefined>,
): (date: BusinessDate) => Promise<string | undefined> {
  const known = new Map<BusinessDate, Promise<string | undefined>>();
  return (date) => {
    const answer = known.get(date) ?? read(date);
    known.set(date, answer);
    return answer;
  };
}

function unnamedDifference(
  payment: Payment,
  { class: name, cause, oursRupiah, otherDate }: NonNullable<ReturnType<typeof classifyUnnamed>>,
): Difference {
  const isBooked = payment.state !== "tombstone" && payment.state !== "refused";
  return {
    class: name,
    cause,
    reference: payment.reference,
    line: null,
    firstLine: null,
    theirsRupiah: 0,
    oursRupiah,
    paidAt: payment.receivedAt,
    memberKey: isBooked ? payment.memberKey : null,
    months: isBooked ? payment.months.length : null,
    terminal: null,
    otherDate,
  };
}
