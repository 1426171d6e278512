import { instant } from "../../../shared/calendar/calendar.ts";
import { type Generation, type GenerationKeys, keysOf } from "./key-pairs.ts";
import { openLoad } from "./load.ts";
import { oldKeyProbe, type Probe } from "./old-key-probe.ts";
import { addNextKeys, promoteKeys, type Stage } from "./stage.ts";
import { openTills, type Paid } from "./tills.ts";
import type { WorkerPool } from "./worker-pool.ts";

/**
 * When what happens, in milliseconds from the first payment. A gateway knows of a change ten seconds after it at the latest, so nobody signs with the new keys earlier
 * than that, and an end is announced that long before.
 */
export interface Schedule {
  readonly perSecond: number;
  /** The new keys are registered beside the old ones; at or before 0 the gateway's first look at the registry finds them. */
  readonly nextAt: number;
  /** Half of the tills sign with the new keys from here on, the others from `allSwitchAt`. */
  readonly someSwitchAt: number;
  readonly allSwitchAt: number;
  /** The new keys become active, and the old ones retire until `endAt`. */
  readonly promoteAt: number;
  readonly endAt: number;
  readonly stopAt: number;
}

export interface RotationRun {
  readonly payments: readonly { readonly at: number; readonly generation: Generation; readonly paid: Paid }[];
  readonly probes: readonly Probe[];
  /** The end of the old keys, epoch milliseconds. */
  readonly until: number;
  readonly seconds: number;
}

/** How often the old keys are tried. */
const PROBE_EVERY_MS = 150;

/** Lets the tills pay at a steady rate while three keys are replaced, and somebody tries the old ones all the time. `old` is registered already. */
export async function runRotation(
  {
    stage,
    baseUrl,
    old,
    pool,
  }: {
    readonly stage: Stage;
    readonly baseUrl: string;
    readonly old: GenerationKeys;
    readonly pool: WorkerPool;
  },
  schedule: Schedule,
): Promise<RotationRun> {
  const keys = { old, new: keysOf("new") };
  const tills = openTills(baseUrl, keys);
  const { perSecond, nextAt, someSwitchAt, allSwitchAt, promoteAt, endAt, stopAt } = schedule;
  if (nextAt <= 0) await addNextKeys(stage, keys.new);
  let startedAt = Date.now();
  const now = () => Date.now() - startedAt;
  const probe = oldKeyProbe(tills, () => (now() >= allSwitchAt ? "new" : "old"));
  // The gateway's first look at the registry is now at the latest, so that from ten seconds on it knows what was changed meanwhile.
  await probe.begin();
  startedAt = Date.now();
  const until = startedAt + endAt;
  const payments: { at: number; generation: Generation; paid: Paid }[] = [];
  const generationOf = (index: number): Generation =>
    now() >= allSwitchAt || (now() >= someSwitchAt && index % 4 < 2) ? "new" : "old";

  const load = openLoad({ perSecond, durationMs: stopAt }, async (index, at) => {
    const generation = generationOf(index);
    const paid = await pool.lend((nik) => tills.pay(index % 2 === 0 ? "shop" : "bank", generation, nik));
    payments.push({ at, generation, paid });
  });
  const office = keysChange(stage, keys.new, { ...(nextAt > 0 && { nextAt }), promoteAt, until, now });
  await Promise.all([load, office, probing(probe, () => now() < stopAt)]);
  return { payments, probes: probe.probes, until, seconds: now() / 1000 };
}

/** What people do meanwhile. */
async function keysChange(
  stage: Stage,
  next: GenerationKeys,
  plan: {
    readonly nextAt?: number;
    readonly promoteAt: number;
    readonly until: number;
    readonly now: () => number;
  },
): Promise<void> {
  const { nextAt, promoteAt, until, now } = plan;
  const waitFor = (at: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, at - now())));
  if (nextAt !== undefined) {
    await waitFor(nextAt);
    await addNextKeys(stage, next);
  }
  await waitFor(promoteAt);
  await promoteKeys(stage, next, instant(until));
}

async function probing(probe: ReturnType<typeof oldKeyProbe>, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    await probe.once();
    await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
  }
  // On a busy machine one round may last from before the keys' end to after the run's: each is tried once more for certain.
  await probe.once();
}
