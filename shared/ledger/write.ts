import type { LedgerKey } from "./key.ts";

/** An item as stored: its keys, the version of its shape, and plain attributes. */
export type LedgerItem = LedgerKey & { readonly schemaVersion: number } & Readonly<Record<string, unknown>>;

/** A DynamoDB expression with its placeholders. */
export interface Expression {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What has to hold for a write to happen. Every write states one: an unguarded write could overwrite money. */
export type Guard = "absent" | Expression;

/** One write of a transaction. */
export type LedgerWrite =
  | { readonly kind: "put"; readonly item: LedgerItem; readonly guard: Guard }
  | {
      readonly kind: "update";
      readonly key: LedgerKey;
      readonly update: Expression;
      readonly guard: Expression;
    }
  /** Never money: only what is derived from it, and only by its own owner. */
  | { readonly kind: "delete"; readonly key: LedgerKey; readonly guard: Expression };

/** A guard that did not hold, with the item as it stands when there is one. `index` is the write's place in the transaction. */
export interface FailedGuard {
  readonly index: number;
  readonly item: LedgerItem | undefined;
}

export type WriteResult =
  | { readonly kind: "committed" }
  | { readonly kind: "guarded"; readonly failed: readonly FailedGuard[] };
