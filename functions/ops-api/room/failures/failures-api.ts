import * as z from "zod/mini";
import { formatInstant } from "../../../../shared/calendar/calendar.ts";
import { failureStory } from "../../../../shared/failure/failure-story.ts";
import { listOpenFailures } from "../../../../shared/failure/list-open-failures.ts";
import type { FailureRow } from "../../../../shared/failure/walk-open-failures.ts";
import { type ApiAnswer, type ApiCall, type ApiRoute, ok, problem } from "../../api-route.ts";
import { actOnFailure, FAILURE_ACTS, type FailureActName } from "./act-on-failure.ts";
import { failureQueryOf } from "./failure-query.ts";

/** Failures for programs: what is open, one with its history, and what can be done about it (design 5.3). */
export const FAILURES_API: readonly ApiRoute[] = [
  { method: "GET", path: "/failures", act: "look", serve: listed },
  { method: "GET", path: "/failures/:failureId", act: "look", serve: shown },
  ...FAILURE_ACTS.map(
    (act): ApiRoute => ({
      method: "POST",
      path: `/failures/:failureId/${act}`,
      act: "work-on-failure",
      serve: (call) => acted(call, act),
    }),
  ),
];

const LIMIT = 100;

async function listed({ deps, query: asked }: ApiCall): Promise<ApiAnswer> {
  if ((asked.get("status") ?? "open") !== "open") {
    return problem(400, "Only open failures are listed; a closed one is found by its id or its payment");
  }
  const query = failureQueryOf(asked);
  if (asked.has("cause") && query.cause === undefined) return problem(400, "No such cause");
  const { failures, total, isCapped, next } = await listOpenFailures(deps.ledger, { ...query, limit: LIMIT });
  return ok({ failures: failures.map(written), total, isCapped, after: next ?? null });
}

async function shown({ deps, params }: ApiCall): Promise<ApiAnswer> {
  const story = await failureStory(deps.ledger, params.failureId ?? "");
  if (!story) return problem(404, "No such failure");
  const { failure, history } = story;
  const { status, closedAt, held } = failure;
  return ok({
    ...written(failure),
    status,
    closedAt: closedAt && formatInstant(closedAt, "milliseconds"),
    // Whose money it is stays out: the member's key says who somebody is to whoever has another list of them.
    held: held ? { ...held, memberKey: undefined } : null,
    history: history.map((note) => ({ ...note, at: formatInstant(note.at, "milliseconds") })),
  });
}

function written(row: FailureRow) {
  const { failureId, cause, subject, reason, openedAt, partnerId, amountRupiah, assignee, version } = row;
  const at = formatInstant(openedAt, "milliseconds");
  return { failureId, cause, subject, reason, openedAt: at, partnerId, amountRupiah, assignee, version };
}

const Asked = z.object({
  seenVersion: z.number(),
  reason: z._default(z.string(), ""),
  assignee: z._default(z.nullable(z.string()), null),
});

async function acted(call: ApiCall, act: FailureActName): Promise<ApiAnswer> {
  const asked = z.safeParse(Asked, call.body);
  if (!asked.success) return problem(400, "seenVersion is missing: the version that was looked at");
  const outcome = await actOnFailure(call, call.params.failureId ?? "", act, asked.data);
  switch (outcome.kind) {
    case "changed":
      return ok(written(outcome.now));
    case "unknown":
      return problem(404, "No such failure");
    case "stale":
      return problem(409, "It has changed since it was looked at", { now: written(outcome.now) });
    case "not-possible":
      return problem(422, "It cannot be done", { because: outcome.because });
  }
}
