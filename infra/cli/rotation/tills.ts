import { randomBytes } from "node:crypto";
import { instant } from "../../../shared/calendar/calendar.ts";
import { h2hClient } from "../h2h-client.ts";
import { billOf } from "../snap-bill.ts";
import { NoAnswer, type SnapClient, snapClient } from "../snap-client.ts";
import type { Generation, GenerationKeys } from "./key-pairs.ts";
import { BANK } from "./stage.ts";

/** What a till was told of one payment. A refusal has the code of the call that was refused; `silence` is no answer at all, or a 5xx. */
export type Paid =
  | { readonly kind: "paid"; readonly ms: number }
  | { readonly kind: "refused" | "silence"; readonly code: string };

/** Every key of both generations, as the partners hold them. */
export type BothKeys = Readonly<Record<Generation, GenerationKeys>>;

/** The partners' tills: at the shop H2H, at the bank SNAP with a new token for every worker, so that each of the three keys signs all the time. */
export function openTills(baseUrl: string, keys: BothKeys) {
  const shops = {
    old: h2hClient(baseUrl, keys.old.shop),
    new: h2hClient(baseUrl, keys.new.shop),
  };
  const bankWith = (rsa: Generation, secret: Generation): SnapClient =>
    snapClient(baseUrl, {
      ...BANK,
      privateKeyPem: keys[rsa].bank.privateKeyPem,
      clientSecret: keys[secret].bank.clientSecret,
    });

  async function payAtShop(generation: Generation, nik: string): Promise<Paid> {
    const shop = shops[generation];
    const quote = await shop.inquiry({ nik, months: 1 });
    if (quote.status !== 201) return told(quote.status, String(quote.body.type));
    const { inquiryId, totalAmount: amount } = quote.body;
    const sentAt = performance.now();
    const receipt = await shop.payment({
      ...{ paymentReference: newReference(), inquiryId: String(inquiryId), amount: Number(amount) },
      paidAt: instant(Date.now()),
    });
    if (receipt.status !== 201) return told(receipt.status, String(receipt.body.type));
    return { kind: "paid", ms: performance.now() - sentAt };
  }

  async function payAtBank(generation: Generation, nik: string): Promise<Paid> {
    const bank = bankWith(generation, generation);
    const reference = newReference();
    const quote = await bank.inquiry({ customerNo: nik, inquiryRequestId: reference });
    const bill = billOf(quote);
    if (!bill) return told(quote.status, quote.responseCode);
    const sentAt = performance.now();
    const receipt = await bank.payment({
      ...{ customerNo: nik, paymentRequestId: reference, amount: `${bill.totalRupiah}.00` },
      paidAt: instant(Date.now()),
    });
    if (receipt.responseCode !== "2002500") return told(receipt.status, receipt.responseCode);
    return { kind: "paid", ms: performance.now() - sentAt };
  }

  return {
    bankWith,
    shops,
    async pay(at: "shop" | "bank", generation: Generation, nik: string): Promise<Paid> {
      try {
        return await (at === "shop" ? payAtShop : payAtBank)(generation, nik);
      } catch (error) {
        if (error instanceof NoAnswer) return { kind: "silence", code: error.message };
        throw error;
      }
    },
  };
}

export type Tills = ReturnType<typeof openTills>;

const FIRST_FAULT = 500;
const told = (status: number, code: string): Paid => ({
  kind: status < FIRST_FAULT ? "refused" : "silence",
  code: `${status} ${code}`,
});
const newReference = () => `ROT-${randomBytes(9).toString("hex").toUpperCase()}`;
