import type { WireItem } from "../rules/item-size.ts";
import type { WriteMode } from "../rules/request-units.ts";
import type { WireCall } from "./recording-wire.ts";

interface WireWrite {
  readonly Item?: WireItem;
  readonly Key?: WireItem;
}

/** The keys that a call wrote, and whether in a transaction. */
export function writesOf({
  target,
  request,
}: WireCall): readonly { readonly key: string; readonly mode: WriteMode }[] {
  const operation = target.split(".").at(-1);
  if (operation === "TransactWriteItems") {
    const parts = request.TransactItems as readonly Readonly<Record<string, WireWrite>>[];
    return parts.flatMap((part) =>
      Object.values(part).map((write) => ({ key: keyOf(write), mode: "transaction" as const })),
    );
  }
  if (operation !== "PutItem" && operation !== "UpdateItem" && operation !== "DeleteItem") return [];
  return [{ key: keyOf(request as WireWrite), mode: "alone" }];
}

function keyOf({ Item, Key }: WireWrite): string {
  const { PK, SK } = Item ?? Key ?? {};
  return JSON.stringify([PK?.S, SK?.S]);
}
