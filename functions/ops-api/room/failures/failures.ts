import type { FailureCause } from "../../../../shared/failure/failure.ts";
import { failureStory } from "../../../../shared/failure/failure-story.ts";
import { listOpenFailures } from "../../../../shared/failure/list-open-failures.ts";
import { tallyCauses } from "../../../../shared/failure/tally-causes.ts";
import { replayWayOf } from "../../../../shared/replay/replayable.ts";
import { html } from "../../../html.ts";
import { mayDo } from "../../access/acts.ts";
import { pageWithMistake } from "../../page/with-mistake.ts";
import type { Room, RoomAnswer, RoomRoute, Visit } from "../../room.ts";
import { actOnFailure, FAILURE_ACTS, type FailureActName } from "./act-on-failure.ts";
import { causeInWords } from "./cause-words.ts";
import { failureFacts, failurePage } from "./failure-page.ts";
import { failureQueryOf } from "./failure-query.ts";
import { historyList } from "./history-list.ts";
import { listPage } from "./list-page.ts";

/** As many as an outage of a minute leaves; a page of them stays under 30 KB. */
const ROWS = 50;
const SIBLINGS = 10;

/** Whatever went wrong after the money was taken: the list, and one page each. */
export const FAILURES: Room = {
  name: { indonesia: "Kegagalan", english: "Failures" },
  path: "/failures",
  routes: [
    { method: "GET", path: "/failures", act: "look", serve: showList },
    { method: "GET", path: "/failures/:failureId", act: "look", serve: showFailure },
    ...FAILURE_ACTS.map(
      (act): RoomRoute => ({
        method: "POST",
        path: `/failures/:failureId/${act}`,
        act: "work-on-failure",
        serve: (visit) => carryOut(visit, act),
      }),
    ),
  ],
};

async function showList({ deps, say, person, query: asked }: Visit): Promise<RoomAnswer> {
  const query = failureQueryOf(asked);
  const [tally, list] = await Promise.all([
    tallyCauses(deps.ledger, query.partnerId),
    listOpenFailures(deps.ledger, { ...query, limit: ROWS }),
  ]);
  const now = deps.clock.businessNow();
  const view = { query, tally, list, now, mayReplay: mayDo(person, "replay"), isReplayable };
  return { kind: "page", title: say("Kegagalan", "Failures"), content: listPage(say, view) };
}

async function showFailure(visit: Visit): Promise<RoomAnswer> {
  return pageOf(visit);
}

/** The page of the failure; `mistake` tells why an act on it was not carried out. */
async function pageOf(visit: Visit, mistake?: string): Promise<RoomAnswer> {
  const { deps, say, person, params } = visit;
  const story = await failureStory(deps.ledger, params.failureId ?? "");
  if (!story) return { kind: "not-found" };
  const { cause } = story.failure;
  const view = {
    ...story,
    siblings: await listOpenFailures(deps.ledger, { cause, limit: SIBLINGS }),
    now: deps.clock.businessNow(),
    way: replayWayOf(cause),
    may: {
      work: mayDo(person, "work-on-failure"),
      replay: mayDo(person, "replay"),
      propose: mayDo(person, "propose-correction"),
    },
  };
  return pageWithMistake(say.of(causeInWords(cause).name), failurePage(visit, view), mistake);
}

/** Whether trying again can help. */
const isReplayable = (cause: FailureCause): boolean => ["errand", "publish"].includes(replayWayOf(cause));

const DID = { assign: "assigned", note: "noted", dismiss: "dismissed" } as const;

async function carryOut(visit: Visit, act: FailureActName): Promise<RoomAnswer> {
  const { say, params, form, deps } = visit;
  const failureId = params.failureId ?? "";
  const outcome = await actOnFailure(visit, failureId, act, {
    seenVersion: Number(form.get("seenVersion")),
    reason: form.get("reason") ?? "",
    assignee: form.get("assignee") || null,
  });
  const back = `/failures/${failureId}`;
  switch (outcome.kind) {
    case "changed":
      return { kind: "see-other", to: act === "dismiss" ? "/failures" : back, did: DID[act] };
    case "unknown":
      return { kind: "not-found" };
    case "stale": {
      const story = await failureStory(deps.ledger, failureId);
      const facts = failureFacts(say, outcome.now, deps.clock.businessNow());
      return { kind: "stale", now: html`${facts}${historyList(say, story?.history ?? [])}`, back };
    }
    case "not-possible":
      return pageOf(visit, refusalIn(visit, outcome.because));
  }
}

function refusalIn({ say }: Visit, because: "text-missing" | "not-open" | "money-waits"): string {
  switch (because) {
    case "text-missing":
      return say(
        "Tulis dulu alasannya: tanpa itu tidak dijalankan.",
        "Write the reason first: nothing is done without one.",
      );
    case "not-open":
      return say("Kegagalan ini sudah tertutup.", "This failure is closed already.");
    case "money-waits":
      return say(
        "Di sini ada uang yang menunggu, jadi tidak dapat ditutup begitu saja: jalankan ulang, atau ajukan koreksi.",
        "Money waits here, so it cannot simply be dismissed: replay it, or propose a correction.",
      );
  }
}
