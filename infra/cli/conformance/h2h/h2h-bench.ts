import { randomUUID } from "node:crypto";
import { Bench, type BenchParts } from "../bench.ts";
import type { H2hUnderTest, SampleWorker } from "../partner-under-test.ts";
import { jakartaTime } from "../snap/jakarta-time.ts";
import { expectH2h } from "./expect-h2h.ts";
import type { AnswerKeys } from "./genuine-answer.ts";
import { H2H_PATHS, type H2hReply, type H2hShop, type H2hTwist } from "./h2h-shop.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An inquiry that gave a price. */
export interface H2hQuote {
  readonly inquiryId: string;
  readonly amount: number;
  readonly reply: H2hReply;
}

/** What an H2H case works with: the shop it plays, the workers lent to it, and what it found. */
export class H2hBench extends Bench {
  readonly shop: H2hShop;
  readonly otherShops: readonly H2hShop[];
  readonly keys: AnswerKeys;
  /** References of payments that were booked, by the shop that booked them: they are reversed when the case is over. */
  readonly booked: { readonly shop: H2hShop; readonly reference: string }[] = [];

  constructor(
    parts: BenchParts & {
      readonly shop: H2hShop;
      readonly otherShops: readonly H2hShop[];
      readonly keys: AnswerKeys;
    },
  ) {
    super(parts);
    this.shop = parts.shop;
    this.otherShops = parts.otherShops;
    this.keys = parts.keys;
  }

  get partner(): H2hUnderTest {
    return this.shop.partner;
  }

  get otherShop(): H2hShop {
    return this.otherShops[0] ?? this.skip("the file has no second H2H partner");
  }

  /** A till of the case's own: a gateway may limit how often one till asks. */
  get #terminal() {
    return { storeId: "KIT", tillId: String(this.turn) };
  }

  /** A reference that no request had before. */
  reference(): string {
    return `KIT-${randomUUID()}`;
  }

  /** Checks a success. */
  ok(reply: H2hReply, status: 200 | 201): H2hReply {
    expectH2h(this.check, reply, { status }, this.keys);
    return reply;
  }

  /** Checks a problem by status and name. */
  problem(reply: H2hReply, status: number, problem: string): H2hReply {
    expectH2h(this.check, reply, { status, problem }, this.keys);
    return reply;
  }

  inquiryFields(nik: string, months = 1): Record<string, unknown> {
    return { customerNumber: { type: "NIK", value: nik }, months, terminal: this.#terminal };
  }

  inquire(nik: string, months = 1, twist: H2hTwist = {}): Promise<H2hReply> {
    return this.shop.post(H2H_PATHS.inquiries, this.inquiryFields(nik, months), twist);
  }

  /** Inquires and expects a price. */
  async quote(worker: SampleWorker, months = 1, shop = this.shop): Promise<H2hQuote> {
    const reply = await shop.post(H2H_PATHS.inquiries, this.inquiryFields(worker.nik, months));
    if (!this.check.equal("the inquiry is answered with a price", reply.status, 201)) {
      this.check.stop("a price", reply.problem ?? reply.status);
    }
    return { inquiryId: String(reply.body.inquiryId), amount: Number(reply.body.totalAmount), reply };
  }

  /** A payment's fields. */
  paymentFields(
    { inquiryId, amount }: Pick<H2hQuote, "inquiryId" | "amount">,
    paymentReference: string,
    more: Fields = {},
  ): Fields {
    return {
      paymentReference,
      inquiryId,
      amount,
      paidAt: jakartaTime(),
      terminal: this.#terminal,
      advice: false,
      ...more,
    };
  }

  /** Sends a payment and remembers it when it was booked. */
  async pay(
    quote: Pick<H2hQuote, "inquiryId" | "amount">,
    reference: string,
    more: Fields = {},
    twist: H2hTwist = {},
    shop = this.shop,
  ): Promise<H2hReply> {
    const reply = await shop.post(H2H_PATHS.payments, this.paymentFields(quote, reference, more), twist);
    if (reply.status === 201) this.booked.push({ shop, reference });
    return reply;
  }

  /** Pays under a new reference and expects that it is booked. */
  async paid(
    quote: H2hQuote,
    more: Fields = {},
    twist: H2hTwist = {},
  ): Promise<{ readonly reference: string; readonly reply: H2hReply }> {
    const reference = this.reference();
    const reply = await this.pay(quote, reference, more, twist);
    if (!this.check.equal("the payment is booked", reply.status, 201)) {
      this.check.stop("a booked payment", reply.problem ?? reply.status);
    }
    return { reference, reply };
  }

  status(reference: string, shop = this.shop, twist: H2hTwist = {}): Promise<H2hReply> {
    return shop.get(`${H2H_PATHS.payments}/${reference}`, twist);
  }

  reverse(reference: string, more: Fields = {}, shop = this.shop): Promise<H2hReply> {
    const fields = { reason: "CUSTOMER_CHANGED_MIND", reversedAt: jakartaTime(), ...more };
    return shop.post(`${H2H_PATHS.payments}/${reference}/reversal`, fields);
  }

  lookUp(nik: string, twist: H2hTwist = {}): Promise<H2hReply> {
    return this.shop.post(
      H2H_PATHS.lookup,
      { customerNumber: { type: "NIK", value: nik }, terminal: this.#terminal },
      twist,
    );
  }

  /** Expects that nothing is known of a reference. */
  async expectUnseen(reference: string): Promise<void> {
    this.problem(await this.status(reference), 404, "payment-not-seen");
  }

  /** Gives back what the case bought, the last payment first. @returns whether all of it could be given back */
  async giveBack(): Promise<boolean> {
    for (const { shop, reference } of this.booked.toReversed()) {
      const reply = await this.reverse(reference, {}, shop);
      if (reply.status !== 200) return false;
    }
    return true;
  }
}
