import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import { worst } from "../../../../shared/health/check-health.ts";
import type { HealthFinding, HealthStatus } from "../../../../shared/health/health-check.ts";
import { html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { healthNow } from "../../api/health.ts";
import { badge, notice, panel, type Tone } from "../../page/mark.ts";
import { countText, durationText } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import type { RoomAnswer, RoomRoute, Visit } from "../../room.ts";

const STATUS: Readonly<Record<HealthStatus, { readonly tone: Tone; readonly words: InTwoLanguages }>> = {
  ok: { tone: "good", words: { indonesia: "baik", english: "well" } },
  warn: { tone: "warn", words: { indonesia: "perhatikan", english: "watch" } },
  bad: { tone: "bad", words: { indonesia: "salah", english: "wrong" } },
};

const CHECKS: Readonly<Record<string, InTwoLanguages>> = {
  "ledger-read": { indonesia: "Membaca buku besar", english: "A read of the ledger" },
  "pending-activation": {
    indonesia: "Pembayaran yang paling lama menunggu perlindungan",
    english: "The payment that has waited longest for its cover",
  },
  "open-failures": { indonesia: "Kegagalan terbuka", english: "Open failures" },
  "oldest-failure": { indonesia: "Kegagalan terbuka tertua", english: "The oldest open failure" },
  "unpublished-changes": {
    indonesia: "Perubahan yang tidak terkirim",
    english: "Changes that were never sent",
  },
  "settlement-late": {
    indonesia: "Berkas rekonsiliasi terlambat",
    english: "Settlement files that are late",
  },
  "audit-root": { indonesia: "Hari audit tanpa segel", english: "Days of the audit trail without a seal" },
  "seal-keys": { indonesia: "Kunci membuka daftar mitra", english: "The key opens the registry" },
};

/** How the gateway stands, measured when the page is asked for: what `GET /ops/api/health` tells, for people. */
export const HEALTH_PAGE: RoomRoute = {
  method: "GET",
  path: "/health",
  act: "check-health",
  serve: showHealth,
};

async function showHealth({ deps, say }: Visit): Promise<RoomAnswer> {
  const findings = await healthNow(deps);
  const { tone, words } = STATUS[worst(findings)];
  const heading = say("Kesehatan gerbang", "Health of the gateway");
  return {
    kind: "page",
    title: heading,
    content: html`${notice(tone, say.of(words))}${panel(
      heading,
      table({
        caption: heading,
        columns: [
          { head: say("Yang diukur", "What is measured") },
          { head: say("Keadaan", "State") },
          { head: say("Terukur", "Measured"), kind: "number" },
          { head: say("Perhatikan di atas", "Watch above"), kind: "number" },
          { head: say("Salah di atas", "Wrong above"), kind: "number" },
          { head: "Runbook", kind: "code" },
        ],
        rows: findings.map((finding) => rowOf(say, finding)),
        empty: "",
      }),
    )}`,
  };
}

function rowOf(
  say: Say,
  { name, status, measured, unit, warnAbove, badAbove, runbook, fault }: HealthFinding,
) {
  const { tone, words } = STATUS[status];
  const known = CHECKS[name];
  const inUnit = (value: number) =>
    unit === "seconds"
      ? durationText(say, value * 1000)
      : `${countText(say, value)}${unit === "ms" ? " ms" : ""}`;
  return [
    known ? say.of(known) : name,
    badge(tone, say.of(words)),
    measured === null ? (fault ?? "-") : inUnit(measured),
    ...[inUnit(warnAbove), inUnit(badAbove), runbook],
  ];
}
