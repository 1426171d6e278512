import type { Context } from "aws-lambda";

/** One event for a function's process. Both ways go through JSON, as they do to and from Lambda. */
export interface ToHost {
  readonly event: unknown;
  readonly context: Omit<Context, "getRemainingTimeInMillis" | "done" | "fail" | "succeed">;
  /** Epoch milliseconds. */
  readonly deadline: number;
}

/** What the process says. */
export type FromHost =
  | { readonly kind: "ready" }
  | { readonly kind: "answered"; readonly result?: unknown }
  | { readonly kind: "failed"; readonly name: string; readonly message: string };
