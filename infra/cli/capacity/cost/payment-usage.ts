import { FUNCTION_MEMORY_MB, type FunctionName, QUEUES } from "../../../settings.ts";
import type { KeptStep, MeasuredLife, Measurements } from "../measure/measurements.ts";
import { ASSUMED } from "./assumptions.ts";

/** How often each step of the request path happens for one payment; every other step happens once. */
const OFTEN: Readonly<Record<string, number>> = {
  token: ASSUMED.tokensPerPayment,
  inquiry: ASSUMED.inquiriesPerPayment,
  status: ASSUMED.statusesPerPayment,
};

/** A step and how much of it one payment needs. */
export interface PaymentStep {
  readonly step: KeptStep;
  readonly times: number;
}

/** Whether what can be done together is: at a few payments a minute each is alone, at a few hundred a second batches are full. */
export type Traffic = "quiet" | "busy";

/** Steps behind the answer, where batches are. */
const BATCHED = new Set([
  "relay of inquiry and payment",
  "relay of the activation",
  "reporting",
  "attempts",
  "relay of counters and attempts",
]);

export function lifeNamed({ lives }: Measurements, name: string): MeasuredLife {
  const life = lives.find((each) => each.name === name);
  if (!life) throw new RangeError(`no life ${name} was measured`);
  return life;
}

/** The steps of one payment of a kind. Busy: what is batched costs what a payment's share of full batches was measured to be. */
export function stepsOfPayment(
  measured: Measurements,
  name: string,
  traffic: Traffic,
): readonly PaymentStep[] {
  const alone = lifeNamed(measured, name).steps;
  const together = lifeNamed(measured, "snap-busy");
  return alone.map((step) => {
    const times = OFTEN[step.step] ?? 1;
    if (traffic === "quiet" || !BATCHED.has(step.step)) return { step, times };
    const shared = together.steps.find((each) => each.step === step.step);
    if (!shared) throw new RangeError(`${step.step} was not measured together`);
    return { step: shared, times: 1 / together.payments };
  });
}

/**
 * Invocations that a step costs one payment. Activation does each message by itself, so a full batch saves invocations and no units. A relay is called for each commit where traffic is quiet; inquiry and payment are two of
 * them.
 */
export function invocationsOf({ step, times }: PaymentStep, traffic: Traffic): number {
  if (step.step === "activation" && traffic === "busy") return times / QUEUES.activation.batchSize;
  if (step.step === "relay of inquiry and payment" && traffic === "quiet") return times * 2;
  return step.invocations * times;
}

/** Milliseconds that one invocation of a step is billed: its CPU here, stretched to the share of a CPU that its memory buys, and the waits for the calls it makes. A model, not a measurement. */
export function billedMs(measured: Measurements, { step }: PaymentStep): number {
  const cpuMs = measured.durations.steps.find((each) => each.step === step.step)?.cpuMs ?? 0;
  const stretched = cpuMs / Math.min(1, memoryMb(step.function) / ASSUMED.memoryOfOneCpuMb);
  return Math.ceil(stretched + waitsMs(lifeNamed(measured, "snap-1-month"), step.step));
}

export const memoryMb = (name: FunctionName): number => FUNCTION_MEMORY_MB[name];

/** The waits of a step that serves one payment, one call after the other. */
function waitsMs({ steps }: MeasuredLife, name: string): number {
  const found = steps.find(({ step }) => step === name);
  if (!found) return 0;
  const { read, write, transaction, putEvents } = ASSUMED.roundTripMs;
  const waits = Object.entries(found.calls).map(([operation, count]) => {
    if (operation === "TransactWriteItems") return count * transaction;
    return count * (/Get|Query/.test(operation) ? read : write);
  });
  return waits.reduce((sum, each) => sum + each, found.putEvents.requests * putEvents);
}
