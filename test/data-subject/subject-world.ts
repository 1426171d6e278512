import type { AuditEntry } from "../../shared/audit/audit-entry.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import { memberPartition } from "../../shared/member/member-item.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { activatePayment } from "../../shared/payment/activate-payment.ts";
import type { RegistrationForm } from "../../shared/registration/registration-form.ts";
import { decidedWrite, registrationItem } from "../../shared/registration/registration-item.ts";
import { entriesLately } from "../audit/entries-lately.ts";
import type { TestLedger } from "../engine/test-ledger.ts";
import { BRI, FISHER, paymentWorld } from "../payment/payment-world.ts";

export const RATNA = { subject: "ratna", origin: "10.0.0.7" };
export const BAYU = { subject: "bayu", origin: "10.0.0.8" };

/** A worker who registered at a bank, was described by the core and paid, with everything that is held of him. */
export async function subjectWorld(engine: TestLedger, nik = FISHER) {
  const world = await paymentWorld(engine);
  const { deps } = world;
  const memberKey = memberKeyOf(deps.keys.nikHashKey, nik);
  return {
    ...world,
    memberKey,
    async registerAtBank() {
      const registrationId = deps.ids.next();
      const askedAt = deps.clock.businessNow();
      const form = { nik, name: "Budi Santoso", address: "Jalan Pantai 7" } as RegistrationForm;
      const consent = { given: true as const, textVersion: "v1" };
      const asked = { memberKey, registrationId, partnerId: BRI.partnerId, askedAt, warnings: [] };
      const item = registrationItem(deps.keys, { ...asked, form: { ...form, consent } });
      await deps.ledger.write({ kind: "put", item, guard: "absent" });
      await deps.ledger.write(decidedWrite({ memberKey, registrationId }, "registered", askedAt));
    },
    async paid(months: number) {
      const outcome = await world.buy(months, { nik });
      if (outcome.kind !== "accepted") throw new RangeError(outcome.kind);
      return outcome.payment;
    },
    async paidAndActive(months: number) {
      const outcome = await world.buy(months, { nik });
      if (outcome.kind !== "accepted") throw new RangeError(outcome.kind);
      const { paymentKey } = outcome.payment;
      await activatePayment({ ledger: deps.ledger, clock: deps.clock, core: EMBEDDED_CORE }, paymentKey);
      return outcome.payment;
    },
    /** What the trail says of an action, newest first. */
    async audited(action: string): Promise<readonly AuditEntry[]> {
      const entries = await entriesLately(deps.ledger, deps.clock.machineNow());
      return entries.filter((entry) => entry.action === action);
    },
    partition: () => deps.ledger.readRange({ partition: memberPartition(memberKey), from: " ", to: "~" }),
  };
}
