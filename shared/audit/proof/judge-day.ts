import type { BusinessDate } from "../../calendar/calendar.ts";
import type { StoredHead } from "../chain-item.ts";
import type { AuditRoot, AuditTip, ShardHead } from "../signed-document.ts";
import type { Finding, Witness } from "./finding.ts";
import type { ChainWalk } from "./walk-chain.ts";

/** A chain as it was found: what its entries say, and what its head says. */
export interface FoundChain {
  readonly walk: ChainWalk;
  readonly head: StoredHead | undefined;
}

/** Everything that is known of one day. */
export interface FoundDay {
  readonly day: BusinessDate;
  readonly chains: readonly FoundChain[];
  readonly root: AuditRoot | undefined;
  /** Genuine tips of the day, oldest first. */
  readonly tips: readonly AuditTip[];
}

/** Compares a day's chains with those who saw them: the root, the tips, their own heads. The strongest witness of a loss is named, once a chain. */
export function judgeDay({ day, chains, root, tips }: FoundDay): readonly Finding[] {
  const dropped = droppedDay(day, chains, root, tips);
  if (dropped) return [dropped];
  return chains.flatMap((found) => [...found.walk.findings, ...judgeEnd(found, root, tips)]);
}

const totalOf = ({ shards }: { readonly shards: readonly ShardHead[] }) =>
  shards.reduce((sum, { count }) => sum + count, 0);

function droppedDay(
  day: BusinessDate,
  chains: readonly FoundChain[],
  root: AuditRoot | undefined,
  tips: readonly AuditTip[],
): Finding | undefined {
  if (chains.some(({ walk }) => walk.end > 0)) return undefined;
  const byRoot = root ? totalOf(root) : 0;
  if (byRoot > 0) return { kind: "day-dropped", day, count: byRoot, witness: "root" };
  const byTip = Math.max(0, ...tips.map(totalOf));
  return byTip > 0 ? { kind: "day-dropped", day, count: byTip, witness: "tip" } : undefined;
}

/** What one witness says of a chain. */
interface Testimony extends ShardHead {
  readonly witness: Witness;
}

function judgeEnd(
  { walk, head }: FoundChain,
  root: AuditRoot | undefined,
  tips: readonly AuditTip[],
): readonly Finding[] {
  const { chain, end } = walk;
  const sealed = testimony("root", root, chain.shard);
  const seen = tips.flatMap((tip) => testimony("tip", tip, chain.shard) ?? []);
  const findings: Finding[] = [];
  const longest = [...(sealed ? [sealed] : []), ...seen].toSorted((a, b) => b.count - a.count)[0];
  if (longest && longest.count > end) {
    const { count: through, witness } = longest;
    findings.push({ kind: "tail-cut", ...chain, sequence: end + 1, through, witness });
  }
  if (sealed && sealed.count < end) {
    findings.push({ kind: "added-after-seal", ...chain, sequence: sealed.count + 1, through: end });
  }
  const contradicted = [...seen, ...(sealed ? [sealed] : [])].find((said) => contradicts(said, walk));
  if (contradicted) {
    const { count: sequence, witness } = contradicted;
    findings.push({ kind: "chain-rewritten", ...chain, sequence, witness });
  }
  return findings.length > 0 ? findings : judgeHead(walk, head);
}

function testimony(
  witness: Witness,
  document: { readonly shards: readonly ShardHead[] } | undefined,
  shard: string,
): Testimony | undefined {
  const said = document?.shards.find((each) => each.shard === shard);
  return said && { ...said, witness };
}

const contradicts = ({ count, hash }: ShardHead, { hashAt }: ChainWalk) => {
  const found = hashAt.get(count);
  return found !== undefined && found !== hash;
};

/** Where nobody else has anything to say, the head is still a witness: it is a second place to have been changed. */
function judgeHead(
  { chain, end, endHash, findings }: ChainWalk,
  head: StoredHead | undefined,
): readonly Finding[] {
  if (!head) return end > 0 ? [{ kind: "head-differs", ...chain, sequence: end }] : [];
  if (head.sequence > end) {
    return [{ kind: "tail-cut", ...chain, sequence: end + 1, through: head.sequence, witness: "head" }];
  }
  const isOther = head.sequence < end || (endHash !== undefined && head.hash !== endHash);
  return isOther && findings.length === 0 ? [{ kind: "head-differs", ...chain, sequence: end }] : [];
}
