import * as z from "zod/mini";
import { readAuditDay } from "../../../shared/audit/read-audit-day.ts";
import { businessDateOf, formatInstant } from "../../../shared/calendar/calendar.ts";
import { BusinessDateText } from "../../../shared/calendar/calendar-schema.ts";
import { type ApiCall, type ApiRoute, ok, problem } from "../api-route.ts";
import { PAGE_ASKED, queryOf } from "./page-asked.ts";

const Asked = z.strictObject({ day: z.optional(BusinessDateText), ...PAGE_ASKED });

/** `GET /ops/api/audit?day=&limit=&cursor=`: a day of the trail, newest first. */
export const AUDIT_CALL: ApiRoute = { method: "GET", path: "/audit", act: "see-audit", serve: listAudit };

async function listAudit({ deps, query }: ApiCall) {
  const read = queryOf(Asked, query);
  if (read.kind === "unfit") return problem(400, "The query does not fit", { fields: read.fields });
  const { day = businessDateOf(deps.clock.machineNow()), limit, cursor } = read.asked;
  const { entries, next } = await readAuditDay(deps.ledger, { day, limit, before: cursor });
  return ok({
    day,
    entries: entries.map((entry) => ({ ...entry, at: formatInstant(entry.at, "milliseconds") })),
    next,
  });
}
