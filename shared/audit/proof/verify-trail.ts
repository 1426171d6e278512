import type { JSONWebKeySet } from "jose";
import { addDays, type BusinessDate, parseBusinessDate } from "../../calendar/calendar.ts";
import type { Ledger, LedgerCursor } from "../../ledger/ledger.ts";
import { CHAIN_SHARDS, type ChainId } from "../chain.ts";
import {
  chainPartition,
  decodeHead,
  FIRST_ENTRY_SORT_KEY,
  headKey,
  LAST_ENTRY_SORT_KEY,
  type StoredHead,
} from "../chain-item.ts";
import { dayOfName, rootName } from "../root.ts";
import { readLastSeal } from "../seal-state.ts";
import { type AuditRoot, type AuditTip, type Opened, openDocument } from "../signed-document.ts";
import type { Finding } from "./finding.ts";
import { type FoundChain, judgeDay } from "./judge-day.ts";
import { judgeRoots } from "./judge-roots.ts";
import { type ChainWalk, chainWalker } from "./walk-chain.ts";

const PAGE = 500;
const ATTEMPTS_MAX = 5;

/** What the verifier reads: the ledger, and the vault as a list of names. */
export interface TrailSource {
  readonly ledger: Pick<Ledger, "read" | "readPage">;
  /** Every name in the vault; `overlaid` where something was laid over it or its deletion was marked. */
  names(): Promise<readonly { readonly name: string; readonly overlaid: boolean }[]>;
  /** What lay under a name first. */
  document(name: string): Promise<string | undefined>;
}

export interface VerifyOptions {
  readonly publicKeys: JSONWebKeySet;
  /** The running business day. */
  readonly today: BusinessDate;
  /** The gateway never sleeps, so that yesterday's root has to be there (a sandbox that was off seals when it is on again). */
  readonly alwaysOn: boolean;
  readonly onDay?: (day: BusinessDate, done: number, total: number) => void;
}

export interface TrailReport {
  readonly first: BusinessDate | undefined;
  readonly days: number;
  readonly entries: number;
  /** From before the chain: nothing proves them. */
  readonly unchained: number;
  readonly roots: number;
  readonly tips: number;
  readonly lastSealed: BusinessDate | undefined;
  readonly findings: readonly Finding[];
}

/** Reads the whole trail from the first root to today and says everything that is not as it was written. Memory holds one page a shard. */
export async function verifyTrail(source: TrailSource, options: VerifyOptions): Promise<TrailReport> {
  const { publicKeys, today, alwaysOn, onDay } = options;
  const names = await source.names();
  const roots = await openRoots(source, publicKeys, names);
  const last = await readLastSeal(source.ledger);
  const findings: Finding[] = [...overlaid(names), ...judgeRoots(roots, last)];
  const sealedDays = [...roots.keys()].sort();
  const lastSealed = [...sealedDays, ...(last ? [last.day] : [])].sort().at(-1);
  const yesterday = addDays(today, -1);
  if (alwaysOn && (lastSealed === undefined || lastSealed < yesterday)) {
    findings.push({ kind: "not-sealed", day: lastSealed ? addDays(lastSealed, 1) : yesterday });
  }
  const tipNames = namesOfTips(names);
  const days = daysBetween(sealedDays[0] ?? yesterday, today);
  const counts = { entries: 0, unchained: 0, tips: 0 };
  for (const [index, day] of days.entries()) {
    onDay?.(day, index, days.length);
    const { tips, forged } = await openTips(source, publicKeys, tipNames.get(day) ?? [], day);
    const opened = roots.get(day);
    const root = opened?.kind === "genuine" ? opened.document : undefined;
    const chains = await walkDay(source, day, [...tips, ...(root ? [root] : [])]);
    findings.push(...forged, ...judgeDay({ day, chains, root, tips }));
    // A day is closed only to be sealed: the root of this one is gone, and every trace of it but this.
    if (!opened && (last?.day ?? "") < day && chains.every(({ head }) => head?.closed)) {
      findings.push({ kind: "root-missing", day });
    }
    counts.tips += tips.length;
    for (const { walk } of chains) {
      counts.entries += walk.end;
      counts.unchained += walk.unchained;
    }
  }
  const byDay = findings.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return { first: days[0], days: days.length, ...counts, roots: roots.size, lastSealed, findings: byDay };
}

