import {
  addDays,
  businessDateOf,
  formatInstant,
  parseBusinessDate,
} from "../../../../shared/calendar/calendar.ts";
import { listDifferences, type ShownDifference } from "../../../../shared/settlement/list-differences.ts";
import { listSettlements } from "../../../../shared/settlement/list-settlements.ts";
import { readSettlement, type Settlement } from "../../../../shared/settlement/read-settlement.ts";
import { refusalInWords } from "../../../../shared/settlement/refusal.ts";
import { DifferenceClass } from "../../../../shared/settlement/settlement.ts";
import { settlementStatement } from "../../../../shared/settlement/statement.ts";
import { type ApiAnswer, type ApiCall, type ApiRoute, ok, problem } from "../../api-route.ts";

/** Settlement for programs: days, one day's statement, its differences page by page (design 5.3). */
export const SETTLEMENTS_API: readonly ApiRoute[] = [
  { method: "GET", path: "/settlements", act: "look", serve: listed },
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
  const to = parseBusinessDate(query.get("to") ?? businessDateOf(now));
  const from = parseBusinessDate(query.get("from") ?? (to ? addDays(to, -6) : ""));
  if (!from || !to) return problem(400, "from and to are dates like 2026-11-20");
  const partnerId = query.get("partner") || undefined;
  const days = await listSettlements(deps.ledger, { from, to, partnerId, now });
  return ok({ settlements: days.map(written) });
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
  const date = parseBusinessDate(params.businessDate ?? "");
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
