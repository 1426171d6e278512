import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { h2hClient } from "../../infra/cli/h2h-client.ts";
import { h2hTill } from "../../infra/cli/h2h-till.ts";
import { playTill } from "../../infra/cli/till-session.ts";
import { h2hShop } from "./h2h-shop.ts";
import { openSandbox, until } from "./sandbox.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const shopOf = (partnerId: string) => h2hShop(sandbox.baseUrl, sandbox.h2hEntry(partnerId));

describe.each(["pos", "indomaret", "alfamart"])("%s, through a client that we did not write", (partnerId) => {
  it("inquires, pays, is repeated with the same body, asks status, looks the worker up", async () => {
    const shop = await shopOf(partnerId);
    const { nik, name } = sandbox.worker();
    const quote = await shop.inquire(nik, 3);
    expect([quote.status, quote.body.totalAmount]).toEqual([201, 33_600]);
    expect(quote.text).not.toContain(name);

    const paid = await shop.pay("J-1", quote);
    const paidAt = Date.now();
    expect(paid.status).toBe(201);
    const active = await until(
      () => shop.ask("J-1"),
      ({ body }) => body.state === "active",
      2_000,
    );
    expect(Date.now() - paidAt).toBeLessThan(2_000);
    expect(active.body.slip).toEqual(paid.body.slip);

    const again = await shop.pay("J-1", quote, { advice: true });
    expect([again.status, again.text, again.headers["kanal-replayed"]]).toEqual([200, paid.text, "true"]);
    const { body } = await shop.lookUp(nik);
    expect(body.coverage).toMatchObject({ state: "active" });
    expect(JSON.stringify([paid.body, body])).not.toContain(nik);
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
    const [indomaret, alfamart] = [await shopOf("indomaret"), await shopOf("alfamart")];
    const { nik } = sandbox.worker();
    const quote = await indomaret.inquire(nik, 1);
    expect((await indomaret.pay("J-3", quote)).status).toBe(201);
    const reversed = await indomaret.reverse("J-3");
    expect([reversed.status, reversed.body.wasBooked]).toEqual([200, true]);
    expect((await indomaret.pay("J-3", quote)).problem).toBe("payment-reversed");
    const other = await alfamart.inquire(nik, 1);
    expect(other.body.coverage).toEqual(quote.body.coverage);
    expect((await alfamart.pay("J-3", other)).status).toBe(201);
    expect((await indomaret.ask("J-3")).body.state).toBe("reversed");
    expect((await alfamart.ask("J-3")).body.state).not.toBe("reversed");
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
