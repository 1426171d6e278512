import * as z from "zod/mini";
import { addDays, businessDateOf, formatInstant } from "../../../../shared/calendar/calendar.ts";
import { type HandInRefusal, handInFile } from "../../../../shared/settlement/hand-in-file.ts";
import { listDifferences, type ShownDifference } from "../../../../shared/settlement/list-differences.ts";
import { listSettlements } from "../../../../shared/settlement/list-settlements.ts";
import { readSettlement, type Settlement } from "../../../../shared/settlement/read-settlement.ts";
import { refusalInWords } from "../../../../shared/settlement/refusal.ts";
import { DifferenceClass } from "../../../../shared/settlement/settlement.ts";
import { settlementStatement } from "../../../../shared/settlement/statement.ts";
import { type ApiAnswer, type ApiCall, type ApiRoute, ok, problem } from "../../api-route.ts";
import { dayNamed } from "../../day-named.ts";

/** Settlement for programs: days, a file handed in, one day's statement, its differences page by page (design 5.3). */
export const SETTLEMENTS_API: readonly ApiRoute[] = [
  { method: "GET", path: "/settlements", act: "look", serve: listed },
  { method: "POST", path: "/settlements", act: "upload-settlement", serve: handedIn },
  { method: "GET", path: "/settlements/:partnerId/:businessDate", act: "look", serve: shown },
  {
    method: "GET",
    path: "/settlements/:partnerId/:businessDate/differences",
    act: "look",
    serve: differences,
  },
];

const LIMIT = 200;

async function listed({ deps, query }: ApiCall): Promise<ApiAnswer> {
  const now = deps.clock.businessNow();
  const to = dayNamed(query.get("to") ?? businessDateOf(now));
  const from = dayNamed(query.get("from") ?? (to ? addDays(to, -6) : ""));
  if (!from || !to) return problem(400, "from and to are dates like 2026-11-20");
  const partnerId = query.get("partner") || undefined;
  const days = await listSettlements(deps.ledger, { from, to, partnerId, now });
  return ok({ settlements: days.map(written) });
}

/** A file as JSON: its text, and where it belongs. */
const Handed = z.object({
  partnerId: z.string(),
  businessDate: z.string(),
  fileName: z.string(),
  content: z.string(),
  reason: z.string(),
});

/** Why a file was not taken from a program, by the reason's word. */
const NOT_TAKEN: Readonly<Record<HandInRefusal, string>> = {
  "too-large": "The file is larger than 4 MB; it belongs into the bucket directly",
  empty: "The file is empty",
  "reason-missing": "A reason is needed",
  "no-such-date": "businessDate is a date like 2026-11-20",
  "date-in-future": "businessDate has not begun yet",
  "no-such-partner": "No such partner",
  "name-unfit": "fileName is a plain name that ends in .csv",
};

async function handedIn({ deps, actor, body }: ApiCall): Promise<ApiAnswer> {
  const handed = z.safeParse(Handed, body);
  if (!handed.success) return problem(400, "partnerId, businessDate, fileName, content and reason are texts");
  const content = Buffer.from(handed.data.content, "utf8");
  const outcome = await handInFile(deps, actor, { ...handed.data, content });
  if (outcome.kind === "refused") {
    const { because } = outcome;
    return problem(because === "too-large" ? 413 : 400, NOT_TAKEN[because], { because });
  }
  const { sha256, objectKey } = outcome;
  const day = `${handed.data.partnerId}/${handed.data.businessDate}`;
  return ok({ objectKey, sha256, lookAt: `/ops/api/settlements/${day}` }, 202);
}

async function shown({ deps, params }: ApiCall): Promise<ApiAnswer> {
  const settlement = await settlementIn({ deps, params });
  if (!settlement) return problem(404, "No such partner or date");
  return ok({ ...written(settlement), statement: settlementStatement(settlement) ?? null });
}

async function differences({ deps, params, query }: ApiCall): Promise<ApiAnswer> {
  const settlement = await settlementIn({ deps, params });
  if (!settlement) return problem(404, "No such partner or date");
  const { partnerId, businessDate } = settlement;
  const page = await listDifferences(deps.ledger, partnerId, businessDate, {
    class: DifferenceClass.options.find((name) => name === query.get("class")),
    limit: LIMIT,
    cursor: query.get("after") ?? undefined,
  });
  return ok({ differences: page.differences.map(shownDifference), after: page.next ?? null });
}

/** Whose money it is stays out, as everywhere at the edge. */
function shownDifference({ memberKey: _, paidAt, answer, ...difference }: ShownDifference) {
  return { ...difference, paidAt: paidAt && formatInstant(paidAt), bankSays: answer?.says ?? null };
}

async function settlementIn({ deps, params }: Pick<ApiCall, "deps" | "params">) {
  const date = dayNamed(params.businessDate ?? "");
  return date && readSettlement(deps.ledger, params.partnerId ?? "", date, deps.clock.businessNow());
}

function written({ dueAt, collected, suspect, refusal, ...day }: Settlement) {
  const file = (summary: Settlement["collected"]) =>
    summary && {
      ...summary,
      receivedAt: formatInstant(summary.receivedAt),
      reconciledAt: summary.reconciledAt && formatInstant(summary.reconciledAt),
    };
  return {
    ...day,
    dueAt: formatInstant(dueAt),
    collected: file(collected),
    suspect: file(suspect),
    refusal: refusal && {
      ...refusal,
      receivedAt: formatInstant(refusal.receivedAt),
      says: refusalInWords(refusal),
    },
  };
}
