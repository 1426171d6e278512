import type { Nik } from "../../member/member.ts";
import { malformed, type SnapFailure } from "./failure.ts";

/**
 * Refuses a request whose own ids contain the worker's number. Ids become keys, events and log lines, where no NIK may stand (design invariant 8); said
 * at the inquiry, before any money moves, it costs the bank's engineer a line and nobody else anything.
 */
export function idHoldingNumber(ids: Readonly<Record<string, string>>, nik: Nik): SnapFailure | undefined {
  const field = Object.keys(ids).find((name) => ids[name]?.includes(nik));
  return field === undefined ? undefined : malformed(field);
}
