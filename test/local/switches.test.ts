import type { APIGatewayProxyEvent } from "aws-lambda";
import { expect, onTestFinished, test } from "vitest";
import { openDurableStore } from "../../infra/local/durable-store.ts";
import { coreSwitch } from "../../infra/local/sandbox/core-switch.ts";
import { lostAnswers } from "../../infra/local/sandbox/lost-answers.ts";
import { openSwitches } from "../../infra/local/sandbox/open-switches.ts";
import { businessDateOf, type Instant, instant } from "../../shared/calendar/calendar.ts";
import type { ActivationOrder, RevocationOrder } from "../../shared/core/core.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import { tempDataDir } from "./temp-data-dir.ts";

const at = (text: string): Instant => instant(Date.parse(text));

/** Starts over one folder again and again, and tells what the terminal was told. */
function starts() {
  const store = openDurableStore(tempDataDir().store);
  onTestFinished(() => store.close());
  return (now?: Instant) => {
    const said: string[] = [];
    const { clock } = openSwitches(store, now, (line) => said.push(line));
    return { clock, said, date: businessDateOf(clock.businessNow()) };
  };
}

test("KANAL_NOW begins an empty sandbox anywhere, in the past too", () => {
  expect(starts()(at("2020-09-01T12:00:00+07:00")).date).toBe("2020-09-01");
});

test("a later start goes on from where business time was, and KANAL_NOW only moves it forward", () => {
  const start = starts();
  start(at("2026-12-31T12:00:00+07:00"));
  expect(start().date).toBe("2026-12-31");
  const back = start(at("2026-11-01T12:00:00+07:00"));
  expect([back.date, back.said.length]).toEqual(["2026-12-31", 2]);
  expect(start(at("2027-02-01T12:00:00+07:00"))).toMatchObject({ date: "2027-02-01", said: [] });
});

test("machine time never moves", () => {
  const { clock } = starts()(at("2020-09-01T12:00:00+07:00"));
  expect(Math.abs(clock.machineNow() - Date.now())).toBeLessThan(1_000);
});

test("a visit to the past leaves no trace", () => {
  const start = starts();
  const { clock } = start(at("2026-12-31T12:00:00+07:00"));
  clock.visit(at("2026-06-01T12:00:00+07:00"));
  expect(businessDateOf(clock.businessNow())).toBe("2026-06-01");
  expect(start().date).toBe("2026-12-31");
  clock.comeBack();
  expect(businessDateOf(clock.businessNow())).toBe("2026-12-31");
});

test("the core's switch: down gives no answer, reject refuses, up confirms", async () => {
  const core = coreSwitch(EMBEDDED_CORE);
  const order = {} as ActivationOrder;
  core.mode = "down";
  await expect(core.activate(order)).rejects.toMatchObject({ code: "CORE_UNAVAILABLE" });
  core.mode = "reject";
  expect((await core.activate(order)).kind).toBe("refused");
  core.mode = "up";
  expect((await core.activate(order)).kind).toBe("confirmed");
  expect((await core.revoke({} as RevocationOrder)).kind).toBe("confirmed");
  core.mode = "down";
  await expect(core.revoke({} as RevocationOrder)).rejects.toMatchObject({ code: "CORE_UNAVAILABLE" });
});

test("only answers that say booked get lost, and only as many as were asked for", async () => {
  const answers = lostAnswers();
  const call = (path: string, statusCode: number, body = "") =>
    answers.after?.({
      event: { path, httpMethod: "POST" } as APIGatewayProxyEvent,
      result: { statusCode, body },
      startedAt: 0,
      endedAt: 0,
    });
  answers.loseNext = 1;
  const all = async (answered: readonly ReturnType<typeof call>[]) => {
    const fates: string[] = [];
    for (const fate of answered) fates.push((await fate) === "lost" ? "lost" : "told");
    return fates;
  };
  expect(
    await all([
      call("/snap/v1.0/access-token/b2b", 200),
      call("/snap/v1.0/transfer-va/inquiry", 200),
      call("/snap/v1.0/transfer-va/payment", 404),
      call("/snap/v1.0/transfer-va/payment", 200),
      call("/snap/v1.0/transfer-va/payment", 200),
    ]),
  ).toEqual(["told", "told", "told", "lost", "told"]);
  answers.loseNext = 2;
  expect(
    await all([
      call("/h2h/v1/inquiries", 201),
      call("/h2h/v1/payments/P-1", 200),
      call("/h2h/v1/payments", 409),
      call("/h2h/v1/payments", 201),
      call("/h2h/v1/payments/P-1/reversal", 200),
    ]),
  ).toEqual(["told", "told", "told", "lost", "lost"]);
  // A bank that pays at a path of its own.
  answers.loseNext = 1;
  const own = "/maju/tagihan/v3";
  expect(
    await all([
      call(`${own}/tanya`, 200, '{"responseCode":"2002400"}'),
      call(`${own}/bayar`, 404, '{"responseCode":"4042514"}'),
      call(`${own}/bayar`, 200, '{"responseCode":"2002500"}'),
    ]),
  ).toEqual(["told", "told", "lost"]);
});
