import type { DynamoDBRecord } from "aws-lambda";
import { batchVerdict } from "./batch-response.ts";

/** How a stream's records reach a function: the settings of Lambda's event source mapping. */
export interface StreamDelivery {
  readonly invoke: (records: readonly DynamoDBRecord[]) => Promise<unknown>;
  /** How often a failing batch is tried again before it is given up. */
  readonly retryAttempts: number;
  /** Pause before try n+1 (n from 1), in milliseconds. */
  readonly backoffMs: (tries: number) => number;
  /** Records up to this one are settled. */
  readonly checkpoint: (sequence: string) => void;
  /** Takes the records that were given up, before they are settled. */
  readonly giveUp: (records: readonly DynamoDBRecord[], tries: number) => Promise<void>;
  readonly stopped: () => boolean;
}

interface Range {
  readonly records: readonly DynamoDBRecord[];
  readonly tries: number;
}

const sequenceOf = (record: DynamoDBRecord | undefined): string => record?.dynamodb?.SequenceNumber ?? "";

/**
 * Delivers one batch in order, as Lambda does with ReportBatchItemFailures and BisectBatchOnFunctionError: what precedes the lowest failed record is
 * settled, the rest is tried again; a batch that fails from its first record on is halved, so that one bad record does not take its neighbours
 * along. A single record that fails through all attempts is given up. Until then nothing behind it moves.
 */
export async function deliverBatch(
  records: readonly DynamoDBRecord[],
  delivery: StreamDelivery,
): Promise<void> {
  const ranges: Range[] = [{ records, tries: 0 }];
  for (let range = ranges.shift(); range; range = ranges.shift()) {
    if (delivery.stopped()) return;
    const firstFailed = await firstFailedOf(range.records, delivery);
    if (delivery.stopped() && firstFailed !== undefined) return;
    const tries = range.tries + 1;
    if (firstFailed === undefined) {
      delivery.checkpoint(sequenceOf(range.records.at(-1)));
    } else if (firstFailed > 0) {
      delivery.checkpoint(sequenceOf(range.records[firstFailed - 1]));
      ranges.unshift({ records: range.records.slice(firstFailed), tries });
    } else if (range.records.length > 1) {
      const half = Math.ceil(range.records.length / 2);
      // Halving does not count as an attempt, for otherwise a large batch could be given up unsplit.
      ranges.unshift(
        { records: range.records.slice(0, half), tries: range.tries },
        { records: range.records.slice(half), tries: range.tries },
      );
    } else if (tries > delivery.retryAttempts) {
      await delivery.giveUp(range.records, tries);
      delivery.checkpoint(sequenceOf(range.records.at(-1)));
    } else {
      ranges.unshift({ records: range.records, tries });
      await new Promise((resolve) => setTimeout(resolve, delivery.backoffMs(tries)));
    }
  }
}

/** The place of the lowest failed record; undefined when none failed. */
async function firstFailedOf(
  records: readonly DynamoDBRecord[],
  { invoke }: StreamDelivery,
): Promise<number | undefined> {
  const sequences = records.map(sequenceOf);
  try {
    const verdict = batchVerdict(await invoke(records), sequences);
    if (verdict.kind === "all-done") return undefined;
    if (verdict.kind === "all-failed") return 0;
    return sequences.findIndex((sequence) => verdict.ids.has(sequence));
  } catch {
    // The function logs its own faults; here they only mean that nothing of the batch is settled.
    return 0;
  }
}
