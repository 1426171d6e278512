import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpMessageSigShop } from "./http-message-sig-shop.ts";
import { ACTIVE_WITHIN_MS, openSandbox, until } from "./sandbox.ts";

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const TERMINAL = { storeId: "T0CF", tillId: "07" };
const inquiryOf = (nik: string, months: number) => ({
  customerNumber: { type: "NIK", value: nik },
  ...{ months, terminal: TERMINAL },
});
const paymentOf = (paymentReference: string, quote: Readonly<Record<string, unknown>>, advice = false) => ({
  ...{ paymentReference, advice, inquiryId: quote.inquiryId, amount: quote.totalAmount },
  ...{ paidAt: "2026-11-20T10:00:01+07:00", terminal: TERMINAL },
});
const PAYMENTS = "/h2h/v1/payments";

describe.each(["indomaret", "pos", "alfamart"])(
  "%s, through a second client that we did not write",
  (partnerId) => {
    it("inquires, pays, is repeated, asks status; every answer verifies", async () => {
      const call = await httpMessageSigShop(sandbox.baseUrl, sandbox.h2hEntry(partnerId));
      const quote = await call("POST", "/h2h/v1/inquiries", inquiryOf(sandbox.worker().nik, 2));
      expect([quote.status, quote.body.totalAmount]).toEqual([201, 16_800]);
      const paid = await call("POST", PAYMENTS, paymentOf("CF-1", quote.body));
      expect(paid.status).toBe(201);
      const again = await call("POST", PAYMENTS, paymentOf("CF-1", quote.body, true));
      expect([again.status, again.text, again.headers.get("kanal-replayed")]).toEqual([
        200,
        paid.text,
        "true",
      ]);
      const asked = () => call("GET", `${PAYMENTS}/CF-1`);
      await until(asked, ({ body }) => body.state === "active", ACTIVE_WITHIN_MS);
    });

    it("verifies refusals too: what was never seen, and a signature that is none", async () => {
      const entry = sandbox.h2hEntry(partnerId);
      const call = await httpMessageSigShop(sandbox.baseUrl, entry);
      expect((await call("GET", `${PAYMENTS}/CF-NEVER`)).problem).toBe("payment-not-seen");
      const stranger = await httpMessageSigShop(sandbox.baseUrl, { ...entry, keyId: "nobody-01" });
      const refused = await stranger("GET", `${PAYMENTS}/CF-1`);
      expect([refused.status, refused.problem]).toEqual([401, "key-unknown"]);
    });
  },
);
