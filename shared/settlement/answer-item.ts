import * as z from "zod/mini";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey, shardOf } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import { paymentKeyOf } from "../payment/payment-key.ts";
import type { SettlementFile } from "./file-item.ts";
import type { Difference } from "./settlement.ts";
import { shardPartition } from "./shard-item.ts";

/** What the bank said when it was asked about one payment (SNAP 26). */
const Answer = z.object({
  says: z.enum(["paid", "not-paid", "pending", "unknown", "no-answer"]),
  /** The bank's own words for it: its response code, and its flag behind a slash. */
  code: z.string(),
  amountRupiah: z.nullable(z.number()),
  askedAt: InstantMs,
});
export type BankAnswer = z.infer<typeof Answer>;

const AnswerItem = z.object({ schemaVersion: z.literal(1), ...Answer.shape });

const answerKey = ({ fileId, partnerId }: SettlementFile, reference: string): LedgerKey => ({
  PK: shardPartition(fileId, shardOf(paymentKeyOf(partnerId, reference))),
  SK: joinKey("ANSWER", reference),
});

/** Notes an answer; one that says something is not overwritten by silence. */
export function answerWrite(file: SettlementFile, reference: string, answer: BankAnswer): LedgerWrite {
  return {
    kind: "put",
    item: { ...answerKey(file, reference), schemaVersion: 1, ...answer },
    guard: { expression: "attribute_not_exists(PK) OR says = :silence", values: { ":silence": "no-answer" } },
  };
}

/** The answers to some differences, by reference. */
export async function readAnswers(
  ledger: Pick<Ledger, "readTogether">,
  file: SettlementFile,
  differences: readonly Pick<Difference, "reference">[],
): Promise<ReadonlyMap<string, BankAnswer>> {
  const references = [...new Set(differences.map(({ reference }) => reference))];
  const items = await ledger.readTogether(references.map((reference) => answerKey(file, reference)));
  const answers = new Map<string, BankAnswer>();
  for (const [at, item] of items.entries()) {
    const reference = references[at];
    if (!item || reference === undefined) continue;
    const { schemaVersion: _, ...answer } = decodeItem("bank answer", AnswerItem, item);
    answers.set(reference, answer);
  }
  return answers;
}
