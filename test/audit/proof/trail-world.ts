import { appendAudit } from "../../../shared/audit/append-audit.ts";
import { CHAIN_SHARDS } from "../../../shared/audit/chain.ts";
import { chainPartition, entrySortKey } from "../../../shared/audit/chain-item.ts";
import { verifyTrail } from "../../../shared/audit/proof/verify-trail.ts";
import { LAST_SEAL_KEY } from "../../../shared/audit/seal-state.ts";
import { sealTip, sealTrail } from "../../../shared/audit/seal-trail.ts";
import { businessDate, type Instant, instant } from "../../../shared/calendar/calendar.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import type { TestLedger } from "../../engine/test-ledger.ts";
import { newAuditKey } from "../audit-key.ts";
import { memoryVault } from "../memory-vault.ts";
import { act, idsOfShard, noonOf } from "../trail.ts";
import { copiedLedger } from "./copied-ledger.ts";

/**
 * Three sealed days (25 to 27 November) and a running one. Shard 03 of each has five entries, some others one. Whoever breaks in writes past every guard of
 * ours, straight into the store.
 */
const EVERYTHING = { daysMax: 31, hasTime: () => true };
export const SHARD = "03";
export const PER_DAY = 5;
const DAYS = ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"].map(businessDate);
export const [, , SEALED = businessDate("2026-11-27"), RUNNING = businessDate("2026-11-28")] = DAYS;

export type WrittenTrail = Awaited<ReturnType<typeof writeTrail>>;

/** The trail as people and the sealer write it, on the real engine. */
export async function writeTrail({ ledger }: TestLedger) {
  const vault = memoryVault();
  const { key, publicKeys } = await newAuditKey();
  let now: Instant = noonOf("2026-11-25");
  const deps = { ledger, vault, key, publicKeys, clock: { machineNow: () => now } };
  await sealTrail(deps, EVERYTHING);
  for (const day of DAYS) {
    now = noonOf(day);
    const ids = idsOfShard(SHARD, PER_DAY, `E${day}-`);
    for (const [index, id] of [...ids, `${day}-x`, `${day}-y`].entries()) {
      await appendAudit(ledger, act(id, { at: instant(now + index) }));
    }
    now = instant(now + 1_000);
    await sealTip(deps, undefined);
    await sealTrail(deps, EVERYTHING);
  }
  const chains = [businessDate("2026-11-24"), ...DAYS].flatMap((day) =>
    CHAIN_SHARDS.map((shard) => chainPartition({ day, shard })),
  );
  const items = await Promise.all(
    [...chains, LAST_SEAL_KEY.PK].map((partition) => ledger.readRange({ partition, from: " ", to: "~" })),
  );
  return { deps, vault, key, publicKeys, items: items.flat() };
}

/** The same on the disk of somebody who has broken in. */
export function copyTrail(trail: WrittenTrail) {
  const ledger = copiedLedger(trail.items);
  const vault = memoryVault();
  for (const [name, text] of trail.vault.documents) vault.documents.set(name, text);
  const { key, publicKeys } = trail;
  const at = (sequence: number, day = SEALED) => ({
    PK: chainPartition({ day, shard: SHARD }),
    SK: entrySortKey(sequence),
  });
  return {
    ...{ ledger, vault, key, publicKeys, at, put: ledger.put, remove: ledger.remove },
    async read(sequence: number, day = SEALED) {
      const item = await ledger.read(at(sequence, day));
      if (!item) throw new RangeError(String(sequence));
      return item;
    },
    async head(day = SEALED) {
      const item = await ledger.read({ PK: at(1, day).PK, SK: "HEAD" });
      if (!item) throw new RangeError("no head");
      return item;
    },
    removeTips() {
      for (const name of vault.documents.keys()) if (name.startsWith("tips/")) vault.documents.delete(name);
    },
    /** Lets the sealer run at noon of a day. */
    seal: (day: string) =>
      sealTrail({ ...trail.deps, ledger, vault, clock: { machineNow: () => noonOf(day) } }, EVERYTHING),
    verify: (more: { today?: string; alwaysOn?: boolean } = {}) =>
      verify({ ledger, vault, publicKeys }, more),
  };
}

/** Checks a trail as the command does. */
export function verify(
  of: {
    readonly ledger: Pick<Ledger, "read" | "readPage">;
    readonly vault: ReturnType<typeof memoryVault>;
    readonly publicKeys: WrittenTrail["publicKeys"];
  },
  { today = RUNNING, alwaysOn = true }: { today?: string; alwaysOn?: boolean } = {},
) {
  const { ledger, vault, publicKeys } = of;
  const names = async () => [...vault.documents.keys()].map((name) => ({ name, overlaid: false }));
  const source = { ledger, names, document: vault.get };
  return verifyTrail(source, { publicKeys, today: businessDate(today), alwaysOn });
}
