import { isDeepStrictEqual } from "node:util";
import { codeOf } from "./answer-codes.ts";
import type { Bench } from "./bench.ts";
import type { PlannedFault } from "./faulty-wire.ts";
import type { Reply } from "./front.ts";
import type { Gateway } from "./gateway.ts";
import { checkInvariants, checkNothingPersonal } from "./invariants.ts";
import { ledgerView, readItems } from "./ledger-view.ts";
import { type Answer, emptyState, keyOf, type ModelState, type Request } from "./model-state.ts";
import { checkReplays } from "./replay-books.ts";
import { PEOPLE } from "./snap-bodies.ts";
import { fits, stepsOfAnswer, stepsOfRace, stepsOfSilence } from "./steps.ts";
import { modelView, type View } from "./view.ts";

/** The gateway and the model disagree. */
export class ModelBroken extends Error {
  override readonly name = "ModelBroken";
}

const SECRETS = Object.values(PEOPLE).flatMap(({ nik, name }) => [nik, name]);

interface Possibility {
  readonly state: ModelState;
  readonly answers: readonly Answer[];
}

/** Compares what the gateway said and stored with what the model foresees, step by step. It throws ModelBroken or InvariantBroken where they part. */
export function openJudge(bench: Bench, gateway: Gateway) {
  let state = emptyState(gateway.now());
  const bodies = new Map<string, string>();
  let seen: { readonly writes: number; readonly view: View } | undefined;

  /** Reads the whole table and checks it; without a write since the last look it is what it was. */
  async function look(): Promise<View> {
    const writes = bench.main.wire.writes() + bench.rival.wire.writes();
    if (seen?.writes !== writes) {
      const items = await readItems(bench, gateway.table);
      checkNothingPersonal(items, SECRETS);
      checkReplays(items);
      seen = { writes, view: ledgerView(items, bench.keys) };
    }
    checkInvariants(seen.view, gateway.core.highest, gateway.queue);
    return seen.view;
  }

  /** Finds what happened among what may have, and takes it for the truth from here on. */
  async function settle(
    requests: readonly Request[],
    replies: readonly Reply[],
    possible: readonly Possibility[],
  ) {
    const view = await look();
    const fitting = possible.filter(({ answers }) =>
      replies.every((reply, at) => fits(answers[at] ?? { word: "" }, reply)),
    );
    const found = fitting.find((one) => isDeepStrictEqual(modelView(one.state), view));
    if (!found)
      throw new ModelBroken(explain(requests, replies, possible, fitting.at(-1) ?? possible.at(-1), view));
    for (const [at, reply] of replies.entries()) checkAnswer(requests[at], reply);
    state = found.state;
  }

  /** Invariants 3 and 4: the right code, and the same body for ever. */
  function checkAnswer(request: Request | undefined, reply: Reply): void {
    if (!request || !("partner" in request) || reply.kind !== "answered") return;
    const code = codeOf(request.kind, request.partner, reply.word);
    if (code && code !== reply.code) throw new ModelBroken(`${reply.word} was answered with ${reply.code}`);
    const isLasting = request.kind === "pay" ? !PASSING.includes(reply.word) : request.kind === "reverse";
    if (!isLasting || (request.kind === "reverse" && reply.code !== "200")) return;
    const what = `${request.kind} ${keyOf(request)}`;
    const body = withoutOwnNumber(reply.body);
    const known = bodies.get(what) ?? body;
    if (known !== body) throw new ModelBroken(`invariant 3: another body for ${what}`);
    bodies.set(what, known);
  }

  const alone = ({ state: next, answer }: { state: ModelState; answer: Answer }) => ({
    state: next,
    answers: [answer],
  });

  return {
    look,
    state: () => state,
    moveTo(now: number): void {
      state = { ...state, now };
    },
    answered: (request: Request, reply: Reply, fault: PlannedFault | undefined) =>
      settle([request], [reply], stepsOfAnswer(state, request, fault).map(alone)),
    silent: (request: Request, reply: Reply) =>
      settle([request], [reply], stepsOfSilence(state, request).map(alone)),
    raced: (requests: readonly [Request, Request], replies: readonly [Reply, Reply]) =>
      settle(requests, replies, stepsOfRace(state, requests, replies[0].kind === "answered")),
  };
}

export type Judge = ReturnType<typeof openJudge>;

/** A bank gets the number back as it typed it this time, with the months in it or without. */
const withoutOwnNumber = (body: string): string =>
  body.replace(/"(customerNo|virtualAccountNo)":"[ \d]+"/g, '"$1":""');

/** Answers to a payment that are not its own: they may change, or are about another one. */
const PASSING = ["conflict", "reversed", "undecided"];

function explain(
  requests: readonly Request[],
  replies: readonly Reply[],
  possible: readonly Possibility[],
  nearest: Possibility | undefined,
  view: View,
): string {
  const lines = requests.map((request) => JSON.stringify(request));
  for (const { answers } of possible) lines.push(`foreseen: ${JSON.stringify(answers)}`);
  for (const reply of replies) lines.push(`answered: ${JSON.stringify({ ...reply, body: undefined })}`);
  return [...lines, ...(nearest ? differences(modelView(nearest.state), view) : [])].join("\n");
}

function differences(model: View, ledger: View): string[] {
  const lines: string[] = [];
  for (const part of Object.keys(model) as (keyof View)[]) {
    const [a, b] = [model[part] as Record<string, unknown>, ledger[part] as Record<string, unknown>];
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (isDeepStrictEqual(a[key], b[key])) continue;
      lines.push(
        `${part} ${key}`,
        `  model:  ${JSON.stringify(a[key])}`,
        `  ledger: ${JSON.stringify(b[key])}`,
      );
    }
  }
  return lines;
}
