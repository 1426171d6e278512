import { randomUUID } from "node:crypto";
import { Bench, type BenchParts } from "../bench.ts";
import type { SampleWorker, SnapUnderTest } from "../partner-under-test.ts";
import { fieldsOf } from "../raw-call.ts";
import { expectSnap, type SnapCaseCode } from "./expect-snap.ts";
import { jakartaTime } from "./jakarta-time.ts";
import type { SnapBank, SnapReply, SnapTwist } from "./snap-bank.ts";
import { type TypedNumber, typedNumber } from "./typed-number.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An inquiry that gave a price, and what its payment has to send. */
export interface SnapQuote {
  readonly id: string;
  readonly customerNo: string;
  /** `"8400.00"`. */
  readonly amount: string;
  readonly reply: SnapReply;
}

/** What a SNAP case works with: the bank it plays, the workers lent to it, and what it found. */
export class SnapBench extends Bench {
  readonly bank: SnapBank;
  /** The other banks of the file: for what one partner must not see of another. */
  readonly otherBanks: readonly SnapBank[];

  constructor(parts: BenchParts & { readonly bank: SnapBank; readonly otherBanks: readonly SnapBank[] }) {
    super(parts);
    this.bank = parts.bank;
    this.otherBanks = parts.otherBanks;
  }

  get partner(): SnapUnderTest {
    return this.bank.partner;
  }

  get otherBank(): SnapBank {
    return this.otherBanks[0] ?? this.skip("the file has no second bank");
  }

  /** An id that no request had before. */
  id(): string {
    return `KIT-${randomUUID()}`;
  }

  /**
   * Checks an answer by status and case, in the partner's own dialect: `cases` of its entry. Several refusals stand behind one code and a bank may have only one of them
   * called otherwise, so the standard's own code is right as well.
   */
  expect(reply: SnapReply, expected: SnapCaseCode): SnapReply {
    const own = ownCase(this.partner, expected);
    const isOwn = own !== undefined && saysCase(reply, own);
    expectSnap(this.check, reply, isOwn ? own : expected);
    return reply;
  }

  /** A number for so many months, as the bank types it. */
  numberOf({ nik }: Pick<SampleWorker, "nik">, months = 1, bank = this.bank): TypedNumber {
    return typedNumber(bank.partner, nik, months) ?? this.skip("this bank types neither NIK nor months");
  }

  /** The number of the worker who is only asked about, for one month. */
  get askedNumber(): string {
    return this.numberOf(this.asked).customerNo;
  }

  /** A number of right form that nobody has. */
  get nobodyNumber(): string {
    return this.numberOf({ nik: this.nobody }).customerNo;
  }

  /** Asks for so many months for the worker who is only asked about. */
  ask(months: number, more: Fields = {}): Promise<SnapReply> {
    const typed = this.numberOf(this.asked, months);
    return this.inquire(typed.customerNo, { ...typed.more, ...more });
  }

  /** For cases about `additionalInfo.months`: only a bare NIK leaves the months open. */
  needsBareNik(): void {
    if (!this.partner.customerNumberForms.includes("NIK"))
      this.skip("this bank's number always says the months");
  }

  /** An inquiry's fields. */
  inquiryFields(customerNo: string, more: Fields = {}): Record<string, unknown> {
    return { ...this.bank.numbers(customerNo), inquiryRequestId: this.id(), additionalInfo: {}, ...more };
  }

  inquire(customerNo: string, more: Fields = {}, twist: SnapTwist = {}): Promise<SnapReply> {
    return this.bank.call("inquiry", this.inquiryFields(customerNo, more), twist);
  }

  /** Inquires and expects a price. */
  async quote(worker: SampleWorker, months = 1, bank = this.bank): Promise<SnapQuote> {
    const { customerNo, more } = this.numberOf(worker, months, bank);
    const id = this.id();
    const fields = { ...bank.numbers(customerNo), inquiryRequestId: id, additionalInfo: {}, ...more };
    const reply = await bank.call("inquiry", fields);
    const { value } = fieldsOf(reply.data.totalAmount);
    if (!this.check.equal("the inquiry is answered with a price", reply.responseCode, "2002400")) {
      this.check.stop("a price", reply.responseCode);
    }
    return { id, customerNo, amount: String(value), reply };
  }

  /** A payment's fields. */
  paymentFields(
    { id, customerNo, amount }: Pick<SnapQuote, "id" | "customerNo" | "amount">,
    more: Fields = {},
  ): Fields {
    const rupiah = { value: amount, currency: "IDR" };
    return {
      ...this.bank.numbers(customerNo),
      paymentRequestId: id,
      paidAmount: rupiah,
      totalAmount: rupiah,
      trxDateTime: jakartaTime(),
      flagAdvise: "N",
      additionalInfo: {},
      ...more,
    };
  }

  pay(quote: SnapQuote, more: Fields = {}, twist: SnapTwist = {}): Promise<SnapReply> {
    return this.bank.call("payment", this.paymentFields(quote, more), twist);
  }

  /** Pays and expects that it is booked. */
  async paid(quote: SnapQuote, more: Fields = {}): Promise<SnapReply> {
    const reply = await this.pay(quote, more);
    if (!this.check.equal("the payment is booked", reply.responseCode, "2002500")) {
      this.check.stop("a booked payment", reply.responseCode);
    }
    return reply;
  }

  /** Asks what became of a payment. */
  status({ id, customerNo }: Pick<SnapQuote, "id" | "customerNo">, bank = this.bank): Promise<SnapReply> {
    return bank.call("status", {
      ...bank.numbers(customerNo),
      inquiryRequestId: id,
      paymentRequestId: id,
      additionalInfo: {},
    });
  }

  /** Expects that nothing is known of a payment. */
  async expectUnseen(quote: Pick<SnapQuote, "id" | "customerNo">): Promise<void> {
    this.expect(await this.status(quote), "404-01");
  }
}

function ownCase({ cases }: SnapUnderTest, expected: SnapCaseCode): SnapCaseCode | undefined {
  const own = cases[expected.replace("-", "xx")];
  return own === undefined ? undefined : (own.replace("xx", "-") as SnapCaseCode);
}

/** Whether a response code has this status and case, whatever its service. */
function saysCase({ responseCode }: SnapReply, code: SnapCaseCode): boolean {
  const text = String(responseCode);
  return `${text.slice(0, 3)}-${text.slice(5)}` === code;
}
