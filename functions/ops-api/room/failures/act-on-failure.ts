import {
  assignFailure,
  dismissFailure,
  type FailureActOutcome,
  noteOnFailure,
} from "../../../../shared/failure/act-on-failure.ts";
import type { ApiCall } from "../../api-route.ts";

/** What can be done about a failure, as pages and the API name it in their addresses. */
export const FAILURE_ACTS = ["assign", "note", "dismiss"] as const;
export type FailureActName = (typeof FAILURE_ACTS)[number];

export interface FailureActAsked {
  readonly seenVersion: number;
  readonly reason: string;
  /** Only for `assign`; null gives it back to everybody. */
  readonly assignee: string | null;
}

/** Does what a person asks for, whichever way he asked. @throws LedgerFault */
export function actOnFailure(
  { deps, actor }: Pick<ApiCall, "deps" | "actor">,
  failureId: string,
  act: FailureActName,
  asked: FailureActAsked,
): Promise<FailureActOutcome> {
  switch (act) {
    case "assign":
      return assignFailure(deps, actor, failureId, asked);
    case "note":
      return noteOnFailure(deps, actor, failureId, asked);
    case "dismiss":
      return dismissFailure(deps, actor, failureId, asked);
  }
}
