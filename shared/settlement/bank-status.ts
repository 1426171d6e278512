import type { Rupiah } from "../money/rupiah.ts";

/** A payment as a bank is asked about it. The number is the worker's own: it goes to the bank that typed it, and nowhere else. */
export interface StatusQuestion {
  readonly reference: string;
  readonly customerNumber: string;
}

/** What a bank said. `code` is its response code and flag, `2002600/00`; silence has a word of ours. */
export interface StatusReply {
  readonly says: "paid" | "not-paid" | "pending" | "unknown" | "no-answer";
  readonly code: string;
  readonly amountRupiah: Rupiah | null;
}

/** A bank that says what became of one payment (SNAP 26; snap-bi.md 8.25). Never throws: silence is an answer. */
export interface BankStatus {
  ask(question: StatusQuestion): Promise<StatusReply>;
}
