import { Duration } from "aws-cdk-lib";
import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { HEALTH_LIMITS } from "../../../shared/health/health-limits.ts";
import type { AlarmBook } from "./alarm-book.ts";
import { measuredBy } from "./measured-metric.ts";
import type { WhatStands } from "./what-stands.ts";

/** What proves the books: partners' files, and the seals of the audit trail; and whether anybody looks. */
export function bookKeepingAlarms(book: AlarmBook, stands: WhatStands): void {
  const watchman = stands.function("watchman");
  book.enter({
    runbook: "settlement-late",
    meaning: "A partner's settlement file is overdue: a day of its money is without proof",
    metric: measuredBy(watchman, "LateSettlements"),
    limit: { above: 0 },
  });
  book.enter({
    runbook: "audit-unsealed",
    meaning: "Days of the audit trail that are over have no signed root: they prove nothing yet",
    metric: measuredBy(watchman, "AuditDaysBehind"),
    limit: { above: HEALTH_LIMITS.auditDaysBehind.warnAbove },
  });
  // A rule that somebody switched off makes no errors. Two hours of those that run each hour, so that one late run calls nobody.
  silence(book, stands, "audit-sealer", Duration.hours(2), "The audit trail is not sealed");
  silence(book, stands, "credit-keeper", Duration.hours(2), "Cover that credit pays for ends");
  // Asked every half hour which files are overdue; nobody else finds a file that never came.
  const overdue = "Nobody looks which settlement files are overdue";
  silence(book, stands, "settlement-reconciliation", Duration.hours(2), overdue);
  const pending = "Payments without an event are not found";
  silence(book, stands, "activation-sweeper", Duration.minutes(15), pending);
  silence(book, stands, "watchman", Duration.minutes(15), "Nobody looks at failures, settlement and seals");
}

function silence(
  book: AlarmBook,
  stands: WhatStands,
  name: Parameters<WhatStands["function"]>[0],
  within: Duration,
  meaning: string,
): void {
  book.enter({
    runbook: "schedule-silent",
    of: name,
    meaning: `${meaning}: ${name} has not run for ${within.toHumanString()}`,
    metric: stands.function(name).lambda.metricInvocations({ period: within, statistic: Stats.SUM }),
    limit: { below: 1 },
    ringsWhenSilent: true,
  });
}
