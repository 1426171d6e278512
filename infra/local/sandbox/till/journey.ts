import type { Instant } from "../../../../shared/calendar/calendar.ts";
import type { PaymentKey } from "../../../../shared/coverage/coverage.ts";
import { failureIdOf } from "../../../../shared/failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../../../../shared/failure/failure-item.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import type { LedgerItem } from "../../../../shared/ledger/write.ts";
import type { Payment } from "../../../../shared/payment/payment.ts";
import { paymentOf } from "../../../../shared/payment/payment-item.ts";
import { paymentLedgerKey } from "../../../../shared/payment/payment-key.ts";
import type { DurableStore } from "../../durable-store.ts";

/** How far one payment has come. Times are the sandbox's business time; what has not happened is missing. */
export interface JourneyState {
  readonly receivedAt?: Instant;
  /** When the ledger was first seen to hold it. */
  readonly bookedAt?: Instant;
  /** When its event was first seen on the bus. */
  readonly publishedAt?: Instant;
  readonly activatedAt?: Instant;
  readonly reversedAt?: Instant;
  readonly revokedAt?: Instant;
  /** Cover counts from here. */
  readonly inForceFrom?: Instant;
  /** How often activation has been tried while it waits. */
  readonly attempts: number;
  /** What ops see while cover waits: the core is silent, or has refused. */
  readonly openFailure: "core-unavailable" | "core-refused" | undefined;
  /** Accepted events of this payment on the bus: one, however often it was sent. */
  readonly acceptedEvents: number;
  /** Nothing more will happen by itself. */
  readonly isOver: boolean;
}

/** Watches a payment from the inside, where a partner cannot look. */
export interface Journey {
  /** Looks now. */
  look(): Promise<JourneyState>;
  /** Looks often for a while, so that the times of the first moments are right. */
  follow(): void;
}

export interface JourneyGround {
  readonly store: DurableStore;
  readonly ledger: Ledger;
  readonly now: () => Instant;
}

/** Between two looks while following: the whole way takes some 50 ms, and what takes longer needs no such times. */
const LOOK_EVERY_MS = 4;
const LOOK_CLOSELY_MS = 500;
const LOOK_LATER_EVERY_MS = 100;
const FOLLOW_MS = 4_000;

/** Watches the payment of this name, which was or is about to be sent. */
export function watchJourney(ground: JourneyGround, paymentKey: PaymentKey): Journey {
  const { ledger, now } = ground;
  const read = statements(ground.store, paymentKey);
  const seen: { bookedAt?: Instant; publishedAt?: Instant } = {};
  const failureKeys = CAUSES.map((cause) =>
    failureLedgerKey(failureIdOf(cause, { kind: "payment", id: paymentKey })),
  );

  async function look(): Promise<JourneyState> {
    const acceptedEvents = read.acceptedEvents();
    if (acceptedEvents > 0) seen.publishedAt ??= now();
    const item = await ledger.read(paymentLedgerKey(paymentKey));
    const payment = item && paymentOf(item);
    if (payment && payment.state !== "tombstone" && payment.state !== "refused") seen.bookedAt ??= now();
    // An event that was not there a moment ago may be there by now; the ledger was read later.
    if (read.acceptedEvents() > 0) seen.publishedAt ??= now();
    const told = payment ? factsOf(payment) : {};
    const isWaiting = payment?.state === "accepted" && seen.publishedAt !== undefined;
    const failures = isWaiting ? await ledger.readTogether(failureKeys) : [];
    return {
      ...{ acceptedEvents, ...seen, ...told },
      attempts: read.attempts(),
      openFailure: CAUSES.find((_, index) => isOpen(failures[index])),
      isOver: isOver(payment),
    };
  }

  return {
    look,
    follow() {
      const startedAt = Date.now();
      const again = async (): Promise<void> => {
        for (let passedMs = 0; passedMs < FOLLOW_MS; passedMs = Date.now() - startedAt) {
          if (!ground.store.db.isOpen || (await look()).isOver) return;
          const pauseMs = passedMs < LOOK_CLOSELY_MS ? LOOK_EVERY_MS : LOOK_LATER_EVERY_MS;
          await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
        }
      };
      // A gateway that is being stopped answers no more; then there is nothing left to see either.
      again().catch(() => undefined);
    },
  };
}

const CAUSES = ["core-unavailable", "core-refused"] as const;

const isOpen = (item: LedgerItem | undefined) => item !== undefined && failureFrom(item).status === "open";

function factsOf(payment: Payment): Partial<JourneyState> {
  const { receivedAt } = payment;
  if (payment.state === "refused" || payment.state === "tombstone") return { receivedAt };
  const facts = {
    ...{ receivedAt, inForceFrom: payment.inForceFrom },
    ...(payment.activatedAt !== null && { activatedAt: payment.activatedAt }),
  };
  if (payment.state !== "reversed") return facts;
  return {
    ...facts,
    reversedAt: payment.reversal.receivedAt,
    ...(payment.revokedAt !== null && { revokedAt: payment.revokedAt }),
  };
}

function isOver(payment: Payment | undefined): boolean {
  if (!payment) return false;
  if (payment.state === "reversed") return payment.revokedAt !== null;
  return payment.state !== "accepted";
}

/** What the bus and the queue know of a payment. Only events after this moment are looked through. */
function statements({ db }: DurableStore, paymentKey: PaymentKey) {
  const last = Number(db.prepare("SELECT coalesce(max(position), 0) AS last FROM archive").get()?.last);
  const events = db.prepare(
    `SELECT count(*) AS count FROM archive WHERE position > ? AND detail_type = 'ContributionAccepted.v1'
     AND json_extract(envelope, '$.detail.data.paymentKey') = ?`,
  );
  const attempts = db.prepare(
    "SELECT max(receive_count) AS count FROM messages WHERE json_extract(body, '$.detail.data.paymentKey') = ?",
  );
  return {
    acceptedEvents: () => Number(events.get(last, paymentKey)?.count ?? 0),
    attempts: () => Number(attempts.get(paymentKey)?.count ?? 0),
  };
}
