import { shardOf } from "../ledger/key.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { Payment } from "../payment/payment.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "../payment/payment-key.ts";
import { whereMoneyStands } from "../payment/where-money-stands.ts";
import { classifyLine, judgeSuspect } from "./classify.ts";
import { type SettlementDeps, SettlementFault } from "./deps.ts";
import { shardErrands } from "./errand.ts";
import { fileKey, fileOf, filePartition, type SettlementFile } from "./file-item.ts";
import { fileLines } from "./file-lines.ts";
import { countUp, progressKey, progressOf } from "./progress-item.ts";
import { readLine } from "./read-line.ts";
import { type SeenLine, seenLine } from "./seen-line.ts";
import type { FileChunk, FileLine } from "./settlement.ts";
import { seenItem } from "./shard-item.ts";

/** Payments read in one round trip, and how many such reads are under way at once. */
const BATCH_LINES = 100;
const LANES = 4;

/** `known`: another delivery did it. `gone`: the object was replaced, which has an announcement of its own. */
export type ChunkMatched = "matched" | "known" | "gone";

const chunkKey = (fileId: string, chunk: number) => ({
  PK: filePartition(fileId),
  SK: `CHUNK#${String(chunk).padStart(5, "0")}`,
});

/**
 * Matches the lines of a chunk with their payments, each as it stands now, and keeps what was seen in one transaction with the file's counter: a chunk is done once,
 * however often its message comes. The last one starts the shards. Some 20 reads of a hundred payments and one write.
 * @param hasTime asked before each hundred lines: what cannot be ended is not begun
 * @throws SettlementFault, LedgerFault: the message comes again, and nothing was kept
 */
export async function matchChunk(
  deps: SettlementDeps,
  { fileId, chunk }: { readonly fileId: string; readonly chunk: number },
  hasTime: () => boolean,
): Promise<ChunkMatched> {
  const { ledger } = deps;
  const [fileFound, done] = await ledger.readTogether([fileKey(fileId), chunkKey(fileId, chunk)]);
  const file = fileFound && fileOf(fileFound);
  const place = file?.chunks[chunk];
  if (file?.state !== "matching" || !place) return "known";
  if (done) return finish(deps, file, "known");
  const lines = await linesOf(deps, file, place);
  if (!lines) return "gone";
  const seen = await matchLines(deps, file, lines, hasTime);
  const result = await ledger.transact(chunkWrites(file, chunk, seen));
  return finish(deps, file, result.kind === "committed" ? "matched" : "known");
}

/** The lines of the chunk, read again by the form that found them sound. */
async function linesOf(
  { files, keys }: SettlementDeps,
  file: SettlementFile,
  { from, to, firstLine }: FileChunk,
): Promise<readonly FileLine[] | undefined> {
  const version = await files.range(file, { from, to });
  if (version.kind === "gone" || !file.form) return undefined;
  const reading = {
    form: file.form,
    companyCode: file.companyCode ?? undefined,
    nikHashKey: keys.nikHashKey,
  };
  const lines: FileLine[] = [];
  for await (const { number, text = "" } of fileLines(version.pieces, { number: firstLine, from })) {
    const read = readLine(reading, number, text);
    if (read.kind === "wrong") throw new SettlementFault("SETTLEMENT_FILE_CHANGED");
    lines.push(read.line);
  }
  return lines;
}

async function matchLines(
  deps: SettlementDeps,
  file: SettlementFile,
  lines: readonly FileLine[],
  hasTime: () => boolean,
): Promise<readonly SeenLine[]> {
  const batches = Array.from({ length: Math.ceil(lines.length / BATCH_LINES) }, (_, n) =>
    lines.slice(n * BATCH_LINES, (n + 1) * BATCH_LINES),
  );
  const seen: (readonly SeenLine[])[] = [];
  const waiting = batches.entries();
  const lane = async (): Promise<void> => {
    for (const [n, batch] of waiting) {
      if (!hasTime()) throw new SettlementFault("SETTLEMENT_OUT_OF_TIME");
      seen[n] = await matchBatch(deps, file, batch);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return seen.flat();
}

async function matchBatch(
  { ledger }: SettlementDeps,
  { partnerId, businessDate, says }: SettlementFile,
  lines: readonly FileLine[],
): Promise<readonly SeenLine[]> {
  // A reference that comes twice is read once: DynamoDB refuses the same key twice in one request.
  const references = [...new Set(lines.map(({ reference }) => reference))];
  const items = await ledger.readTogether(
    references.map((reference) => paymentLedgerKey(paymentKeyOf(partnerId, reference))),
  );
  const payments = new Map<string, Payment>();
  // Two people may have booked it under a key of ours, or moved it to the right worker: the money is what the partner's line is about.
  const stand = await whereMoneyStands(
    ledger,
    items.map((item) => item && paymentOf(item)),
  );
  for (const [at, payment] of stand.entries()) {
    const reference = references[at];
    if (payment && reference !== undefined) payments.set(reference, payment);
  }
  return lines.map((line) => {
    const payment = payments.get(line.reference);
    const verdict = says === "suspect" ? judgeSuspect(payment) : classifyLine(line, payment, businessDate);
    return seenLine(line, verdict);
  });
}

function chunkWrites(
  { fileId, partnerId }: SettlementFile,
  chunk: number,
  seen: readonly SeenLine[],
): readonly LedgerWrite[] {
  const shards = new Map<string, SeenLine[]>();
  for (const line of seen) {
    const shard = shardOf(paymentKeyOf(partnerId, line.reference));
    const lines = shards.get(shard) ?? [];
    lines.push(line);
    shards.set(shard, lines);
  }
  const done = { ...chunkKey(fileId, chunk), schemaVersion: 1, lines: seen.length };
  return [
    { kind: "put", item: done, guard: "absent" },
    countUp(fileId, "chunksDone"),
    ...[...shards].map(([shard, lines]) => {
      const item = seenItem({ fileId, shard, chunk }, lines);
      return { kind: "put", item, guard: "absent" } as const;
    }),
  ];
}

/** The last chunk starts the shards; whoever comes after it, too, in case it died in between. */
async function finish(
  { ledger, errands }: SettlementDeps,
  { fileId, chunks }: SettlementFile,
  outcome: ChunkMatched,
): Promise<ChunkMatched> {
  const item = await ledger.read(progressKey(fileId));
  if (item && progressOf(item).chunksDone === chunks.length) await errands.send(shardErrands(fileId));
  return outcome;
}
