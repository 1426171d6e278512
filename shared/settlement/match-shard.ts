import type { Ledger, LedgerCursor } from "../ledger/ledger.ts";
import { closeFile } from "./close-file.ts";
import type { SettlementDeps } from "./deps.ts";
import { elsewhereWrite } from "./elsewhere-item.ts";
import { fileKey, fileOf, type SettlementFile } from "./file-item.ts";
import { findUnnamed } from "./find-unnamed.ts";
import { foldReference } from "./fold-reference.ts";
import { inLanes } from "./in-lanes.ts";
import { countUp } from "./progress-item.ts";
import type { SeenLine } from "./seen-line.ts";
import {
  type ClassTotal,
  type ClassTotals,
  type Difference,
  type DifferenceClass,
  plus,
} from "./settlement.ts";
import {
  DIFFERENCES_PER_ITEM,
  differencesItem,
  SEEN_RANGE,
  type ShardResult,
  seenOf,
  shardItem,
  shardKey,
  shardPartition,
} from "./shard-item.ts";

/** Items of seen lines read at once: a hundred chunks' share. */
const SEEN_PAGE = 100;
const WRITE_LANES = 8;

/** `known`: another delivery did it. */
export type ShardMatched = "matched" | "known";

/**
 * Puts together all lines of the references of one shard, and finds the payments of the day that none of them names. What it finds is written under the name of this run,
 * and counts once the shard's result, put if absent, names the run: two deliveries at once never mix. The last shard closes the file.
 * @param run names this delivery; two deliveries have two names
 * @throws SettlementFault, LedgerFault: the message comes again
 */
export async function matchShard(
  deps: SettlementDeps,
  { fileId, shard, run }: { readonly fileId: string; readonly shard: string; readonly run: string },
  hasTime: () => boolean,
): Promise<ShardMatched> {
  const { ledger } = deps;
  const [fileFound, done] = await ledger.readTogether([fileKey(fileId), shardKey(fileId, shard)]);
  const file = fileFound && fileOf(fileFound);
  if (file?.state !== "matching") return "known";
  if (done) return finish(deps, file, "known");
  const lines = await readSeen(ledger, fileId, shard);
  const totals = new Totals();
  const differences: Difference[] = [];
  const take = (difference: Difference): void => {
    totals.add(difference);
    if (difference.class !== "matched") differences.push(difference);
  };
  for (const seen of lines.values()) foldReference(seen).forEach(take);
  const unnamed = await findUnnamed(ledger, file, { shard, isNamed: (name) => lines.has(name), hasTime });
  unnamed.differences.forEach(take);
  differences.sort(byLine);
  await keep(ledger, file, { shard, run }, differences);
  const result: ShardResult = {
    shard,
    run,
    differences: differences.length,
    totals: totals.all,
    ledger: unnamed.ledger,
  };
  const written = await ledger.transact([
    { kind: "put", item: shardItem(fileId, result), guard: "absent" },
    countUp(fileId, "shardsDone"),
  ]);
  return finish(deps, file, written.kind === "committed" ? "matched" : "known");
}

/** The shard's lines by reference: about 150 bytes a line in memory, a sixteenth of the file. */
async function readSeen(
  ledger: Ledger,
  fileId: string,
  shard: string,
): Promise<ReadonlyMap<string, readonly SeenLine[]>> {
  const lines = new Map<string, readonly SeenLine[]>();
  const range = { partition: shardPartition(fileId, shard), ...SEEN_RANGE, limit: SEEN_PAGE };
  let after: LedgerCursor | undefined;
  do {
    const page = await ledger.readPage({ ...range, after });
    for (const item of page.items) {
      for (const line of seenOf(item)) {
        const known = lines.get(line.reference);
        lines.set(line.reference, known ? [...known, line] : [line]);
      }
    }
    after = page.next;
  } while (after);
  return lines;
}

/** In the file's own order; what no line names stands last. */
const byLine = (a: Difference, b: Difference): number =>
  (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER) ||
  (a.reference < b.reference ? -1 : 1);

class Totals {
  readonly #totals: Partial<Record<DifferenceClass, ClassTotal>> = {};

  add({ class: name, theirsRupiah, oursRupiah }: Difference): void {
    this.#totals[name] = plus(this.#totals[name], { count: 1, theirsRupiah, oursRupiah });
  }

  get all(): ClassTotals {
    return this.#totals;
  }
}

/** Writes the differences, and what concerns other days on those. All of it may be written again by another run. */
async function keep(
  ledger: Ledger,
  file: SettlementFile,
  by: { readonly shard: string; readonly run: string },
  differences: readonly Difference[],
): Promise<void> {
  const pages = Math.ceil(differences.length / DIFFERENCES_PER_ITEM);
  for (let page = 0; page < pages; page++) {
    const some = differences.slice(page * DIFFERENCES_PER_ITEM, (page + 1) * DIFFERENCES_PER_ITEM);
    const item = differencesItem({ fileId: file.fileId, page, ...by }, some);
    await ledger.write({
      kind: "put",
      item,
      guard: { expression: "attribute_not_exists(PK) OR schemaVersion = :one", values: { ":one": 1 } },
    });
  }
  const elsewhere = differences.flatMap(({ cause, otherDate, reference }) =>
    cause === "booked-on-another-day" && otherDate ? [{ reference, bookedOn: otherDate }] : [],
  );
  await inLanes(elsewhere, WRITE_LANES, (named) => ledger.write(elsewhereWrite(file, named)));
}

async function finish(
  deps: SettlementDeps,
  file: SettlementFile,
  outcome: ShardMatched,
): Promise<ShardMatched> {
  await closeFile(deps, file);
  return outcome;
}
