import { FUNCTION_TIMEOUT_SECONDS, type FunctionName, QUEUE_FED } from "../settings.ts";
import type { StageFinding } from "./stage-fault.ts";
import type { Stage } from "./stage-settings.ts";

/** Lambda keeps this much of an account's concurrency for functions without a reservation, and refuses a reservation that takes of it. */
const UNRESERVED_MIN = 100;

/** SQS takes no smaller and no larger maximum for an event source. */
const PER_QUEUE_MIN = 2;
const PER_QUEUE_MAX = 1_000;

type Reserving = Pick<Stage, "reservedConcurrency" | "account">;

/** Reservations that the account does not have, or that a function's queues would run into. */
export function concurrencyFindings({ reservedConcurrency, account }: Reserving): readonly StageFinding[] {
  const reserved = Object.values(reservedConcurrency).reduce<number>((sum, kept) => sum + (kept ?? 0), 0);
  const most = account.concurrency - UNRESERVED_MIN;
  const names = Object.keys(FUNCTION_TIMEOUT_SECONDS) as FunctionName[];
  const ofQueues = names.flatMap((name) => queueFinding(name, reservedConcurrency[name]));
  if (reserved === 0 || reserved <= most) return ofQueues;
  return [
    {
      setting: "reservedConcurrency",
      problem: `is ${reserved} in all; it should be at most ${Math.max(0, most)}: of the account's ${account.concurrency} Lambda keeps ${UNRESERVED_MIN} unreserved`,
    },
    ...ofQueues,
  ];
}

/**
 * How many calls each queue of a function may have going at once. Where the function has a reservation the queues share it: a call that SQS makes beyond it is refused, and the message that came with it has
 * used up a try without having been looked at.
 * @returns undefined for as many as Lambda likes
 */
export function callsPerQueue(
  name: FunctionName,
  { reservedConcurrency }: Pick<Stage, "reservedConcurrency">,
) {
  const fed = QUEUE_FED[name];
  const reserved = reservedConcurrency[name];
  if (!fed) return undefined;
  if (fed.concurrencyMax !== undefined || reserved === undefined) return fed.concurrencyMax;
  return Math.min(PER_QUEUE_MAX, Math.floor(reserved / fed.queues));
}

function queueFinding(name: FunctionName, reserved: number | undefined): readonly StageFinding[] {
  const fed = QUEUE_FED[name];
  if (!fed || reserved === undefined) return [];
  const least = fed.queues * (fed.concurrencyMax ?? PER_QUEUE_MIN);
  if (reserved >= least) return [];
  return [
    {
      setting: `reservedConcurrency.${name}`,
      problem: `is ${reserved}; it should be at least ${least}, what its ${fed.queues === 1 ? "queue starts" : `${fed.queues} queues start`} at once: a message that finds no room has used up a try`,
    },
  ];
}
