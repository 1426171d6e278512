import { FailureCause } from "../../../../shared/failure/failure.ts";

/** What the list is narrowed to, as the address says it. */
export interface FailureQuery {
  readonly cause: FailureCause | undefined;
  readonly partnerId: string | undefined;
  readonly cursor: string | undefined;
}

/** Reads it; what is none of ours narrows nothing. */
export function failureQueryOf(query: URLSearchParams): FailureQuery {
  const cause = FailureCause.options.find((each) => each === query.get("cause"));
  return { cause, partnerId: query.get("partner") || undefined, cursor: query.get("after") || undefined };
}

/** Writes it, for the address of the same list, of its next page, or of a replay of all of it. */
export function failureQueryText(query: Partial<FailureQuery>): string {
  const { cause, partnerId, cursor } = query;
  const named = [
    ["cause", cause],
    ["partner", partnerId],
    ["after", cursor],
  ] as const;
  const text = new URLSearchParams();
  for (const [name, value] of named) if (value) text.set(name, value);
  return text.size === 0 ? "" : `?${text}`;
}
