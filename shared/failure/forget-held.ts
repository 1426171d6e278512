import type { LedgerWrite } from "../ledger/write.ts";
import { failureLedgerKey } from "./failure-item.ts";

/** Takes out of a closed failure whose money it told of; what went wrong, and when, stays. */
export function forgetHeldWrite(failureId: string): LedgerWrite {
  return {
    kind: "update",
    key: failureLedgerKey(failureId),
    update: { expression: "REMOVE #held", names: { "#held": "held" } },
    guard: {
      expression: "#status = :closed",
      names: { "#status": "status" },
      values: { ":closed": "closed" },
    },
  };
}
