import { describe, expect, it } from "vitest";
import { instant } from "../../../shared/calendar/calendar.ts";
import type { RefusedPayment } from "../../../shared/payment/payment.ts";
import { answerInquiry } from "../../../shared/protocol/h2h/inquiry.ts";
import { answerPayment } from "../../../shared/protocol/h2h/payment.ts";
import { answerStatus } from "../../../shared/protocol/h2h/status.ts";

const OPENS_AT = instant(Date.parse("2026-11-21T01:30:00+07:00"));
const RECEIVED_AT = instant(OPENS_AT - 90_400);

describe("a refusal that says what to do instead", () => {
  it("domain case 20: names the months that reach the floor, or that none do", () => {
    const { body } = answerInquiry({ kind: "refused", reason: "below-floor", monthsToReachFloor: 2 });
    expect(body).toMatchObject({ status: 422, monthsToReachFloor: 2 });
    const none = answerInquiry({ kind: "refused", reason: "below-floor", monthsToReachFloor: undefined });
    expect(none.body.monthsToReachFloor).toBeNull();
    const high = answerInquiry({ kind: "refused", reason: "above-ceiling", monthsUnderCeiling: 11 });
    expect(high.body).toMatchObject({ status: 422, monthsUnderCeiling: 11 });
  });

  it("names when a closed service opens, and how many seconds that is", () => {
    const refused = { kind: "refused", reason: "service-closed", opensAt: OPENS_AT } as const;
    const { body, headers } = answerInquiry({ ...refused, retryAfterSeconds: 91 });
    expect(body).toMatchObject({ status: 403, opensAt: "2026-11-21T01:30:00+07:00" });
    expect(headers["retry-after"]).toBe("91");
  });

  it("has the same body when the payment is sent again, and says the wait only once", () => {
    const payment = {
      state: "refused",
      reason: "service-closed",
      receivedAt: RECEIVED_AT,
      opensAt: OPENS_AT,
    } as RefusedPayment;
    const first = answerPayment({ kind: "refused", payment, replayed: false });
    const again = answerPayment({ kind: "refused", payment, replayed: true });
    expect(first.body).toMatchObject({ status: 403, opensAt: "2026-11-21T01:30:00+07:00" });
    expect(again.body).toEqual(first.body);
    expect([first.headers["retry-after"], again.headers["retry-after"]]).toEqual(["91", undefined]);
    expect(answerStatus({ kind: "found", payment }).body.refusal).toMatchObject({
      status: 403,
      opensAt: "2026-11-21T01:30:00+07:00",
    });
  });
});
