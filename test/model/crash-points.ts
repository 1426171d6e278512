import { CRASHES, pointOf } from "./faulty-wire.ts";

/** Every call that leaves a process, by the request that makes it. A call that is not here is one that nobody thought of. */
export const CALLS = [
  "inquire: Query PARTNERS",
  "inquire: Query MEMBER",
  "inquire: TransactWriteItems QUOTE",
  "inquire: GetItem QUOTE",
  "inquire: TransactWriteItems LIMIT",
  "pay: Query PARTNERS",
  "pay: BatchGetItem PAYMENT",
  "pay: TransactWriteItems PAYMENT",
  "pay: Query MEMBER",
  "pay: PutItem FAILURE",
  "pay: GetItem PAYMENT",
  "pay: BatchGetItem FAILURE",
  "pay: UpdateItem FAILURE",
  "status: Query PARTNERS",
  "status: GetItem PAYMENT",
  "reverse: Query PARTNERS",
  "reverse: GetItem PAYMENT",
  "reverse: GetItem MEMBER",
  "reverse: PutItem PAYMENT",
  "reverse: TransactWriteItems PAYMENT",
  "propose: Query CORRECTIONS",
  "propose: BatchGetItem CORRECTION",
  "propose: GetItem PAYMENT",
  "propose: GetItem PARTNERS",
  "propose: GetItem MEMBER",
  "propose: Query MEMBER",
  "propose: GetItem AUDIT",
  "propose: TransactWriteItems AUDIT",
  "decide: GetItem CORRECTION",
  "decide: GetItem PAYMENT",
  "decide: GetItem PARTNERS",
  "decide: GetItem MEMBER",
  "decide: Query MEMBER",
  "decide: BatchGetItem FAILURE",
  "decide: GetItem AUDIT",
  "decide: TransactWriteItems AUDIT",
  "describe: GetItem MEMBER",
  "describe: PutItem MEMBER",
  "activate: GetItem PAYMENT",
  "activate: core.activate",
  "activate: TransactWriteItems PAYMENT",
  "activate: PutItem FAILURE",
  "activate: BatchGetItem FAILURE",
  "activate: UpdateItem FAILURE",
  "revoke: GetItem PAYMENT",
  "revoke: core.revoke",
  "revoke: TransactWriteItems PAYMENT",
  "revoke: UpdateItem PAYMENT",
  "revoke: BatchGetItem FAILURE",
  "revoke: UpdateItem FAILURE",
  "replay: BatchGetItem FAILURE",
  "replay: Query OPEN",
  "replay: GetItem AUDIT",
  "replay: TransactWriteItems AUDIT",
  "slice: GetItem REPLAY",
  "slice: Query OPEN",
  "slice: TransactWriteItems REPLAY",
  "slice: BatchGetItem REPLAY",
  "slice: GetItem FAILURE",
  "slice: GetItem PAYMENT",
  "slice: core.activate",
  "slice: TransactWriteItems PAYMENT",
  "slice: BatchGetItem FAILURE",
  "slice: UpdateItem FAILURE",
  "slice: UpdateItem REPLAY",
  "slice: core.revoke",
] as const;

/**
 * Calls that only a coincidence brings about, too rare to demand a crash at each: a reversal between an activation's order and its write
 * (test/payment/reverse-payment.test.ts brings it about on purpose), a core that is silent about a revocation, a question about money that was moved before its cover began, and a
 * failure that is opened while two people book its money (test/correction/two-persons.test.ts).
 */
export const RARE_CALLS = [
  "status: BatchGetItem PAYMENT",
  "activate: core.revoke",
  "revoke: PutItem FAILURE",
  "decide: UpdateItem FAILURE",
  "slice: PutItem FAILURE",
  "slice: UpdateItem PAYMENT",
] as const;

export const CRASH_POINTS: readonly string[] = CALLS.flatMap((call) =>
  CRASHES.map((crash) => pointOf(call, crash)),
);

/** The twelve crashes that were seen least often: with fewer, a thousand histories do not bring each to twenty. */
export function rarestCrashes(met: ReadonlyMap<string, number>): readonly string[] {
  const count = (point: string) => met.get(point) ?? 0;
  return CRASH_POINTS.toSorted((a, b) => count(a) - count(b)).slice(0, 12);
}

/** Crashes that were not seen yet, at most as many, spread over all calls: the rarest alone would stand at the first calls of the list until each had its crash, and a short run ends before the last. */
export function unseenCrashes(met: ReadonlyMap<string, number>, most: number): readonly string[] {
  const unseen = CRASH_POINTS.filter((point) => !met.get(point));
  const step = Math.max(1, unseen.length / most);
  return unseen.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step));
}
