import type { Ledger } from "../ledger/ledger.ts";
import type { Failure } from "./failure.ts";
import { openFailureItem } from "./failure-item.ts";

/** Opens a failure, or leaves the one that already stands for the same trouble as it is. */
export async function openFailure(ledger: Ledger, failure: Failure): Promise<"opened" | "known"> {
  const result = await ledger.write({ kind: "put", item: openFailureItem(failure), guard: "absent" });
  return result.kind === "committed" ? "opened" : "known";
}
