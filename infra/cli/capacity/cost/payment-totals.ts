import type { KeptStep, Measurements } from "../measure/measurements.ts";
import { ASSUMED } from "./assumptions.ts";
import {
  billedMs,
  invocationsOf,
  memoryMb,
  type PaymentStep,
  stepsOfPayment,
  type Traffic,
} from "./payment-usage.ts";

const MB_A_GB = 1024;

/** What one payment uses of everything that AWS charges by use. */
export interface PaymentTotals {
  readonly tableWrites: number;
  readonly indexWrites: number;
  readonly reads: number;
  readonly invocations: number;
  readonly gbSeconds: number;
  readonly apiRequests: number;
  readonly events: number;
  readonly eventBytes: number;
  readonly queueRequests: number;
  readonly functionLogBytes: number;
  readonly accessLogBytes: number;
  readonly answerBytes: number;
}

/** Table write units of a step: its items, and conditional writes that failed. */
export const tableUnits = ({ items, refusedUnits }: KeptStep): number =>
  items.reduce((sum, { units, count }) => sum + units * count, refusedUnits);

/** Index write units of a step. */
export const indexUnits = ({ items }: KeptStep): number =>
  items.reduce((sum, { indexes, count }) => {
    return sum + count * Object.values(indexes).reduce((total, { units }) => total + units, 0);
  }, 0);

export const readUnitsOf = ({ reads }: KeptStep): number =>
  reads.reduce((sum, { units, count }) => sum + units * count, 0);

/** Adds up the steps of a payment. Its settlement is a line in a large file. */
export function paymentTotals(measured: Measurements, name: string, traffic: Traffic): PaymentTotals {
  const steps = stepsOfPayment(measured, name, traffic);
  const line = settlementLine(measured);
  const total = (of: (part: PaymentStep) => number) => steps.reduce((sum, part) => sum + of(part), 0);
  const scaled = (of: (step: KeptStep) => number) => total(({ step, times }) => of(step) * times);
  const invocations = total((part) => invocationsOf(part, traffic));
  const apiRequests = total(({ step, times }) => (step.function === "partner-api" ? times : 0));
  const events = scaled(({ putEvents }) => putEvents.entries);
  return {
    tableWrites: scaled(tableUnits) + line.tableWrites,
    indexWrites: scaled(indexUnits),
    reads: scaled(readUnitsOf) + line.reads,
    invocations,
    gbSeconds: total((part) => {
      const seconds = (invocationsOf(part, traffic) * billedMs(measured, part)) / 1000;
      return (seconds * memoryMb(part.step.function)) / MB_A_GB;
    }),
    apiRequests,
    events,
    eventBytes: scaled(({ putEvents }) => putEvents.bytes),
    queueRequests: queueRequests(steps, traffic),
    functionLogBytes: scaled(({ printed }) => printed.bytes) + invocations * ASSUMED.platformLogBytes,
    accessLogBytes: apiRequests * ASSUMED.accessLogBytes,
    answerBytes: scaled(({ answerBytes }) => answerBytes) + apiRequests * ASSUMED.answerOverheadBytes,
  };
}

/** An accepted payment lies in two queues, its activation in one more. The bus sends each message; Lambda receives and deletes them batch by batch. */
function queueRequests(steps: readonly PaymentStep[], traffic: Traffic): number {
  const messages = 3;
  const batches = steps
    .filter(({ step }) => step.step === "activation" || step.step === "reporting")
    .map((part) =>
      traffic === "quiet" && part.step.step === "reporting" ? 2 : invocationsOf(part, traffic),
    );
  return messages + 2 * batches.reduce((sum, each) => sum + each, 0);
}

/** What one more line of a settlement file costs: the difference between a large and a small file. */
export function settlementLine({ settlement }: Measurements) {
  const [small, large] = settlement;
  if (!small || !large) throw new RangeError("two files have to be measured");
  const lines = large.lines - small.lines;
  const slope = (of: (step: KeptStep) => number) => (of(large.usage) - of(small.usage)) / lines;
  return { tableWrites: slope(tableUnits), reads: slope(readUnitsOf) };
}
