import * as z from "zod/mini";
import { formatInstant, instant, parseInstant } from "../../../../shared/calendar/calendar.ts";
import { FailureCause } from "../../../../shared/failure/failure.ts";
import { previewReplay } from "../../../../shared/replay/preview-replay.ts";
import { listReplays, readReplay } from "../../../../shared/replay/read-replay.ts";
import type { Replay, ReplaySelection } from "../../../../shared/replay/replay.ts";
import { requestReplay } from "../../../../shared/replay/request-replay.ts";
import { type ApiAnswer, type ApiCall, type ApiRoute, ok, problem } from "../../api-route.ts";
import { canName } from "../../name-length.ts";
import { unsuccessfulAttempts } from "./unsuccessful-attempts.ts";

/** Replays for programs: `{ids | filter, reason, preview}` (design 5.3). */
export const REPLAYS_API: readonly ApiRoute[] = [
  { method: "GET", path: "/replays", act: "look", serve: listed },
  { method: "POST", path: "/replays", act: "replay", serve: asked },
  { method: "GET", path: "/replays/:replayId", act: "look", serve: shown },
];

const LIMIT = 50;
const ATTEMPTS = 200;

const Filter = z.strictObject({
  cause: z.optional(FailureCause),
  partnerId: z.optional(z.string()),
  openedBefore: z.optional(z.string()),
});
const Asked = z.object({
  ids: z.optional(z.array(z.string().check(z.refine(canName)))),
  filter: z.optional(Filter),
  reason: z._default(z.string(), ""),
  preview: z._default(z.boolean(), false),
});

async function asked({ deps, actor, body }: ApiCall): Promise<ApiAnswer> {
  const read = z.safeParse(Asked, body);
  const selection = read.success ? selectionIn(read.data, deps.clock.businessNow()) : undefined;
  if (!read.success || !selection) {
    return problem(400, "Either ids or a filter {cause, partnerId, openedBefore} is needed");
  }
  if (read.data.preview) return ok(await previewReplay(deps, selection));
  const outcome = await requestReplay(deps, actor, selection, read.data.reason);
  return outcome.kind === "requested"
    ? ok({ replayId: outcome.replayId }, 202)
    : problem(422, "Nothing was asked for", { because: outcome.because });
}

function selectionIn(
  { ids, filter }: z.infer<typeof Asked>,
  now: Parameters<typeof instant>[0],
): ReplaySelection | undefined {
  if ((ids === undefined) === (filter === undefined)) return undefined;
  if (ids) return { kind: "ids", failureIds: ids };
  const { openedBefore, ...narrowed } = filter ?? {};
  const before = openedBefore === undefined ? instant(now) : parseInstant(openedBefore);
  return before === undefined ? undefined : { kind: "filter", ...narrowed, openedBefore: before };
}

async function listed({ deps }: ApiCall): Promise<ApiAnswer> {
  const replays = await listReplays(deps.ledger, { now: deps.clock.businessNow(), limit: LIMIT });
  return ok({ replays: replays.map(written) });
}

async function shown({ deps, params }: ApiCall): Promise<ApiAnswer> {
  const replay = await readReplay(deps.ledger, params.replayId ?? "");
  if (!replay) return problem(404, "No such replay");
  const attempts = await unsuccessfulAttempts(deps.ledger, replay, ATTEMPTS);
  return ok({
    ...written(replay),
    unsuccessful: attempts.map((attempt) => ({ ...attempt, at: formatInstant(attempt.at, "milliseconds") })),
  });
}

function written({ requestedAt, endedAt, scope: _, ...replay }: Replay) {
  const at = (moment: Replay["requestedAt"] | null) => moment && formatInstant(moment, "milliseconds");
  return { ...replay, requestedAt: at(requestedAt), endedAt: at(endedAt) };
}
