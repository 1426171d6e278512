import { afterAll, expect, it } from "vitest";
import { addPartner } from "../../../infra/cli/partner/add-partner.ts";
import { setForgotten, setRemembered, stretchOf } from "../../../infra/cli/partner/set-forgotten.ts";
import { formatInstant, instant } from "../../../shared/calendar/calendar.ts";
import { bankFile, closeDesks, openTestDesk, shopFile } from "./desk.ts";
import { openServedDesk } from "./served-desk.ts";

afterAll(closeDesks);

const NIK = "9999991503850001";
const TEN_SECONDS_MS = 10_000;
const MINUTE_MS = 60_000;

it("what a restored ledger has forgotten is refused to nobody until it is whole again", async () => {
  const desk = await openServedDesk();
  await desk.registerWorker(NIK);
  await addPartner(desk, desk.file("s.json", shopFile()), { play: true });
  await addPartner(desk, desk.file("b.json", bankFile()), { play: true });
  const [shop, bank] = [desk.shop("koperasi"), desk.bank("bankmaju")];
  const paidAt = instant(desk.businessNow() - MINUTE_MS);
  const ofShop = (reference: string) =>
    shop.payment({ paymentReference: reference, inquiryId: "LOST", amount: 8_400, paidAt });
  const ofBank = (reference: string, amount: string) =>
    bank.payment({ customerNo: NIK, paymentRequestId: reference, amount, paidAt });
  const time = (ms: number) => formatInstant(instant(desk.businessNow() + ms));

  const stretch = { from: time(-5 * MINUTE_MS), until: time(MINUTE_MS) };
  expect(await setForgotten(desk, "ALL", stretch)).toMatch(/^bankmaju, koperasi: /);
  desk.letTimePass(TEN_SECONDS_MS);
  expect((await bank.status({ customerNo: NIK, paymentRequestId: "B-1" })).responseCode).toBe("5002600");
  expect((await ofBank("B-1", "8401.00")).responseCode).toBe("5002500");
  expect((await ofBank("B-1", "8400.00")).responseCode).toBe("2002500");
  expect((await ofShop("S-1")).body).toMatchObject({ status: 500, type: expect.stringMatching("undecided") });
  expect((await shop.status("S-1")).status).toBe(404);

  await setRemembered(desk, "bankmaju");
  await setRemembered(desk, "koperasi");
  desk.letTimePass(TEN_SECONDS_MS);
  expect((await ofBank("B-2", "8400.00")).responseCode).toBe("4042519");
  expect((await ofShop("S-2")).status).toBe(422);
});

it("a profile that is replaced by a file neither ends nor begins it", async () => {
  const desk = await openTestDesk();
  await addPartner(desk, desk.file("s.json", shopFile()), {});
  const stretch = { from: "2026-11-20T10:00:00+07:00", until: "2026-11-20T10:10:00+07:00" };
  await setForgotten(desk, "koperasi", stretch);
  const said = await addPartner(desk, desk.file("s.json", shopFile({ name: "Baru" })), { replace: true });
  expect(said).toContain("name");
  expect(said).not.toContain("forgotten");
});

it.each([
  ["no times", undefined, undefined],
  ["a time without an offset", "2026-11-20T10:00:00", "2026-11-20T10:10:00+07:00"],
  ["an end before the beginning", "2026-11-20T10:10:00+07:00", "2026-11-20T10:00:00+07:00"],
  ["more than a day", "2026-11-20T10:00:00+07:00", "2026-12-20T10:10:00+07:00"],
])("%s is no stretch of time", (_, from, until) => {
  expect(() => stretchOf(from, until)).toThrow(/--from/);
});
