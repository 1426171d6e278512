import { previewReplay } from "../../../../shared/replay/preview-replay.ts";
import { listReplays, readReplay } from "../../../../shared/replay/read-replay.ts";
import { requestReplay } from "../../../../shared/replay/request-replay.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { listPage } from "./list-page.ts";
import { type PreviewView, previewPage } from "./preview-page.ts";
import { isRunning, progress } from "./progress.ts";
import { replayPage } from "./replay-page.ts";
import { selectionOf } from "./selection.ts";
import { unsuccessfulAttempts } from "./unsuccessful-attempts.ts";

const LISTED = 50;
const ATTEMPTS = 50;

/** Failures tried again: previewed first, asked for with a reason, watched live. */
export const REPLAYS: Room = {
  name: { indonesia: "Putar ulang", english: "Replays" },
  path: "/replays",
  routes: [
    { method: "GET", path: "/replays", act: "look", serve: showList },
    { method: "GET", path: "/replays/new", act: "replay", serve: showPreview },
    { method: "POST", path: "/replays", act: "replay", serve: ask },
    { method: "GET", path: "/replays/:replayId", act: "look", serve: showReplay },
    { method: "GET", path: "/replays/:replayId/progress", act: "look", serve: showProgress },
  ],
};

async function showList({ deps, say }: Visit): Promise<RoomAnswer> {
  const replays = await listReplays(deps.ledger, { now: deps.clock.businessNow(), limit: LISTED });
  return { kind: "page", title: say("Putar ulang", "Replays"), content: listPage(say, replays) };
}

async function showPreview(visit: Visit): Promise<RoomAnswer> {
  return previewOf(visit, visit.query);
}

async function previewOf(
  visit: Visit,
  asked: URLSearchParams,
  mistake?: PreviewView["mistake"],
): Promise<RoomAnswer> {
  const { deps, say } = visit;
  const selection = selectionOf(asked, deps.clock.businessNow());
  const preview = await previewReplay(deps, selection);
  return {
    kind: "page",
    title: say("Putar ulang: periksa dulu", "Replay: look first"),
    content: previewPage(visit, { selection, preview, mistake }),
    status: mistake === undefined ? 200 : 422,
  };
}

async function ask(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, form } = visit;
  const selection = selectionOf(form, deps.clock.businessNow());
  const outcome = await requestReplay(deps, actor, selection, form.get("reason") ?? "");
  if (outcome.kind === "refused") return previewOf(visit, form, outcome.because);
  return { kind: "see-other", to: `/replays/${outcome.replayId}` };
}

async function showReplay({ deps, say, params }: Visit): Promise<RoomAnswer> {
  const replay = await readReplay(deps.ledger, params.replayId ?? "");
  if (!replay) return { kind: "not-found" };
  const unsuccessful = await unsuccessfulAttempts(deps.ledger, replay, ATTEMPTS);
  return {
    kind: "page",
    title: say("Putar ulang", "Replay"),
    content: replayPage(say, { replay, unsuccessful }),
    isLive: isRunning(replay),
  };
}

async function showProgress({ deps, say, params }: Visit): Promise<RoomAnswer> {
  const replay = await readReplay(deps.ledger, params.replayId ?? "");
  return replay ? { kind: "fragment", content: progress(say, replay) } : { kind: "not-found" };
}
