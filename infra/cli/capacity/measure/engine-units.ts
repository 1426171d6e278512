import type { WireCall } from "./recording-wire.ts";

interface Consumed {
  readonly CapacityUnits?: number;
  readonly Table?: { readonly CapacityUnits?: number };
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
}

const WRITES = /(PutItem|UpdateItem|DeleteItem|TransactWriteItems)$/;

/** Capacity that the engine says the calls consumed, indexes included. */
export function engineUnits(calls: readonly WireCall[]): { readonly read: number; readonly write: number } {
  const total = { read: 0, write: 0 };
  for (const { target, answer } of calls) {
    const consumed = [answer.ConsumedCapacity ?? []].flat() as readonly Consumed[];
    const units = consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    total[WRITES.test(target) ? "write" : "read"] += units;
  }
  return total;
}
