import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { businessDate, contributionMonth, instant } from "../../shared/calendar/calendar.ts";
import type { ActivationOrder, RevocationOrder } from "../../shared/core/core.ts";
import { httpCore } from "../../shared/core/http-core.ts";
import { signatureHeaders, signingSecret } from "../../shared/core/order-signature.ts";
import type { PaymentKey } from "../../shared/coverage/coverage.ts";
import { MemberKey } from "../../shared/member/member.ts";
import { type RunningCore, startFakeCore } from "./running-core.ts";

const DEADLINE_MS = 400;
const clock = { machineNow: () => instant(Date.now()) };

let fake: RunningCore;
let count = 0;

beforeAll(async () => {
  fake = await startFakeCore();
});
afterAll(() => fake.stop());
beforeEach(() => fake.behave("up"));

const core = (more: Partial<Parameters<typeof httpCore>[0]> = {}) =>
  httpCore({ baseUrl: fake.url, secret: fake.secret, clock, deadlineMs: DEADLINE_MS, ...more });

function activation(): ActivationOrder {
  count += 1;
  return {
    paymentKey: `bri#CORE-${count}` as PaymentKey,
    sequence: 1,
    memberKey: MemberKey.parse("m".repeat(43)),
    programmes: ["JKK", "JKM"],
    months: [
      {
        month: contributionMonth("2026-11"),
        from: businessDate("2026-11-20"),
        to: businessDate("2026-12-19"),
      },
    ],
    inForceFrom: instant(Date.parse("2026-11-20T03:00:00Z")),
  };
}

const revocationOf = ({ paymentKey, memberKey }: ActivationOrder): RevocationOrder => ({
  paymentKey,
  memberKey,
  sequence: 2,
  reason: "payment-reversed",
});

async function effectsOf({ paymentKey }: ActivationOrder) {
  const { effects } = await fake.record();
  return effects.filter(({ order }) => order.paymentKey === paymentKey);
}

describe("an order to the core", () => {
  it("says what is needed to act, in the payment's own time, and nothing else", async () => {
    const order = activation();
    expect(await core().activate(order)).toEqual({ kind: "confirmed" });
    expect(await effectsOf(order)).toEqual([
      {
        path: "/activations",
        order: {
          paymentKey: order.paymentKey,
          sequence: 1,
          memberKey: order.memberKey,
          programmes: ["JKK", "JKM"],
          months: [{ month: "2026-11", from: "2026-11-20", to: "2026-12-19" }],
          inForceFrom: "2026-11-20T10:00:00.000+07:00",
        },
      },
    ]);
  });

  it("that revokes carries the higher sequence; a late activation changes nothing after it", async () => {
    const order = activation();
    expect(await core().revoke(revocationOf(order))).toEqual({ kind: "confirmed" });
    await core().activate(order);
    expect((await effectsOf(order)).map(({ path }) => path)).toEqual(["/revocations"]);
  });

  it("has one idempotency key for all its sendings, another for its revocation", async () => {
    const order = activation();
    const before = (await fake.record()).arrivals.length;
    await core().activate(order);
    await core().activate(order);
    await core().revoke(revocationOf(order));
    const keys = (await fake.record()).arrivals.slice(before).map(({ key }) => key);
    expect(keys[0]).toMatch(/^order_[\w-]{32}$/);
    expect([keys[1] === keys[0], keys[2] === keys[0]]).toEqual([true, false]);
    expect(await effectsOf(order)).toHaveLength(2);
  });

  it("signed with another secret is not taken, and that is no answer", async () => {
    const other = core({ secret: `whsec_${randomBytes(32).toString("base64")}` });
    await expect(other.activate(activation())).rejects.toMatchObject({ code: "CORE_UNAVAILABLE" });
  });

  it("signed an hour ago is not taken", async () => {
    const late = core({ clock: { machineNow: () => instant(Date.now() - 3_600_000) } });
    await expect(late.activate(activation())).rejects.toMatchObject({ code: "CORE_UNAVAILABLE" });
  });
});

describe("the core", () => {
  it("that answers late but in time confirms", async () => {
    await fake.behave("slow", DEADLINE_MS / 4);
    expect(await core().activate(activation())).toEqual({ kind: "confirmed" });
  });

  it("that answers after we gave up has done it once; the order sent again is confirmed", async () => {
    await fake.behave("twice", DEADLINE_MS * 2);
    const order = activation();
    await expect(core().activate(order)).rejects.toMatchObject({ code: "CORE_UNAVAILABLE" });
    expect(await core().activate(order)).toEqual({ kind: "confirmed" });
    expect(await effectsOf(order)).toHaveLength(1);
  });

  it("that refuses for a business reason says which", async () => {
    await fake.behave("reject");
    expect(await core().activate(activation())).toEqual({ kind: "refused", reason: "member-deceased" });
  });

  it("gives no words of its own: a code that is not on the list is kept as unlisted", async () => {
    await fake.behave("reject-talkative");
    expect(await core().activate(activation())).toEqual({ kind: "refused", reason: "unlisted" });
  });

  it.each(["down", "wrong-body", "wrong-order", "wrong-json", "endless", "redirect", "busy", "broken"])(
    "that is %s has given no answer",
    async (mode) => {
      await fake.behave(mode);
      const order = activation();
      await expect(core().activate(order)).rejects.toMatchObject({ code: "CORE_UNAVAILABLE" });
      expect(await effectsOf(order)).toEqual([]);
    },
  );

  it("whose fault quotes no word of the order", async () => {
    await fake.behave("down");
    const order = activation();
    const fault = await core()
      .activate(order)
      .catch((error: unknown) => error);
    expect(JSON.stringify([String(fault), fault])).not.toContain(order.paymentKey);
  });
});

describe("the settings", () => {
  it.each([
    "http://core.example/",
    "https://user:secret@core.example/",
    "https://core.example/?key=1",
    "ftp://core.example/",
    "core.example",
  ])("refuse %s", (baseUrl) => {
    expect(() => core({ baseUrl })).toThrow(RangeError);
  });

  it.each(["https://core.example/kanal/", "http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"])(
    "take %s",
    (baseUrl) => {
      expect(() => core({ baseUrl })).not.toThrow();
    },
  );

  it.each(["", "whsec_", "whsec_c2hvcnQ=", `whsec_${"A".repeat(43)}!`, randomBytes(32).toString("base64")])(
    "refuse a secret that is none, without quoting it",
    (secret) => {
      expect(() => core({ secret })).toThrow(/whsec_ and the base64/);
    },
  );
});

/** The example of the Standard Webhooks libraries. */
it("signs as the Standard Webhooks reference libraries do", () => {
  const headers = signatureHeaders(
    signingSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    instant(1_614_265_330_000),
    '{"test": 2432232314}',
  );
  expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});
