import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { DoorWatcher, Exchange } from "../../exchange.ts";
import type { Accident } from "./accident.ts";
import { faultAnswer, forgedAnswer } from "./fault-answer.ts";
import { readH2hAnswer } from "./h2h-message.ts";
import { paced } from "./pace.ts";
import type { ReadAnswer, SentMessage } from "./seen-call.ts";
import { currentRun, type ScenarioRun, type Session, storyOf } from "./session.ts";
import type { SessionTime } from "./session-time.ts";
import { readSnapAnswer } from "./snap-message.ts";
import { enterAnswer, type TakenIn, takeInCall } from "./take-in-call.ts";

/** What the door needs of the sandbox. */
export interface DoorTools {
  /** The running session whose partner sends this, and what it says. */
  sessionOf(event: APIGatewayProxyEvent): Promise<{ session: Session; message: SentMessage } | undefined>;
  /** Ends what is over before a message is counted to anything. */
  advance(session: Session): Promise<void>;
  /** Lets another partner pay the worker's months. @returns false when there is nobody to do so */
  payElsewhere(session: Session, run: ScenarioRun): Promise<boolean>;
  /** Makes a quote three days old. @returns false when it is not found */
  ageQuote(session: Session, inquiryId: string): Promise<boolean>;
  /** Another worker for a scenario whose inquiry was refused before it began. */
  changeWorker(session: Session, run: ScenarioRun): void;
  readonly time: SessionTime;
}

interface Meeting extends TakenIn {
  readonly session: Session;
  readonly message: SentMessage;
  readonly accident: Accident | undefined;
}

/** A storm is known for one long before; what comes after is served and not written down. */
const CALLS_MAX = 5_000;

/** Stands at the gateway's door for the sessions that are running: writes down what their partners send, and lets the accidents of their scenarios happen. */
export function conformanceDoor(tools: DoorTools): DoorWatcher {
  const met = new WeakMap<APIGatewayProxyEvent, Meeting>();
  return {
    async before(event) {
      const found = await tools.sessionOf(event);
      if (!found) return undefined;
      const { session, message } = found;
      await tools.advance(session);
      if (session.state !== "running" || session.calls.length >= CALLS_MAX) return undefined;
      const now = tools.time.now();
      const accident = plannedFor(session, message, now);
      const taken = takeInCall(session, event, message, now);
      const meeting = { ...taken, ...found, accident: taken.isCurrent ? accident : undefined };
      met.set(event, meeting);
      return meeting.accident?.when === "before"
        ? beforeGateway(tools, meeting, meeting.accident)
        : undefined;
    },
    async after(exchange) {
      const meeting = met.get(exchange.event);
      return meeting && afterGateway(tools, meeting, exchange);
    },
  };
}

/** What the current scenario has in store for a message of its own; looked at before the message is in the scene. */
function plannedFor(session: Session, { service }: SentMessage, now: number): Accident | undefined {
  const run = currentRun(session);
  if (!run?.scenario.accident) return undefined;
  const { calls } = storyOf(session, run, now);
  return run.scenario.accident({ service, calls, pace: session.pace, now });
}

async function beforeGateway(
  tools: DoorTools,
  meeting: Meeting,
  accident: Accident & { readonly when: "before" },
): Promise<APIGatewayProxyResult | "lost" | undefined> {
  const { session, message, run } = meeting;
  const isAccident = true;
  switch (accident.kind) {
    case "lose-request":
      enterAnswer(session, meeting, { fate: "request-lost", answeredAt: tools.time.now(), isAccident });
      return "lost";
    case "answer-at-door": {
      const { status: toldStatus, retryAfter } = accident;
      const retryAfterSeconds = retryAfter ? session.pace.retryAfterSeconds : undefined;
      const answeredAt = tools.time.now();
      const how = { fate: "fault-told", toldStatus, retryAfterSeconds, answeredAt, isAccident } as const;
      enterAnswer(session, meeting, how);
      const place = { protocol: session.protocol, service: message.service, now: answeredAt };
      return faultAnswer(place, toldStatus, retryAfterSeconds);
    }
    case "pay-elsewhere":
      if (run && (await tools.payElsewhere(session, run))) enterAnswer(session, meeting, { isAccident });
      return undefined;
  }
}

/** Answers that an accident is worth: a refusal that gets lost would show nothing. */
const GOOD: readonly string[] = ["quoted", "booked", "reversed"];

async function afterGateway(
  tools: DoorTools,
  meeting: Meeting,
  exchange: Exchange,
): Promise<APIGatewayProxyResult | "lost" | undefined> {
  const { session, message, run, accident } = meeting;
  const { result } = exchange;
  const read = session.protocol === "snap" ? readSnapAnswer : readH2hAnswer;
  const answer = read(message.service, result);
  enterAnswer(session, meeting, { answer });
  if (accident?.when === "after" && GOOD.includes(answer.verdict)) {
    return afterAccident(tools, meeting, accident, exchange, answer);
  }
  enterAnswer(session, meeting, {
    fate: "told",
    toldStatus: result.statusCode,
    answeredAt: tools.time.now(),
  });
  if (run && meeting.isCurrent && message.service === "inquiry" && answer.verdict === "refused") {
    const { calls } = storyOf(session, run, tools.time.now());
    const hasBegun = calls.some(({ service }) => service === "payment");
    if (!hasBegun && !run.scenario.workerIsUnknown) tools.changeWorker(session, run);
  }
  return undefined;
}

async function afterAccident(
  tools: DoorTools,
  meeting: Meeting,
  accident: Accident & { readonly when: "after" },
  exchange: Exchange,
  answer: ReadAnswer,
): Promise<APIGatewayProxyResult | "lost" | undefined> {
  const { session, message } = meeting;
  const { result } = exchange;
  const enter = (fate: "told" | "answer-lost" | "fault-told" | "forged", toldStatus?: number) =>
    enterAnswer(session, meeting, { fate, toldStatus, answeredAt: tools.time.now(), isAccident: true });
  switch (accident.kind) {
    case "lose-answer":
      enter("answer-lost");
      return "lost";
    case "hold-answer": {
      enterAnswer(session, meeting, { isAccident: true });
      const hasLeft = await isGoneWithin(tools.time, paced(session.pace, session.pace.holdSeconds), exchange);
      if (hasLeft) enter("answer-lost");
      else enter("told", result.statusCode);
      return undefined;
    }
    case "answer-instead":
      enter("fault-told", accident.status);
      return faultAnswer(
        { protocol: session.protocol, service: message.service, now: tools.time.now() },
        accident.status,
      );
    case "age-quote": {
      const inquiryId = answer.inquiryId ?? message.inquiryId ?? "";
      const isAccident = await tools.ageQuote(session, inquiryId);
      enterAnswer(session, meeting, {
        ...{ fate: "told", toldStatus: result.statusCode, answeredAt: tools.time.now(), isAccident },
      });
      return undefined;
    }
    case "forge": {
      const forged = forgedAnswer(result, accident.how);
      enter("forged", forged.statusCode);
      return forged;
    }
  }
}

/** How often it is looked whether the caller is still there. */
const LOOK_MS = 100;

/** Waits until the caller hangs up, at most so long. @returns whether it did */
async function isGoneWithin(
  time: SessionTime,
  ms: number,
  { callerLeft = () => false }: Exchange,
): Promise<boolean> {
  const until = time.now() + ms;
  while (!callerLeft()) {
    const left = until - time.now();
    if (left <= 0) return false;
    await time.sleep(Math.min(left, LOOK_MS));
  }
  return true;
}
