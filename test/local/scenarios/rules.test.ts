import { expect, test } from "vitest";
import { pollsSparingly } from "../../../infra/local/sandbox/scenarios/checks/manners.ts";
import { clockIsRight, signsRight } from "../../../infra/local/sandbox/scenarios/checks/ordinary.ts";
import {
  keepsKeysApart,
  keepsReferencesApart,
  numbersEachMessage,
} from "../../../infra/local/sandbox/scenarios/checks/whole-session.ts";
import { paceOf } from "../../../infra/local/sandbox/scenarios/pace.ts";
import type { SeenCall } from "../../../infra/local/sandbox/scenarios/seen-call.ts";
import type { Story } from "../../../infra/local/sandbox/scenarios/story.ts";

const BOOKED = { verdict: "booked", code: "2002500" } as const;

/** A payment that was booked and told, but for what is said otherwise. */
const seen = (number: number, more: Partial<SeenCall> = {}): SeenCall => ({
  ...{ number, service: "payment", method: "POST", path: "/v1.0/transfer-va/payment" },
  ...{ reference: "R-1", inquiryId: "R-1", amountRupiah: 8_400, isAdvice: false },
  ...{ arrivedAt: number * 1_000, receivedAt: number * 1_000, answeredAt: number * 1_000 + 10 },
  ...{ customer: "c", tokenMark: "t", bodyMark: "b", answer: BOOKED, fate: "told", toldStatus: 200 },
  ...{ retryAfterSeconds: undefined, isAccident: false },
  ...more,
});

const storyOf = (calls: readonly SeenCall[], repeatKeepsExternalId = false): Story => ({
  ...{ pace: paceOf(1), repeatKeepsExternalId, calls, all: calls, session: calls, endedAt: 0 },
});

test("an X-EXTERNAL-ID on two messages is found, and allowed in repeats where that is agreed", () => {
  const repeat = [seen(1, { messageId: "E-1" }), seen(2, { messageId: "E-1", isAdvice: true })];
  expect(numbersEachMessage(storyOf(repeat))).toMatchObject({ passed: false, got: "E-1 on 2" });
  expect(numbersEachMessage(storyOf(repeat, true)).passed).toBe(true);
  const inquiry = seen(3, { messageId: "E-1", service: "inquiry" });
  expect(numbersEachMessage(storyOf([...repeat, inquiry], true)).passed).toBe(false);
  expect(
    numbersEachMessage(storyOf([seen(1, { messageId: "E-1" }), seen(2, { messageId: "E-2" })])).passed,
  ).toBe(true);
});

test("an Idempotency-Key, and a reference, on two payments is found", () => {
  const [one, other] = [seen(1, { messageId: "K" }), seen(2, { messageId: "K", reference: "R-2" })];
  expect(keepsKeysApart(storyOf([one, other])).passed).toBe(false);
  expect(keepsKeysApart(storyOf([one, seen(2, { messageId: "K" })])).passed).toBe(true);
  expect(keepsReferencesApart(storyOf([seen(1), seen(2, { inquiryId: "R-9" })])).passed).toBe(false);
  expect(keepsReferencesApart(storyOf([seen(1), seen(2)])).passed).toBe(true);
});

test("a refused signature counts, unless the scenario itself refused it", () => {
  const refused = { answer: { verdict: "unauthorised", code: "4012500" } } as const;
  expect(signsRight(storyOf([seen(1, refused)])).passed).toBe(false);
  expect(signsRight(storyOf([seen(1, { ...refused, isAccident: true })])).passed).toBe(true);
});

test("a clock that is two minutes off is found inside the window of five", () => {
  expect(clockIsRight(storyOf([seen(1, { sentAt: 1_000 - 120_000 })])).passed).toBe(false);
  expect(clockIsRight(storyOf([seen(1, { sentAt: 1_000 + 59_000 })])).passed).toBe(true);
});

test("who polls for cover every second is found", () => {
  const asks = Array.from({ length: 7 }, (_, index) => seen(index + 2, { service: "status" }));
  expect(pollsSparingly(storyOf([seen(1), ...asks])).passed).toBe(false);
  expect(pollsSparingly(storyOf([seen(1), ...asks.slice(1)])).passed).toBe(true);
});
