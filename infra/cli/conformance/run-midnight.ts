import { MOMENTS, type Moment } from "./case.ts";
import { type Ground, NO_SANDBOX, NO_WORKER } from "./ground.ts";
import type { Lane, LaneMidnightCase } from "./lane.ts";
import type { SampleWorker } from "./partner-under-test.ts";
import { type CaseRecord, emptyRecord, runInto } from "./run-case.ts";
import type { SandboxSwitches } from "./sandbox-switches.ts";

/** A case that has begun, with what it does at which moment. */
interface Begun {
  readonly lane: Lane;
  readonly one: LaneMidnightCase;
  readonly record: CaseRecord;
  readonly steps: Readonly<Partial<Record<Moment, () => Promise<void>>>>;
}

/** Months that cases which share a worker may book for him together. */
const SHARED_MONTHS = 6;

/** All cases around midnight live through the same one: the clock runs forward for everybody and for good, so it is moved as seldom as it can be. */
export async function runMidnight(
  lanes: readonly Lane[],
  ground: Ground,
  keepsClock: boolean,
): Promise<void> {
  const { switches } = ground;
  const because = keepsClock ? "the business clock is to be left alone" : switches ? undefined : NO_SANDBOX;
  const lend = lenderOf(ground);
  const begun: Begun[] = [];
  for (const lane of lanes) {
    for (const one of lane.midnight) begun.push(await begin(lane, one, ground, { because, lend }));
  }
  const needsClock = begun.some(({ record }) => record.skippedBecause === undefined);
  for (const moment of needsClock ? MOMENTS : []) {
    if (switches) await moveTo(moment, switches);
    for (const { record, steps } of begun) {
      const step = steps[moment];
      // A case whose beginning went wrong has nothing to go on with.
      if (step && !hasEnded(record)) await runInto(record, step);
    }
  }
  for (const { lane, one, record } of begun) ground.done(lane, one, record);
}

type Lender = (lane: Lane, one: LaneMidnightCase) => Promise<readonly SampleWorker[]>;

/** Lends a worker of its own to a case that needs one, and the same worker to several that share. */
function lenderOf({ pool }: Ground): Lender {
  let shared: { readonly workers: readonly SampleWorker[]; monthsLeft: number } | undefined;
  return async (lane, { facts: { workers = 0, months = 1 }, sharesWorker }) => {
    if (workers === 0) return [];
    if (!sharesWorker) return pool.lend(workers, months, lane.probe);
    if (!shared || shared.monthsLeft < months) {
      shared = { workers: await pool.lend(1, SHARED_MONTHS, lane.probe), monthsLeft: SHARED_MONTHS };
    }
    shared.monthsLeft -= months;
    return shared.workers;
  };
}

async function begin(
  lane: Lane,
  one: LaneMidnightCase,
  ground: Ground,
  { because, lend }: { readonly because: string | undefined; readonly lend: Lender },
): Promise<Begun> {
  const record = emptyRecord();
  record.skippedBecause = because;
  const lent = because === undefined ? await lend(lane, one) : [];
  if (lent.length < (one.facts.workers ?? 0)) record.skippedBecause ??= NO_WORKER;
  const steps = record.skippedBecause === undefined ? one.begin({ ...ground, record, lent }) : {};
  return { lane, one, record, steps };
}

const hasEnded = ({ check, skippedBecause }: CaseRecord) =>
  skippedBecause !== undefined || check.checks.some(({ passed }) => !passed);

const DAY_MS = 24 * 60 * 60 * 1000;
const JAKARTA_MS = 7 * 60 * 60 * 1000;
/** The evening begins so long before midnight: room for what all cases do in it. */
const EVENING_MS = 5 * 60_000;
const SOON_MS = 30_000;
/** Later than a reversal of the day before may arrive (design section 6). */
const MORNING_MS = 2 * 60 * 60_000;

/** Moves the clock to a moment around the next midnight in Jakarta; the moments after it count from the midnight that has just been. */
async function moveTo(moment: Moment, switches: SandboxSwitches): Promise<void> {
  const sinceMidnight = ((await switches.businessNow()) + JAKARTA_MS) % DAY_MS;
  const begunAt = (await switches.businessNow()) - sinceMidnight;
  const evening = begunAt + DAY_MS - EVENING_MS;
  const moments: Readonly<Record<Moment, number>> = {
    // When this evening has already begun, tomorrow's is taken.
    evening: sinceMidnight > DAY_MS - EVENING_MS ? evening + DAY_MS : evening,
    "after-midnight": begunAt + DAY_MS + SOON_MS,
    morning: begunAt + MORNING_MS,
    "day-after": begunAt + DAY_MS + SOON_MS,
  };
  await switches.moveClock(moments[moment]);
}
