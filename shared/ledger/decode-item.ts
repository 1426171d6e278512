import * as z from "zod/mini";
import { LedgerFault } from "./fault.ts";
import type { LedgerItem } from "./write.ts";

/**
 * Reads an item by its idea's schema.
 * @throws LedgerFault LEDGER_ITEM_UNREADABLE naming the kind and the fields, never a key or a value: both may identify a person.
 */
export function decodeItem<S extends z.core.$ZodType>(
  kind: string,
  schema: S,
  item: LedgerItem,
): z.output<S> {
  const result = z.safeParse(schema, item);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => issue.path.join(".") || "(item)").join(", ");
  throw new LedgerFault(
    "LEDGER_ITEM_UNREADABLE",
    `${kind} item of version ${item.schemaVersion} does not parse: ${fields}`,
  );
}
