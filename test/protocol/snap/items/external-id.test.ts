import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PartnerId } from "../../../../shared/partner/partner.ts";
import { startTestLedger, type TestLedger } from "../../../engine/test-ledger.ts";
import { inquiryBody, next, type Reply } from "../../../functions/partner-api/bank.ts";
import { insuredBank } from "../../../functions/partner-api/insured-bank.ts";
import { BRI } from "../bri-profile.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const inMessage = (id: string) => ({ headers: { "X-EXTERNAL-ID": id } });
const codes = (replies: readonly Reply[]) => replies.map(({ body }) => body.responseCode).sort();

describe("snap-bi 8.9: an X-EXTERNAL-ID", () => {
  it("is won by one of those who use it at the same time, whichever process they meet", async () => {
    const [one, other] = [await insuredBank(table), await insuredBank(table)];
    const id = next("RACE");
    const asked = [one, other, one, other].map((bri) => bri.inquire(inquiryBody(), inMessage(id)));
    expect(codes(await Promise.all(asked))).toEqual(["2002400", "4092400", "4092400", "4092400"]);
  });

  it("is a partner's own: another may use the same", async () => {
    const bri = await insuredBank(table);
    const bni = await insuredBank(table, {
      profile: {
        ...BRI,
        partnerId: PartnerId.parse("bni"),
        snap: { ...BRI.snap, clientKey: "bni-client-0001", xPartnerId: "BNI-PARTNER-01" },
      },
    });
    const id = next("SAME");
    const asked = [
      await bri.inquire(inquiryBody(), inMessage(id)),
      await bni.inquire(inquiryBody(), inMessage(id)),
    ];
    expect(codes(asked)).toEqual(["2002400", "2002400"]);
  });

  it("is good again on the next day in Jakarta", async () => {
    const bri = await insuredBank(table);
    const id = next("DAILY");
    const at = async (time: string) => {
      bri.moveTo(time);
      return (await bri.inquire(inquiryBody(), inMessage(id))).body.responseCode;
    };
    expect(await at("2026-11-20T23:59:58+07:00")).toBe("2002400");
    expect(await at("2026-11-20T23:59:59+07:00")).toBe("4092400");
    expect(await at("2026-11-21T00:00:00+07:00")).toBe("2002400");
  });

  it("is not used up by who cannot sign, nor by a request that is refused before it means anything", async () => {
    const bri = await insuredBank(table);
    const id = next("BURN");
    expect((await bri.inquire(inquiryBody(), { ...inMessage(id), secret: "guess" })).status).toBe(401);
    expect((await bri.inquire(inquiryBody({ customerNo: "1" }), inMessage(id))).status).toBe(400);
    expect((await bri.inquire(inquiryBody(), inMessage(id))).body.responseCode).toBe("2002400");
  });
});
