import * as z from "zod/mini";
import { formatInstant, type Instant } from "../../../../shared/calendar/calendar.ts";
import type { Correction } from "../../../../shared/correction/correction.ts";
import { decideCorrection } from "../../../../shared/correction/decide-correction.ts";
import { subjectOf } from "../../../../shared/correction/plan-correction.ts";
import { proposeCorrection } from "../../../../shared/correction/propose-correction.ts";
import { listCorrections, readCorrection } from "../../../../shared/correction/read-corrections.ts";
import type { MoneyEffect } from "../../../../shared/payment/money-plan.ts";
import { type ApiAnswer, type ApiCall, type ApiRoute, ok, problem } from "../../api-route.ts";
import { askedFacts } from "./asked-facts.ts";
import { enterSamePerson } from "./decide.ts";
import { originOfMoney } from "./origin-of-money.ts";

/** Corrections for programs: what waits, one of them, a proposal that answers with its preview, and the second person's verdict. */
export const CORRECTIONS_API: readonly ApiRoute[] = [
  { method: "GET", path: "/corrections", act: "look", serve: listed },
  { method: "POST", path: "/corrections", act: "propose-correction", serve: proposed },
  { method: "GET", path: "/corrections/:correctionId", act: "look", serve: shown },
  { method: "POST", path: "/corrections/:correctionId/decision", act: "decide-correction", serve: decided },
];

const LIMIT = 50;

async function listed({ deps, query }: ApiCall): Promise<ApiAnswer> {
  const state = query.get("state") ?? "proposed";
  if (state !== "proposed" && state !== "decided") return problem(400, "state is proposed or decided");
  const { corrections } = await listCorrections(deps.ledger, { state, limit: LIMIT });
  return ok({ corrections: corrections.map(written) });
}

async function shown({ deps, params }: ApiCall): Promise<ApiAnswer> {
  const correction = await readCorrection(deps.ledger, params.correctionId ?? "");
  return correction ? ok(written(correction)) : problem(404, "No such correction");
}

/** The fields of the console's own form, all of them texts: what it is about (`difference`, `failure`, or `partner` and `reference`), the kind, and what nobody has said yet. */
const Proposal = z.record(z.string(), z.string());

/** For whom one by one is too slow: after a restore a day may have a thousand differences, and each still wants two people (docs/runbooks/restore.md). */
async function proposed({ deps, actor, body }: ApiCall): Promise<ApiAnswer> {
  const asked = z.safeParse(Proposal, body);
  if (!asked.success) return problem(400, "Every field is a text");
  const typed = new URLSearchParams(asked.data);
  const origin = await originOfMoney(deps.ledger, typed);
  if (!origin) return problem(404, "No such difference, failure or payment");
  const facts = askedFacts(deps.keys, origin, typed);
  if (facts.kind === "mistake") return problem(400, "A field is missing or wrong", { field: facts.at });
  const outcome = await proposeCorrection(deps, actor, facts.facts, typed.get("reason") ?? "");
  if (outcome.kind === "proposed") return ok(written(outcome.correction), 201);
  const { because } = outcome;
  if (because === "reason-missing") return problem(422, "A reason is needed");
  const waiting = because === "already-proposed" ? { correctionId: outcome.correctionId } : {};
  return problem(409, "It cannot be proposed now", { because, ...waiting });
}

const Verdict = z.object({
  verdict: z.enum(["approve", "reject"]),
  reason: z.string(),
  seenVersion: z.number(),
});

async function decided(call: ApiCall): Promise<ApiAnswer> {
  const { deps, actor, params, body } = call;
  const asked = z.safeParse(Verdict, body);
  if (!asked.success) return problem(400, "verdict, reason and seenVersion are needed");
  const correctionId = params.correctionId ?? "";
  const outcome = await decideCorrection(deps, actor, correctionId, asked.data);
  switch (outcome.kind) {
    case "approved":
    case "rejected":
      return ok(written(outcome.correction));
    case "unknown":
      return problem(404, "No such correction");
    case "stale":
      return problem(409, "It has changed since it was looked at", { now: written(outcome.now) });
    case "same-person":
      await enterSamePerson(call, correctionId);
      return problem(403, "Whoever proposed it cannot approve it");
    case "reason-missing":
      return problem(422, "A reason is needed");
    case "not-possible":
      return problem(409, "It cannot be carried out now", { because: outcome.because });
  }
}

/** Whose money it is shows masked only. */
function written({ facts, preview, proposedAt, previewedAt, decision, ...rest }: Correction) {
  const at = (moment: Instant) => formatInstant(moment, "milliseconds");
  const effect = (of: MoneyEffect | null) => of && { ...of, memberKey: undefined };
  return {
    ...rest,
    kind: facts.kind,
    paymentKey: subjectOf(facts),
    books: effect(preview.books),
    frees: effect(preview.frees),
    proposedAt: at(proposedAt),
    previewedAt: at(previewedAt),
    decision: decision && { ...decision, at: at(decision.at) },
  };
}
