import type { CaseResult, Exchange } from "../../../cli/conformance/result.ts";
import type { Protocol } from "./scenario.ts";
import type { SeenCall } from "./seen-call.ts";
import { type ScenarioRun, type Session, storyOf } from "./session.ts";

/** What the scenarios that have ended show, judged anew each time: a late message may still count against an early one. */
export function caseResults(session: Session, now: number): readonly CaseResult[] {
  return session.runs
    .filter(({ endedAt }) => endedAt !== undefined)
    .map((run) => caseResult(session, run, now));
}

function caseResult(session: Session, run: ScenarioRun, now: number): CaseResult {
  const { scenario, openedAt, endedAt = now } = run;
  const { id, title, reason, reference, lookAt } = scenario;
  const story = storyOf(session, run, now);
  const head = {
    ...{ id, title, reason, reference, lookAt },
    protocol: session.protocol,
    partnerId: session.partnerId,
    durationMs: endedAt - openedAt,
  };
  const skippedBecause = whySkipped(run);
  if (skippedBecause !== undefined) {
    return { ...head, outcome: "skipped", skippedBecause, checks: [], exchanges: [] };
  }
  const checks = scenario.rules.map((rule) => rule(story));
  const outcome = checks.every(({ passed }) => passed) ? "passed" : "failed";
  return {
    ...head,
    outcome,
    checks,
    exchanges: story.calls.map((call) => exchangeText(call, session.protocol, openedAt)),
  };
}

function whySkipped({ ending, scenario }: ScenarioRun): string | undefined {
  if (ending === "skipped") return "somebody at the client skipped it";
  return ending === "nothing-came" && !scenario.mandatory ? "the client showed nothing of it" : undefined;
}

/** An exchange as the report prints it. Bodies are not kept, so it tells what was read in them. */
function exchangeText(call: SeenCall, protocol: Protocol, from: number): Exchange {
  const { method, path, service, arrivedAt, answeredAt } = call;
  const facts = {
    [protocol === "snap" ? "X-EXTERNAL-ID" : "Idempotency-Key"]: call.messageId,
    reference: call.reference,
    inquiry: call.inquiryId,
    amount: call.amountRupiah,
    advice: service === "payment" ? call.isAdvice : undefined,
    "paid at": call.paidAt,
    customer: call.customer && `#${call.customer}`,
    token: call.tokenMark && `#${call.tokenMark}`,
    body: method === "GET" ? undefined : `#${call.bodyMark}`,
  };
  const lines = Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  const seconds = (at: number) => `+${((at - from) / 1000).toFixed(2)} s`;
  const answered = answeredAt === undefined ? "" : ` at ${seconds(answeredAt)}`;
  return {
    request: [`${method} ${path}   (${service}, ${seconds(arrivedAt)})`, ...lines].join("\n"),
    response: `${fateText(call)}${answered}`,
  };
}

function fateText({ answer, fate, toldStatus, retryAfterSeconds }: SeenCall): string {
  const gateway = answer
    ? `the gateway answered ${answer.code} (${answer.verdict})`
    : "the gateway did not see it";
  const retryAfter = retryAfterSeconds === undefined ? "" : ` with Retry-After: ${retryAfterSeconds}`;
  switch (fate) {
    case "told":
      return gateway;
    case "pending":
      return `${gateway}; the answer was still on its way`;
    case "request-lost":
      return "the connection was cut before the gateway saw it";
    case "answer-lost":
      return `${gateway}; the answer was lost`;
    case "fault-told":
      return `${gateway}; the client was told ${toldStatus}${retryAfter}`;
    case "forged":
      return `${gateway}; the client was told ${toldStatus}, tampered with`;
  }
}
