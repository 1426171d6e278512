import type { Reply } from "./front.ts";
import { keyOf, type ModelState, type Request } from "./model-state.ts";

export const STATES = [
  "nothing",
  "accepted",
  "active",
  "credited",
  "refused",
  "reversed",
  "tombstone",
] as const;
export const ARRIVALS = ["payment", "advice", "other content", "reversal", "status"] as const;

export const BOOKED_LATER = "pay undecided, then accepted";

/** Counts what the histories reached. */
export function newTally() {
  const cells = new Map<string, number>();
  const answers = new Map<string, number>();
  const commands = new Map<string, number>();
  const notes = new Map<string, number>();
  let histories = 0;
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  return {
    cells,
    answers,
    commands,
    notes,
    histories: () => histories,
    history: () => void histories++,
    command: (kind: string) => void add(commands, kind),
    note: (what: string) => void add(notes, what),
    /** What was answered, in a word; and whether money that ops were shown was booked after all. */
    answer(before: ModelState, request: Request, reply: Reply): void {
      if (reply.kind !== "answered") return;
      if (request.kind === "propose" || request.kind === "decide") {
        const facts = request.kind === "propose" ? request.facts : before.corrections[request.id]?.facts;
        add(answers, `${request.kind} ${facts?.what} ${reply.word}`);
      }
      if (!("reference" in request)) return;
      add(answers, `${request.kind} ${reply.word}`);
      const waited = before.failures[`unquoted-undecided:${keyOf(request)}`] !== undefined;
      if (waited && reply.word === "accepted") add(answers, BOOKED_LATER);
    },
    /** One request of a partner, by what stands in the model under its reference and what it is. */
    cell(state: ModelState, request: Request, isOther: boolean): void {
      const arrival = arrivalOf(request, isOther);
      if (!arrival || !("reference" in request)) return;
      add(cells, `${state.payments[keyOf(request)]?.state ?? "nothing"} x ${arrival}`);
    },
  };
}

export type Tally = ReturnType<typeof newTally>;

function arrivalOf(request: Request, isOther: boolean): (typeof ARRIVALS)[number] | undefined {
  if (request.kind === "pay") return isOther ? "other content" : request.advice ? "advice" : "payment";
  if (request.kind === "reverse") return "reversal";
  return request.kind === "status" ? "status" : undefined;
}
