import { addDays, type BusinessDate, instant, startOf } from "../../../shared/calendar/calendar.ts";
import { billOf } from "../../cli/snap-bill.ts";
import { type SnapClient, snapClient } from "../../cli/snap-client.ts";
import type { BusinessClock } from "./business-clock.ts";
import { historyDays, type SampleWorker } from "./sample-workers.ts";
import type { SnapSandboxPartner } from "./sandbox-file.ts";

export interface HistoryStage {
  readonly workers: readonly SampleWorker[];
  /** The business date on which the sandbox begins. */
  readonly today: BusinessDate;
  readonly clock: BusinessClock;
  readonly banks: readonly SnapSandboxPartner[];
  /** Where the partner API answers while the histories are played. */
  readonly url: string;
  /** Resolves when everything that was paid is in force. */
  readonly settled: () => Promise<void>;
}

/** Tills open at ten in the morning, WIB. */
const TILL_HOUR_MS = 10 * 60 * 60 * 1000;

/**
 * Plays what the sample workers paid before the sandbox opened: signed inquiries and payments, on the day on which they happened, through the
 * deployed functions. Ids are the same each time, so a first start that was killed half-way is played again without paying twice.
 */
export async function playHistories(stage: HistoryStage): Promise<void> {
  const tills = stage.banks.map((bank) => snapClient(stage.url, bank));
  try {
    for (const day of historyDays(stage.workers, stage.today)) {
      stage.clock.visit(instant(startOf(day) + TILL_HOUR_MS));
      for (const [index, worker] of stage.workers.entries()) {
        const { history } = worker;
        const till = tills[index % tills.length];
        if (!history || !till || addDays(stage.today, -history.daysAgo) !== day) continue;
        await pay(till, stage.clock, `SAMPLE-${index}`, worker.nik + String(history.months).padStart(2, "0"));
      }
      await stage.settled();
    }
  } finally {
    stage.clock.comeBack();
  }
}

/** Pays unless an earlier start that was killed has already done so: unknown is not failed, so the status is asked first. */
async function pay(till: SnapClient, clock: BusinessClock, id: string, customerNo: string): Promise<void> {
  const known = await till.status({ customerNo, paymentRequestId: id });
  if (billOf(known)) return;
  const inquiry = await till.inquiry({ customerNo, inquiryRequestId: id });
  const quote = billOf(inquiry);
  if (!quote) throw new Error(`${id}: the inquiry was answered ${inquiry.responseCode}`);
  const receipt = await till.payment({
    customerNo,
    paymentRequestId: id,
    amount: `${quote.totalRupiah}.00`,
    paidAt: clock.businessNow(),
  });
  if (!billOf(receipt)) throw new Error(`${id}: the payment was answered ${receipt.responseCode}`);
}
