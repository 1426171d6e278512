import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { h2hClient } from "../../infra/cli/h2h-client.ts";
import { h2hTill } from "../../infra/cli/h2h-till.ts";
import { playTill } from "../../infra/cli/till-session.ts";
import { shopOf as openShop, payAtShop, reverseAtShop } from "./journey/shop.ts";
import { ACTIVE_WITHIN_MS, type OpenSandbox, openSandbox } from "./sandbox.ts";

let sandbox: OpenSandbox;

beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const shopOf = (partnerId: string) => openShop(sandbox, partnerId);

describe.each(["pos", "indomaret", "alfamart"])("%s, through a client that we did not write", (partnerId) => {
  it("inquires, pays, is repeated with the same body, asks status, looks the worker up", async () => {
    expect(await payAtShop(sandbox, partnerId, "J-1", ACTIVE_WITHIN_MS)).toBe(33_600);
  });

  it("is told that a payment was never seen, and that an unknown route is none, in signed answers", async () => {
    const shop = await shopOf(partnerId);
    const unseen = await shop.ask("NEVER");
    expect([unseen.status, unseen.problem]).toEqual([404, "payment-not-seen"]);
    expect((await shop.call("GET", "/h2h/v1/nothing")).problem).toBe("route-unknown");
  });
});

describe("between the partners", () => {
  it("an answer lost after the booking is found by the advice, once", async () => {
    const shop = await shopOf("indomaret");
    const quote = await shop.inquire(sandbox.worker().nik, 1);
    await sandbox.put("/sandbox/answers", { loseNext: 1 });
    await expect(shop.pay("J-2", quote)).rejects.toThrow();
    const advice = await shop.pay("J-2", quote, { advice: true });
    expect([advice.status, advice.headers["kanal-replayed"]]).toEqual([200, "true"]);
  });

  it("a reversal within seconds frees the months for somebody else; the late payment stays refused", async () => {
    await reverseAtShop(sandbox, "J-3");
  });

  it("the first of a bank and a shop to pay a month wins, whatever their protocols", async () => {
    const shop = await shopOf("pos");
    const { nik } = sandbox.worker();
    const quote = await shop.inquire(nik, 1);
    await sandbox.bri.inquire(nik, "J-4");
    expect((await sandbox.bri.pay(nik, "J-4", "8400.00")).responseCode).toBe("2002500");
    const second = await shop.pay("J-4", quote);
    expect([second.status, second.problem]).toEqual([409, "already-paid"]);
    expect((await shop.pay("J-4", quote)).text).toBe(second.text);
  });
});

it("`npm run till` plays an H2H partner: price, slip, cover", async () => {
  const said: string[] = [];
  const nik = sandbox.member("active")?.nik ?? "";
  await playTill({
    till: h2hTill(h2hClient(sandbox.baseUrl, sandbox.h2hEntry("pos"))),
    nik,
    months: 2,
    say: (text) => said.push(text),
    confirm: async () => true,
  });
  const text = said.join("\n");
  for (const part of ["Biaya / Fee", "TOTAL", "Kantor Pos KANAL 01", "DITERIMA", "Cover active since"])
    expect(text).toContain(part);
});
