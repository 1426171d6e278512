import type { JSONWebKeySet } from "jose";
import { addDays, type BusinessDate, businessDateOf, type Instant } from "../calendar/calendar.ts";
import type { Clock } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { SigningKey } from "../seal/signing-key.ts";
import { AuditFault } from "./audit-fault.ts";
import type { AuditVault } from "./audit-vault.ts";
import { closeDay, readHeads } from "./close-day.ts";
import { mayClose, rootHash, rootName, tipName } from "./root.ts";
import { LAST_SEAL_KEY, type LastSeal, readLastSeal } from "./seal-state.ts";
import { type AuditRoot, openDocument, type ShardHead, signDocument } from "./signed-document.ts";

export interface SealDeps {
  readonly ledger: Pick<Ledger, "read" | "readTogether" | "write">;
  readonly vault: AuditVault;
  readonly clock: Pick<Clock, "machineNow">;
  readonly key: SigningKey;
  /** The public half of `key`: a root that lies there already is opened with it. */
  readonly publicKeys: JSONWebKeySet;
}

export interface SealLimits {
  /** Days that one run may seal; the next run goes on where it stopped. */
  readonly daysMax: number;
  readonly hasTime: () => boolean;
}

export interface SealReport {
  readonly sealed: readonly BusinessDate[];
  /** The next day that a later run has to seal, when this one stopped short. */
  readonly left: BusinessDate | undefined;
}

/**
 * Gives every day that is over its signed root, oldest first, from the day after the last one; the first run of all begins with yesterday. May be run
 * at any time and any number of times: what is sealed stays as it was signed first.
 * @throws AuditFault AUDIT_ROOT_DIFFERS when the vault holds a root that does not tell of this trail; whatever ledger and vault throw
 */
export async function sealTrail(deps: SealDeps, { daysMax, hasTime }: SealLimits): Promise<SealReport> {
  const now = deps.clock.machineNow();
  let last = await readLastSeal(deps.ledger);
  const sealed: BusinessDate[] = [];
  for (;;) {
    const day = addDays(last?.day ?? addDays(businessDateOf(now), -2), 1);
    if (!mayClose(day, now)) return { sealed, left: undefined };
    if (sealed.length === daysMax || !hasTime()) return { sealed, left: day };
    last = await sealDay(deps, day, last, now);
    sealed.push(day);
  }
}

async function sealDay(
  deps: SealDeps,
  day: BusinessDate,
  previous: LastSeal | undefined,
  now: Instant,
): Promise<LastSeal> {
  const root: AuditRoot = {
    ...{ format: "kanal-audit-root/1", day, sealedAt: now, shards: await closeDay(deps.ledger, day) },
    previousDay: previous?.day ?? null,
    previousRootHash: previous?.rootHash ?? null,
  };
  const signed = await signDocument(deps.key, "root", root);
  const seal: LastSeal = { day, rootHash: await laidDown(deps, root, signed) };
  await remember(deps.ledger, seal, previous);
  return seal;
}

/** The hash of the day's root in the vault: this one, or the one that an earlier run laid down before it could say so. */
async function laidDown({ vault, publicKeys }: SealDeps, root: AuditRoot, signed: string): Promise<string> {
  const name = rootName(root.day);
  const isNew = (await vault.putOnce(name, signed)) === "put";
  const lying = isNew ? signed : await vault.get(name);
  const opened = lying === undefined ? undefined : await openDocument(publicKeys, "root", lying);
  if (opened?.kind !== "genuine" || !tellsTheSame(opened.document, root)) {
    throw new AuditFault("AUDIT_ROOT_DIFFERS", `the root of ${root.day} in the vault is not of this trail`);
  }
  return rootHash(opened.bytes);
}

function tellsTheSame(one: AuditRoot, other: AuditRoot): boolean {
  const told = ({ sealedAt: _, ...rest }: AuditRoot) => JSON.stringify(rest);
  return told(one) === told(other);
}

/** Moves on by one day; a run beside this one that was quicker wrote the same. */
async function remember(
  ledger: Pick<Ledger, "write">,
  seal: LastSeal,
  previous: LastSeal | undefined,
): Promise<void> {
  const guard = previous
    ? { expression: "#day = :previous", names: { "#day": "day" }, values: { ":previous": previous.day } }
    : ("absent" as const);
  await ledger.write({ kind: "put", item: { ...LAST_SEAL_KEY, schemaVersion: 1, ...seal }, guard });
}

/**
 * Signs how far the running day has come, so that a tail cut off today shows against it. Nothing is laid down when no entry came since the
 * tip before. One BatchGetItem. @returns the heads told of, for the next call's `told`
 */
export async function sealTip(
  { ledger, vault, clock, key }: SealDeps,
  told: readonly ShardHead[] | undefined,
): Promise<readonly ShardHead[]> {
  const at = clock.machineNow();
  const day = businessDateOf(at);
  const shards = await readHeads(ledger, day);
  if (JSON.stringify(told) === JSON.stringify(shards)) return shards;
  const tip = { format: "kanal-audit-tip/1", day, at, shards } as const;
  await vault.putOnce(tipName(day, at), await signDocument(key, "tip", tip));
  return shards;
}
