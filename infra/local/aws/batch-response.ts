import * as z from "zod/mini";

const Failures = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** What a function said of its batch under ReportBatchItemFailures. */
export type BatchVerdict =
  | { readonly kind: "all-done" }
  | { readonly kind: "all-failed" }
  | { readonly kind: "some-failed"; readonly ids: ReadonlySet<string> };

/**
 * Reads the answer of a batch function as Lambda does: nothing or an empty list means that all is done; an identifier that is empty or was
 * not in the batch means that the answer cannot be trusted and all failed.
 */
export function batchVerdict(answer: unknown, sent: readonly string[]): BatchVerdict {
  if (answer === null || answer === undefined) return { kind: "all-done" };
  if (typeof answer === "object" && !("batchItemFailures" in answer)) return { kind: "all-done" };
  const read = z.safeParse(Failures, answer);
  if (!read.success) return { kind: "all-failed" };
  const ids = new Set(read.data.batchItemFailures.map((failure) => failure.itemIdentifier));
  if (ids.size === 0) return { kind: "all-done" };
  return [...ids].every((id) => sent.includes(id)) ? { kind: "some-failed", ids } : { kind: "all-failed" };
}
