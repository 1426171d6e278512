import { type GatewayRun, type Ground, NO_SANDBOX, NO_WORKER } from "./ground.ts";
import { readAnswerKeys } from "./h2h/genuine-answer.ts";
import type { Lane, LaneCase, People } from "./lane.ts";
import { lanesOf } from "./lanes-of.ts";
import type { SampleWorker } from "./partner-under-test.ts";
import { openWire } from "./raw-call.ts";
import type { CaseResult, RunResult } from "./result.ts";
import { emptyRecord, resultOf, runInto } from "./run-case.ts";
import { runMidnight } from "./run-midnight.ts";
import { findSwitches } from "./sandbox-switches.ts";
import { WorkerPool } from "./worker-pool.ts";

/** A gateway may limit how often one number is asked about on one day, so several take turns. */
const ASKED_WORKERS = 4;
const LOOPBACK = /^(127\.|localhost$|\[::1\]$)/;
/** Partners that are played at the same time; more than two cores' worth only makes each slower. */
const LANES_AT_ONCE = 3;

/**
 * Plays the partners of a file against a gateway and judges it from outside. Partners run beside each other, a partner's cases one after the other; what moves a switch of
 * the sandbox runs alone, and what moves its clock comes last.
 */
export async function runGateway(run: GatewayRun): Promise<RunResult> {
  const startedAt = new Date();
  const wire = openWire(run.baseUrl, run.timeoutMs);
  try {
    const lanes = lanesOf(run, wire, await readAnswerKeys(wire));
    const results = new Map<object, CaseResult>();
    const pool = new WorkerPool(run.credentials.members);
    const mayMove = run.movesRemoteSwitches || LOOPBACK.test(new URL(run.baseUrl).hostname);
    const switches = mayMove ? await findSwitches(wire) : undefined;
    const ground: Ground = {
      ...{ wire, pool, switches, people: peopleOf(run.credentials.members, pool) },
      done(lane, one, record) {
        const result = resultOf(one.facts, lane, record);
        results.set(one, result);
        run.onCase?.(result);
      },
    };
    await runCases(lanes, ground);
    await runMidnight(lanes, ground, run.keepsClock ?? false);
    const inOrder = lanes.flatMap(({ cases, midnight }) => [...cases, ...midnight]);
    return {
      mode: "gateway",
      target: wire.baseUrl,
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      cases: inOrder.flatMap((one) => results.get(one) ?? []),
    };
  } finally {
    wire.close();
  }
}

function peopleOf(members: readonly SampleWorker[], pool: WorkerPool): People {
  const known = new Set(members.map(({ nik }) => nik));
  let serial = 9000 + Math.floor(Math.random() * 900);
  while (known.has(`517199010190${serial}`)) serial += 1;
  return {
    asked: Array.from({ length: ASKED_WORKERS }, () => pool.reserve()).filter((one) => one !== undefined),
    deceased: members.find(({ state }) => state === "deceased"),
    nobody: `517199010190${serial}`,
  };
}

async function runCases(lanes: readonly Lane[], ground: Ground): Promise<void> {
  const waiting = [...lanes];
  const runner = async () => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) {
      for (const one of lane.cases) if (!one.facts.switches) await runOne(lane, one, ground);
    }
  };
  await Promise.all(Array.from({ length: LANES_AT_ONCE }, runner));
  for (const lane of lanes) {
    for (const one of lane.cases) if (one.facts.switches) await runOne(lane, one, ground);
  }
}

async function runOne(lane: Lane, one: LaneCase, ground: Ground): Promise<void> {
  const { workers = 0, months = 1, switches: needsSwitches = false } = one.facts;
  const record = emptyRecord();
  if (needsSwitches && !ground.switches) record.skippedBecause = NO_SANDBOX;
  else await runInto(record, () => runLent());
  ground.done(lane, one, record);

  async function runLent(): Promise<void> {
    const lent = await ground.pool.lend(workers, months, lane.probe);
    const given = { ...ground, record, lent };
    let isTidy = false;
    try {
      if (lent.length < workers) record.skippedBecause = NO_WORKER;
      else await one.run(given);
    } finally {
      isTidy = (await one.tidy?.(given).catch(() => false)) ?? false;
      ground.pool.takeBack(lent, isTidy || lent.length < workers ? 0 : months);
    }
  }
}
