import { isDeepStrictEqual } from "node:util";
import {
  previewCorrection,
  proposeCorrection,
  refreshCorrection,
} from "../../../../shared/correction/propose-correction.ts";
import { listCorrections, readCorrection } from "../../../../shared/correction/read-corrections.ts";
import { html } from "../../../html.ts";
import { mayDo } from "../../access/acts.ts";
import { notice } from "../../page/mark.ts";
import type { Room, RoomAnswer, Visit } from "../../room.ts";
import { askedFacts, factsIn } from "./asked-facts.ts";
import { correctionFacts, correctionPage } from "./correction-page.ts";
import { impossibleInWords } from "./correction-words.ts";
import { decide } from "./decide.ts";
import { listPage } from "./list-page.ts";
import { newPage, previewPage } from "./new-page.ts";
import { originOfMoney } from "./origin-of-money.ts";

const LISTED = 50;

/** Changes of money: one person proposes, another decides. */
export const CORRECTIONS: Room = {
  name: { indonesia: "Koreksi", english: "Corrections" },
  path: "/corrections",
  routes: [
    { method: "GET", path: "/corrections", act: "look", serve: showList },
    {
      method: "GET",
      path: "/corrections/new",
      act: "propose-correction",
      serve: (visit) => askFor(visit, visit.query),
    },
    { method: "POST", path: "/corrections/preview", act: "propose-correction", serve: preview },
    { method: "POST", path: "/corrections", act: "propose-correction", serve: propose },
    { method: "GET", path: "/corrections/:correctionId", act: "look", serve: (visit) => pageOf(visit) },
    { method: "POST", path: "/corrections/:correctionId/preview", act: "propose-correction", serve: refresh },
    {
      method: "POST",
      path: "/corrections/:correctionId/approve",
      act: "decide-correction",
      serve: (visit) => decide(visit, "approve", pageOf),
    },
    {
      method: "POST",
      path: "/corrections/:correctionId/reject",
      act: "decide-correction",
      serve: (visit) => decide(visit, "reject", pageOf),
    },
  ],
};

async function showList({ deps, say }: Visit): Promise<RoomAnswer> {
  const [waiting, decided] = await Promise.all(
    (["proposed", "decided"] as const).map((state) => listCorrections(deps.ledger, { state, limit: LISTED })),
  );
  const content = listPage(say, waiting?.corrections ?? [], decided?.corrections ?? []);
  return { kind: "page", title: say("Koreksi", "Corrections"), content };
}

/** The names by which an address or a form says what a correction is about. */
const FROM = ["failure", "difference", "partner", "reference"] as const;

async function askFor(
  visit: Visit,
  asked: URLSearchParams,
  mistake?: Parameters<typeof newPage>[1]["mistake"],
): Promise<RoomAnswer> {
  const { deps, say } = visit;
  const origin = await originOfMoney(deps.ledger, asked);
  if (!origin) return { kind: "not-found" };
  const from = Object.fromEntries(
    FROM.flatMap((name) => (asked.has(name) ? [[name, asked.get(name) ?? ""]] : [])),
  );
  return {
    kind: "page",
    title: say("Ajukan koreksi", "Propose a correction"),
    content: newPage(visit, { origin, from, typed: asked, mistake }),
    status: mistake === undefined ? 200 : 422,
  };
}

async function preview(visit: Visit): Promise<RoomAnswer> {
  const { deps, say, form } = visit;
  const origin = await originOfMoney(deps.ledger, form);
  if (!origin) return { kind: "not-found" };
  const asked = askedFacts(deps.keys, origin, form);
  if (asked.kind === "mistake") return askFor(visit, form, asked.at);
  const outcome = await previewCorrection(deps, asked.facts);
  return {
    kind: "page",
    title: say("Koreksi: periksa dulu", "Correction: look first"),
    content: previewPage(visit, asked.facts, outcome),
    status: outcome.kind === "possible" ? 200 : 422,
  };
}

async function propose(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, say, form } = visit;
  const facts = factsIn(visit, form.get("facts"));
  if (!facts) return { kind: "not-found" };
  const outcome = await proposeCorrection(deps, actor, facts, form.get("reason") ?? "");
  if (outcome.kind === "proposed") {
    return { kind: "see-other", to: `/corrections/${outcome.correction.correctionId}`, did: "proposed" };
  }
  if (outcome.because === "already-proposed") {
    const now = await readCorrection(deps.ledger, outcome.correctionId);
    const back = `/corrections/${outcome.correctionId}`;
    return { kind: "stale", now: now ? correctionFacts(say, now) : html``, back };
  }
  const why =
    outcome.because === "reason-missing"
      ? html`${say("Tulis dulu alasannya.", "Write the reason first.")}`
      : impossibleInWords(say, outcome);
  return {
    kind: "page",
    title: say("Koreksi: periksa dulu", "Correction: look first"),
    content: previewPage(visit, facts, await previewCorrection(deps, facts), why),
    status: 422,
  };
}

async function pageOf(
  visit: Visit,
  trouble?: { readonly status: number; readonly says: string },
): Promise<RoomAnswer> {
  const { deps, say, person, params } = visit;
  const correction = await readCorrection(deps.ledger, params.correctionId ?? "");
  if (!correction) return { kind: "not-found" };
  const now = correction.state === "proposed" ? await previewCorrection(deps, correction.facts) : undefined;
  const content = correctionPage(visit, {
    correction,
    now,
    isAsProposed: now?.kind === "possible" && isAsProposed(correction, now),
    may: { decide: mayDo(person, "decide-correction"), propose: mayDo(person, "propose-correction") },
  });
  return {
    kind: "page",
    title: say("Koreksi", "Correction"),
    content: trouble ? html`${notice("bad", trouble.says)}${content}` : content,
    status: trouble?.status ?? 200,
  };
}

function isAsProposed(
  { preview: seen }: NonNullable<Awaited<ReturnType<typeof readCorrection>>>,
  { books, frees }: { readonly books: unknown; readonly frees: unknown },
): boolean {
  return isDeepStrictEqual({ books, frees }, { books: seen.books, frees: seen.frees });
}

async function refresh(visit: Visit): Promise<RoomAnswer> {
  const { deps, actor, params, form, say } = visit;
  const correctionId = params.correctionId ?? "";
  const seenVersion = Number(form.get("seenVersion"));
  const outcome = await refreshCorrection(deps, actor, correctionId, { seenVersion });
  const back = `/corrections/${correctionId}`;
  switch (outcome.kind) {
    case "proposed":
      return { kind: "see-other", to: back, did: "proposed" };
    case "unknown":
      return { kind: "not-found" };
    case "stale":
      return { kind: "stale", now: correctionFacts(say, outcome.now), back };
    case "refused":
      return pageOf(visit);
  }
}
