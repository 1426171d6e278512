import { expect, it } from "vitest";
import { testimonyOf } from "../../../infra/cli/restore-drill/bus-witness.ts";
import { eventsOfPayment } from "../../../shared/payment/payment-event.ts";
import { bookOf, OTHER, paid } from "./a-book.ts";

const envelopesOf = (...payments: readonly ReturnType<typeof paid>[]) =>
  payments.flatMap(eventsOfPayment).map((detail) => JSON.stringify({ "detail-type": detail.type, detail }));
const [kept, lost] = [paid("A"), paid("B", { memberKey: OTHER })];
const archive = envelopesOf(kept, lost);

it("what the bus was told and the ledger does not know is named", () => {
  expect(testimonyOf(archive, bookOf(kept))).toEqual({ accepted: 2, missing: ["bri#B"], otherMonths: [] });
});

it("a rebuilt payment that speaks again is one, and owns the months of its first word", () => {
  const moved = paid("B", { memberKey: OTHER, month: "2026-12" });
  const twice = [...archive, ...envelopesOf(moved)];
  expect(testimonyOf(twice, bookOf(kept, lost))).toEqual({ accepted: 2, missing: [], otherMonths: [] });
  expect(testimonyOf(twice, bookOf(kept, moved)).otherMonths).toEqual(["bri#B"]);
});

it("money of which the bus heard that it went back is not missed", () => {
  const at = lost.receivedAt;
  const reversal = { reversedAt: at, receivedAt: at, reason: "" };
  const gone = eventsOfPayment({ ...lost, state: "reversed", reversal, revokedAt: at });
  const more = gone.map((detail) => JSON.stringify({ "detail-type": detail.type, detail }));
  expect(testimonyOf([...archive, ...more], bookOf(kept)).missing).toEqual([]);
});
