import { closedLoad } from "./load.ts";
import type { Tills } from "./tills.ts";
import type { WorkerPool } from "./worker-pool.ts";

/** What so many tills at once got through. */
export interface KneeStep {
  readonly lanes: number;
  readonly perSecond: number;
}

const LANES = [1, 2, 4, 8, 16, 32, 64];
const STEP_MS = 4_000;
/** Twice the tills for less than this much more is no more. */
const GAIN_MIN = 1.05;

/**
 * Finds how many payments a second this machine takes with tills and gateway on it: twice as many tills at once, until that brings nothing. The first step is done twice, and
 * its first run thrown away: processes are cold then.
 */
export async function findKnee(
  tills: Tills,
  pool: WorkerPool,
  tell: (step: KneeStep) => void,
): Promise<KneeStep> {
  let turn = 0;
  const once = async () => {
    const paid = await pool.lend((nik) => tills.pay(turn++ % 2 === 0 ? "shop" : "bank", "old", nik));
    if (paid.kind !== "paid") throw new Error(`a payment was not taken: ${paid.kind} ${paid.code}`);
  };
  await closedLoad({ lanes: 2, durationMs: STEP_MS }, once);
  let best: KneeStep = { lanes: 0, perSecond: 0 };
  for (const lanes of LANES) {
    const step = { lanes, perSecond: await closedLoad({ lanes, durationMs: STEP_MS }, once) };
    tell(step);
    if (step.perSecond < best.perSecond * GAIN_MIN) return step.perSecond > best.perSecond ? step : best;
    best = step;
  }
  return best;
}
