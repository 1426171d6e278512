import type { Actor } from "../../shared/audit/actor.ts";
import { type Instant, parseInstant } from "../../shared/calendar/calendar.ts";
import type { CorrectionFacts } from "../../shared/correction/correction-facts.ts";
import { decideCorrection } from "../../shared/correction/decide-correction.ts";
import { proposeCorrection } from "../../shared/correction/propose-correction.ts";
import type { PaymentKey } from "../../shared/coverage/coverage.ts";
import { readCoverage } from "../../shared/coverage/coverage-store.ts";
import { type FailureCause, failureIdOf } from "../../shared/failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../../shared/failure/failure-item.ts";
import type { Nik } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { putPartner } from "../../shared/partner/partner-store.ts";
import type { PaymentCommand } from "../../shared/payment/outcome.ts";
import { paymentOf } from "../../shared/payment/payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "../../shared/payment/payment-key.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import type { TestLedger } from "../engine/test-ledger.ts";
import { BNI, BRI, FISHER, paymentWorld, TRADER } from "../payment/payment-world.ts";

export const SARI: Actor = { subject: "sari", origin: "127.0.0.1" };
export const AGUS: Actor = { subject: "agus", origin: "127.0.0.1" };
export const TONO: Actor = { subject: "tono", origin: "127.0.0.1" };

export const at = (text: string): Instant => {
  const time = parseInstant(text);
  if (time === undefined) throw new Error(`not a time: ${text}`);
  return time;
};

let count = 0;

/** The partners' desk with two people of ops beside it. The fisher and the trader are registered, both banks known. */
export async function correctionWorld(engine: TestLedger, startsAt = "2026-11-20T10:00:00+07:00") {
  const world = await paymentWorld(engine, startsAt);
  const { deps } = world;
  const { ledger } = engine;
  await Promise.all([putPartner(ledger, BRI), putPartner(ledger, BNI)]);
  const fisher = await world.register(FISHER);
  const trader = await world.register(TRADER, {}, { nik: TRADER, name: "Siti Aminah" });

  async function proposed(facts: CorrectionFacts, actor = SARI) {
    const outcome = await proposeCorrection(deps, actor, facts, "the settlement file has it");
    if (outcome.kind !== "proposed") throw new Error(JSON.stringify(outcome));
    return outcome.correction;
  }
  const decide = (
    correctionId: string,
    seenVersion = 1,
    actor = AGUS,
    verdict: "approve" | "reject" = "approve",
  ) => decideCorrection(deps, actor, correctionId, { verdict, reason: "checked with the bank", seenVersion });

  return {
    ...world,
    fisher,
    trader,
    newReference: () => `COR-${++count}`,
    proposed,
    decide,
    /** Proposed by the one, approved by the other. */
    async corrected(facts: CorrectionFacts) {
      const outcome = await decide((await proposed(facts)).correctionId);
      if (outcome.kind !== "approved") throw new Error(JSON.stringify(outcome));
      return outcome;
    },
    /** One month taken at a till at ten in the morning, which the partner's file tells of. */
    collected: (
      more: Partial<Extract<CorrectionFacts, { kind: "forced-booking" }>> & { readonly reference: string },
    ): Extract<CorrectionFacts, { kind: "forced-booking" }> => ({
      kind: "forced-booking",
      partnerId: BRI.partnerId,
      memberKey: memberKeyOf(deps.keys.nikHashKey, FISHER),
      months: 1,
      amountRupiah: rupiah(8_400),
      paidAt: at(startsAt),
      source: "settlement",
      coverFrom: "correction",
      ...more,
    }),
    /** A payment under a reference of its own choice, as a bank sends it again and again. */
    send: (reference: string, more: Partial<PaymentCommand> = {}) =>
      world.pay({ inquiryId: reference, reference, ...more }),
    reverse: (reference: string, partner = BRI) =>
      reversePayment(deps, {
        ...{ partner, reference, reversedAt: deps.clock.businessNow() },
        ...{ reason: "customer-cancelled", amountRupiah: undefined },
      }),
    coverage: (nik: Nik) => readCoverage(ledger, memberKeyOf(deps.keys.nikHashKey, nik)),
    async payment(paymentKey: PaymentKey) {
      const item = await ledger.read(paymentLedgerKey(paymentKey));
      return item && paymentOf(item);
    },
    keyOf: (reference: string) => paymentKeyOf(BRI.partnerId, reference),
    async failure(cause: FailureCause, paymentKey: PaymentKey) {
      const id = failureIdOf(cause, { kind: "payment", id: paymentKey });
      const item = await ledger.read(failureLedgerKey(id));
      return item && failureFrom(item);
    },
  };
}

export type CorrectionWorld = Awaited<ReturnType<typeof correctionWorld>>;

/** Every rupiah of a worker, as invariant 1 counts it: what came in is in months, waits as credit, or left again. */
export async function balanceOf({ coverage }: CorrectionWorld, nik: Nik) {
  const { claims, creditRupiah } = await coverage(nik);
  return Object.values(claims).reduce((sum, claim) => sum + claim.rupiah, 0) + creditRupiah;
}
