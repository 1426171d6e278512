import { afterAll, expect, it } from "vitest";
import { addPartner } from "../../../infra/cli/partner/add-partner.ts";
import { setStanding } from "../../../infra/cli/partner/set-standing.ts";
import { billOf } from "../../../infra/cli/snap-bill.ts";
import type { SnapReply } from "../../../infra/cli/snap-client.ts";
import { bankFile, closeDesks, shopFile } from "./desk.ts";
import { openServedDesk } from "./served-desk.ts";

afterAll(closeDesks);

const NIK = "9999991503850001";
const TEN_SECONDS_MS = 10_000;

it("a shop that is suspended is refused new payments within ten seconds, while status and repeats answer as before", async () => {
  const desk = await openServedDesk();
  await desk.registerWorker(NIK);
  await addPartner(desk, desk.file("p.json", shopFile()), { play: true });
  const shop = desk.shop("koperasi");
  const quoted = async () => {
    const { inquiryId, totalAmount } = (await shop.inquiry({ nik: NIK, months: 1 })).body;
    return { inquiryId: String(inquiryId), amount: Number(totalAmount), paidAt: desk.businessNow() };
  };
  const paid = { paymentReference: "PAY-1", ...(await quoted()) };
  const first = await shop.payment(paid);
  const open = { paymentReference: "PAY-2", ...(await quoted()) };
  expect(first.status).toBe(201);

  await setStanding(desk, "koperasi", "suspended");
  desk.letTimePass(TEN_SECONDS_MS);
  expect((await shop.payment(open)).status).toBe(403);
  expect((await shop.inquiry({ nik: NIK, months: 1 })).status).toBe(403);
  const repeat = await shop.payment(paid);
  expect([repeat.status, repeat.body]).toEqual([200, first.body]);
  expect((await shop.status("PAY-1")).body).toMatchObject({ state: "accepted" });
  expect(
    (await shop.reversal("PAY-1", { reason: "WRONG_NUMBER", reversedAt: desk.businessNow() })).status,
  ).toBe(200);

  await setStanding(desk, "koperasi", "active");
  desk.letTimePass(TEN_SECONDS_MS);
  expect((await shop.payment({ paymentReference: "PAY-3", ...(await quoted()) })).status).toBe(201);
});

it("a bank that is suspended gets its token, its repeats and its status, and no new payment", async () => {
  const desk = await openServedDesk();
  await desk.registerWorker(NIK);
  await addPartner(desk, desk.file("p.json", bankFile()), { play: true });
  const bank = desk.bank("bankmaju");
  const inquire = (id: string) => bank.inquiry({ customerNo: NIK, inquiryRequestId: id });
  const pay = (id: string, quote: SnapReply) => {
    const amount = `${billOf(quote)?.totalRupiah}.00`;
    return bank.payment({ customerNo: NIK, paymentRequestId: id, amount, paidAt: desk.businessNow() });
  };
  const quote = await inquire("B-1");
  const first = await pay("B-1", quote);
  const open = await inquire("B-2");
  expect(first.responseCode).toBe("2002500");

  await setStanding(desk, "bankmaju", "suspended");
  desk.letTimePass(TEN_SECONDS_MS);
  expect((await bank.token()).responseCode).toBe("2007300");
  expect((await pay("B-2", open)).responseCode).toBe("4032501");
  expect((await inquire("B-3")).responseCode).toBe("4032401");
  expect((await pay("B-1", quote)).body).toEqual(first.body);
  expect((await bank.status({ customerNo: NIK, paymentRequestId: "B-1" })).responseCode).toBe("2002600");
});
