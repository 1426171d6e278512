import {
  type CancellationReason,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { retryContended } from "../../shared/ledger/contention.ts";
import type { LedgerWrite } from "../../shared/ledger/write.ts";

/**
 * The embedded engine serialises writers and never refuses for contention, so the store's bad moments are handed in as the very exceptions that the SDK
 * throws for them.
 */
const put = (PK: string): LedgerWrite => ({
  kind: "put",
  item: { PK, SK: "X", schemaVersion: 1 },
  guard: "absent",
});
const update: LedgerWrite = {
  kind: "update",
  key: { PK: "C", SK: "X" },
  update: { expression: "SET a = :a", values: { ":a": 1 } },
  guard: { expression: "attribute_exists(PK)" },
};
const writes = [put("A"), put("B"), update];

const none = { Code: "None" };
const conflict = { Code: "TransactionConflict" };
const throttled = { Code: "ThrottlingError" };
const failed = { Code: "ConditionalCheckFailed" };
const failedOn = (PK: string) => ({ ...failed, Item: marshall({ PK, SK: "X", schemaVersion: 1 }) });

const cancelled = (...CancellationReasons: CancellationReason[]) =>
  new TransactionCanceledException({ message: "", $metadata: {}, CancellationReasons });

/** Sends by failing with each fault in turn, then succeeding. */
function store(...faults: Error[]) {
  let sent = 0;
  return {
    send: async () => {
      const fault = faults[sent++];
      if (fault) throw fault;
    },
    sent: () => sent,
  };
}

describe("a refused write", () => {
  it("is sent again on conflict and throttling, and can then commit", async () => {
    const { send, sent } = store(cancelled(none, conflict, none), cancelled(throttled, none, none));
    expect(await retryContended(writes, send)).toEqual({ kind: "committed" });
    expect(sent()).toBe(3);
  });

  it("is a fault after three refusals, never a refusal of money", async () => {
    const { send, sent } = store(...Array.from({ length: 4 }, () => cancelled(conflict, none, none)));
    await expect(retryContended(writes, send)).rejects.toMatchObject({ code: "LEDGER_CONTENDED" });
    expect(sent()).toBe(3);
  });

  it("reports the guards that failed with the items they met", async () => {
    const { send } = store(cancelled(failedOn("A"), none, failed));
    expect(await retryContended(writes, send)).toMatchObject({
      kind: "guarded",
      failed: [
        { index: 0, item: { PK: "A" } },
        { index: 2, item: undefined },
      ],
    });
  });

  it("is sent again when a put-if-absent failed without the item it met", async () => {
    const { send, sent } = store(cancelled(failed, none, none), cancelled(failedOn("A"), none, none));
    expect(await retryContended(writes, send)).toMatchObject({ kind: "guarded", failed: [{ index: 0 }] });
    expect(sent()).toBe(2);
  });

  it("is sent again when a failed guard stands beside a conflict: the conflict may be our own earlier try", async () => {
    const { send, sent } = store(cancelled(none, conflict, failed));
    expect(await retryContended(writes, send)).toEqual({ kind: "committed" });
    expect(sent()).toBe(2);
  });

  it("is sent again when the list of reasons does not match the writes", async () => {
    const { send, sent } = store(cancelled(failedOn("A")), cancelled());
    expect(await retryContended(writes, send)).toEqual({ kind: "committed" });
    expect(sent()).toBe(3);
  });

  it("alone is sent again when it met somebody's transaction", async () => {
    const { send, sent } = store(new TransactionConflictException({ message: "", $metadata: {} }));
    expect(await retryContended([put("A")], send)).toEqual({ kind: "committed" });
    expect(sent()).toBe(2);
  });

  it("for any other reason is thrown as it is", async () => {
    const { send, sent } = store(new Error("connection reset"));
    await expect(retryContended(writes, send)).rejects.toThrow("connection reset");
    expect(sent()).toBe(1);
  });
});
