import { availableParallelism, cpus } from "node:os";
import type { FunctionName } from "../../../settings.ts";
import { openCast } from "./cast.ts";
import { openMeasuringGround } from "./ground.ts";
import { liveThrough } from "./life.ts";
import { MEASURED_AT } from "./measured-life.ts";
import type { Recorder } from "./recorder.ts";

/** How long a step's function worked here, per invocation; medians. Unlike everything else that is measured, this is this machine's. */
export interface StepDuration {
  readonly step: string;
  readonly function: FunctionName;
  readonly cpuMs: number;
  readonly wallMs: number;
}

export interface Durations {
  readonly machine: string;
  readonly node: string;
  readonly rounds: number;
  readonly steps: readonly StepDuration[];
}

const WARM_UP = 10;
const ROUNDS = 60;
const MICROSECONDS_A_MS = 1000;

/** Lives payments one after the other, warm, without a wire in between, and takes the time of each step. */
export async function measureDurations(): Promise<Durations> {
  const ground = await openMeasuringGround(MEASURED_AT, false);
  try {
    const cast = await openCast(ground);
    const samples: StepDuration[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const nik = await cast.worker(["JKK", "JKM"]);
      const of = { voice: cast.snap(), nik, months: 1, reference: cast.reference() };
      await ground.changes.readAll();
      const found = stopwatch(ground);
      await liveThrough(ground, [of], found.record);
      if (round >= 0) samples.push(...found.steps);
    }
    const [cpu] = cpus();
    return {
      machine: `${availableParallelism()} cores, ${cpu?.model ?? "unknown"}`,
      node: process.version,
      rounds: ROUNDS,
      steps: [...Map.groupBy(samples, ({ step }) => step).values()].map(medians),
    };
  } finally {
    await ground.stop();
  }
}

/** A recorder that looks at the clock alone. */
function stopwatch({ changes, lines }: Awaited<ReturnType<typeof openMeasuringGround>>) {
  const steps: StepDuration[] = [];
  const requests: string[] = [];
  let unrelayed: Awaited<ReturnType<typeof changes.readAll>> = [];
  const record: Recorder = {
    steps: [],
    async step(step, functionName, work) {
      const [begun, cpuBegun] = [performance.now(), process.cpuUsage()];
      const { invocations } = await work();
      const { user, system } = process.cpuUsage(cpuBegun);
      const [wall, cpu] = [performance.now() - begun, (user + system) / MICROSECONDS_A_MS];
      const times = { cpuMs: cpu / invocations, wallMs: wall / invocations };
      if (invocations > 0) steps.push({ step, function: functionName, ...times });
      requests.push(
        ...lines
          .take()
          .filter(({ service }) => service === "partner-api")
          .map(({ text }) => text),
      );
      unrelayed = [...unrelayed, ...(await changes.readAll())];
    },
    unrelayed() {
      const taken = [...unrelayed];
      unrelayed = [];
      return taken;
    },
    requestLines: () => requests.splice(0),
  };
  return { steps, record };
}

function medians(samples: readonly StepDuration[]): StepDuration {
  const [first] = samples;
  if (!first) throw new RangeError("no samples");
  const middle = (of: (sample: StepDuration) => number) => {
    const sorted = samples.map(of).sort((one, other) => one - other);
    return Math.round((sorted[sorted.length >> 1] ?? 0) * 10) / 10;
  };
  return { ...first, cpuMs: middle(({ cpuMs }) => cpuMs), wallMs: middle(({ wallMs }) => wallMs) };
}