type Names = Awaited<ReturnType<TrailSource["names"]>>;

function overlaid(names: Names): readonly Finding[] {
  return names.flatMap(({ name, overlaid: isOverlaid }) => {
    const day = parseBusinessDate(dayOfName(name)?.day ?? "");
    return isOverlaid && day !== undefined ? [{ kind: "document-overlaid", day, name } as const] : [];
  });
}

async function openRoots(source: TrailSource, publicKeys: JSONWebKeySet, names: Names) {
  const roots = new Map<BusinessDate, Opened<AuditRoot>>();
  for (const { name } of names) {
    const of = dayOfName(name);
    const day = of?.kind === "root" ? parseBusinessDate(of.day) : undefined;
    if (day === undefined) continue;
    const text = await source.document(rootName(day));
    if (text !== undefined) roots.set(day, await openDocument(publicKeys, "root", text));
  }
  return roots;
}

function namesOfTips(names: Names): ReadonlyMap<string, readonly string[]> {
  const byDay = new Map<string, string[]>();
  for (const { name } of names) {
    const of = dayOfName(name);
    if (of?.kind !== "tip") continue;
    byDay.set(of.day, [...(byDay.get(of.day) ?? []), name]);
  }
  return byDay;
}

async function openTips(
  source: TrailSource,
  publicKeys: JSONWebKeySet,
  names: readonly string[],
  day: BusinessDate,
) {
  const tips: AuditTip[] = [];
  const forged: Finding[] = [];
  for (const name of names) {
    const opened = await openDocument(publicKeys, "tip", (await source.document(name)) ?? "");
    if (opened.kind === "genuine" && opened.document.day === day) tips.push(opened.document);
    else forged.push({ kind: "tip-forged", day, name });
  }
  return { tips: tips.toSorted((a, b) => a.at - b.at), forged };
}

function daysBetween(first: BusinessDate, last: BusinessDate): readonly BusinessDate[] {
  const days: BusinessDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Walks the sixteen chains of a day at once, remembering the hashes at the numbers that somebody told of. */
function walkDay(
  { ledger }: TrailSource,
  day: BusinessDate,
  documents: readonly { readonly shards: AuditRoot["shards"] }[],
): Promise<readonly FoundChain[]> {
  return Promise.all(
    CHAIN_SHARDS.map(async (shard) => {
      const told = documents.flatMap(({ shards }) => shards.filter((each) => each.shard === shard));
      return walkOne(ledger, { day, shard }, new Set(told.map(({ count }) => count)));
    }),
  );
}

/** Walks one chain. While somebody acts on it, it is walked again, so that head and entries are of one moment. */
async function walkOne(
  ledger: TrailSource["ledger"],
  chain: ChainId,
  askedAt: ReadonlySet<number>,
): Promise<FoundChain> {
  let head = await readHead(ledger, chain);
  for (let attempt = 1; ; attempt++) {
    const walk = await walkEntries(ledger, chain, askedAt);
    const after = await readHead(ledger, chain);
    if (after?.hash === head?.hash || attempt === ATTEMPTS_MAX) return { walk, head: after };
    head = after;
  }
}

/** A head that does not parse is as good as none: the entries tell of it. */
async function readHead(ledger: TrailSource["ledger"], chain: ChainId): Promise<StoredHead | undefined> {
  const item = await ledger.read(headKey(chain));
  try {
    return item && decodeHead(item);
  } catch {
    return undefined;
  }
}

async function walkEntries(
  ledger: TrailSource["ledger"],
  chain: ChainId,
  askedAt: ReadonlySet<number>,
): Promise<ChainWalk> {
  const walker = chainWalker(chain, askedAt);
  const range = {
    ...{ partition: chainPartition(chain), from: FIRST_ENTRY_SORT_KEY, to: LAST_ENTRY_SORT_KEY },
    limit: PAGE,
  };
  let after: LedgerCursor | undefined;
  do {
    const page = await ledger.readPage({ ...range, after });
    for (const item of page.items) walker.take(item);
    after = page.next;
  } while (after !== undefined);
  return walker.done();
}
