import type { Marker } from "./mark.ts";
import { type Pace, paced } from "./pace.ts";
import type { Protocol, Scenario } from "./scenario.ts";
import type { SeenCall } from "./seen-call.ts";
import { endOf, type Story } from "./story.ts";

/** How a scenario ended: the client knew all it came for, or fell silent without, or went on too long, or never began; or a person skipped it. */
export type Ending = "settled" | "gave-up" | "window-over" | "nothing-came" | "skipped";

/** One scenario as it is played. */
export interface ScenarioRun {
  readonly scenario: Scenario;
  readonly openedAt: number;
  /** In clear while the session lives, never in its record. */
  nik: string;
  /** Marks of the numbers, inquiries and references that belong to its worker. */
  readonly customers: Set<string>;
  readonly inquiryIds: Set<string>;
  readonly references: Set<string>;
  /** Numbers of its own exchanges, and of all that came in while it was the current one. */
  readonly own: number[];
  readonly all: number[];
  /** When the client was first seen to know all. */
  doneAt: number | undefined;
  endedAt: number | undefined;
  ending: Ending | undefined;
}

/** One partner's conformance session. All times are the session's, epoch milliseconds. */
export interface Session {
  readonly id: string;
  readonly partnerId: string;
  readonly protocol: Protocol;
  readonly pace: Pace;
  readonly repeatKeepsExternalId: boolean;
  readonly mark: Marker;
  readonly startedAt: number;
  readonly scenarios: readonly Scenario[];
  /** False when only some of the mandatory scenarios were asked for: there is no certificate for those. */
  readonly isWhole: boolean;
  readonly runs: ScenarioRun[];
  readonly calls: SeenCall[];
  state: "running" | "finished" | "abandoned";
  endedAt: number | undefined;
}

/** The scenario that is being played. */
export function currentRun({ runs }: Session): ScenarioRun | undefined {
  const last = runs.at(-1);
  return last?.endedAt === undefined ? last : undefined;
}

/** What happened in a scenario so far. */
export function storyOf(session: Session, run: ScenarioRun, now: number): Story {
  const named = (numbers: readonly number[]) => {
    const wanted = new Set(numbers);
    return session.calls.filter(({ number }) => wanted.has(number));
  };
  return {
    pace: session.pace,
    repeatKeepsExternalId: session.repeatKeepsExternalId,
    calls: named(run.own),
    all: named(run.all),
    session: session.calls,
    endedAt: run.endedAt ?? now,
  };
}

/**
 * Ends the current scenario if it is over, and opens the next. Nothing here waits for a timer: a session is looked at when a message comes in or somebody
 * asks how it stands.
 */
export function advance(
  session: Session,
  nextWorker: (session: Session) => string | undefined,
  now: number,
): void {
  while (session.state === "running") {
    const run = currentRun(session);
    if (run) {
      run.ending ??= endingOf(session, run, now);
      if (run.ending === undefined) return;
      run.endedAt = now;
    }
    const scenario = session.scenarios[session.runs.length];
    if (!scenario) {
      session.state = "finished";
      session.endedAt = now;
      return;
    }
    const nik = nextWorker(session);
    // Everybody is lent to other sessions: the next look may find somebody.
    if (nik === undefined) return;
    session.runs.push(opened(session, scenario, nik, now));
  }
}

function opened(session: Session, scenario: Scenario, nik: string, now: number): ScenarioRun {
  return {
    ...{ scenario, nik, openedAt: now },
    customers: new Set([session.mark(nik)]),
    inquiryIds: new Set(),
    references: new Set(),
    own: [],
    all: [],
    ...{ doneAt: undefined, endedAt: undefined, ending: undefined },
  };
}

function endingOf(session: Session, run: ScenarioRun, now: number): Ending | undefined {
  const { pace } = session;
  if (run.scenario.action === "nothing") return "settled";
  const story = storyOf(session, run, now);
  const [first, last] = [story.calls[0], story.calls.at(-1)];
  if (!first || !last)
    return now - run.openedAt >= paced(pace, pace.waitSeconds) ? "nothing-came" : undefined;
  const lastAt = Math.max(...story.calls.map(endOf));
  const isUnderWay = story.calls.some(({ fate }) => fate === "pending");
  const silentMs = isUnderWay ? 0 : now - lastAt;
  if (run.scenario.isDone(story)) run.doneAt ??= now;
  if (run.doneAt !== undefined) {
    const isWatched = now - run.doneAt >= paced(pace, pace.watchSeconds);
    return isWatched || silentMs >= paced(pace, pace.quietSeconds) ? "settled" : undefined;
  }
  const toldToWaitMs = (last.retryAfterSeconds ?? 0) * 1000;
  if (silentMs >= paced(pace, pace.giveUpSeconds) + toldToWaitMs) return "gave-up";
  return now - first.arrivedAt >= paced(pace, pace.windowSeconds) ? "window-over" : undefined;
}
