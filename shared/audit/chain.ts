import { createHash } from "node:crypto";
import type { BusinessDate } from "../calendar/calendar.ts";
import { INDEX_SHARDS } from "../ledger/key.ts";
import type { AuditEntry } from "./audit-entry.ts";

/** One chain: the entries of a business day (WIB) in one of its shards. A single chain a day would make every act wait for every other. */
export interface ChainId {
  readonly day: BusinessDate;
  /** `00` to `15`. */
  readonly shard: string;
}

/** Where a chain stands: how many entries it has, and the hash of the last one. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/** An entry in its place: number `sequence` (from 1) of its chain, its hash made from the hash before it. */
export interface ChainedEntry extends AuditEntry, ChainId, ChainHead {
  readonly previousHash: string;
}

/** The shards of a day, in order. */
export const CHAIN_SHARDS: readonly string[] = Array.from({ length: INDEX_SHARDS }, (_, shard) =>
  String(shard).padStart(2, "0"),
);

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** Where an empty chain stands. It names day and shard, so that a chain cannot pass for another's. */
export function emptyChain({ day, shard }: ChainId): ChainHead {
  return { sequence: 0, hash: sha256(JSON.stringify(["kanal-audit-chain/1", day, shard])) };
}

/** What an entry says, as one text: a JSON array, fields in this order. Two entries that differ anywhere differ here. */
function saying({ auditId, at, actor, action, subject, reason, origin }: AuditEntry): readonly unknown[] {
  return [auditId, at, actor, action, subject, reason, origin];
}

/** The digest of what an entry says, wherever it stands: tells the same act, sent again, from another under its id. */
export function entryDigest(entry: AuditEntry): string {
  return sha256(JSON.stringify(["kanal-audit-act/1", ...saying(entry)]));
}

/**
 * The hash of an entry in its place: SHA-256, in hex, over the UTF-8 of a JSON array of the format's name, day, shard, sequence, the hash before and what
 * the entry says. This is the one definition of the trail's canonical form; a change of it needs a new name, and old entries keep the old one.
 */
export function chainedHash(entry: Omit<ChainedEntry, "hash">): string {
  const { day, shard, sequence, previousHash } = entry;
  return sha256(
    JSON.stringify(["kanal-audit-entry/1", day, shard, sequence, previousHash, ...saying(entry)]),
  );
}

/** Puts an entry behind the head of a chain. Half surrogates, which no store keeps, are replaced first: the hash is of what can be read again. */
export function chainEntry(chain: ChainId, head: ChainHead, entry: AuditEntry): ChainedEntry {
  const { auditId, at } = entry;
  const unhashed = {
    ...{ ...chain, sequence: head.sequence + 1, previousHash: head.hash, auditId, at },
    actor: entry.actor.toWellFormed(),
    action: entry.action.toWellFormed(),
    subject: entry.subject.toWellFormed(),
    reason: entry.reason.toWellFormed(),
    origin: entry.origin.toWellFormed(),
  };
  return { ...unhashed, hash: chainedHash(unhashed) };
}
