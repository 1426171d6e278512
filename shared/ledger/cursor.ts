import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { LedgerFault } from "./fault.ts";
import type { LedgerCursor } from "./ledger.ts";

/** The key attributes of an item and of an index: all are text. */
const Position = z.record(z.string().check(z.maxLength(40)), z.string());

/** Where a page ended as an opaque text; undefined at the end. */
export function cursorOf(lastKey: Record<string, AttributeValue> | undefined): LedgerCursor | undefined {
  if (!lastKey) return undefined;
  return Buffer.from(JSON.stringify(unmarshall(lastKey))).toString("base64url") as LedgerCursor;
}

/** Where to go on. @throws LedgerFault LEDGER_CURSOR_UNREADABLE for a text that `cursorOf` did not make: it may have come through a browser */
export function startOfPage(cursor: LedgerCursor | undefined): Record<string, AttributeValue> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return marshall(z.parse(Position, JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"))));
  } catch (cause) {
    throw new LedgerFault("LEDGER_CURSOR_UNREADABLE", "no such page", { cause });
  }
}
