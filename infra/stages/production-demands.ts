import type { StageFinding } from "./stage-fault.ts";
import type { Stage } from "./stage-settings.ts";

/** AWS's region in Indonesia: what is run for a public body stays in the country (PP 71/2019 art. 20(6)). */
const IN_INDONESIA = ["ap-southeast-3"];

/** Evidence of bookkeeping: ten years from the end of the financial year (UU 8/1997), so up to eleven from the day. */
const BOOKS_KEPT_DAYS = 4_018;
const AUDIT_ROOT_DAYS = 3_653;
const ACCESS_LOG_DAYS = 365;

/** What a stage with real money must have; each is written as a finding when it is not so. */
export function productionDemands(stage: Stage): readonly StageFinding[] {
  if (stage.name !== "production") return [];
  const demand = (met: boolean, setting: string, problem: string): readonly StageFinding[] =>
    met ? [] : [{ setting, problem: `${problem} in production` }];
  const { domains, truststore, partners, ops, retention, region } = stage;
  return [
    ...demand(
      IN_INDONESIA.includes(region),
      "region",
      `is ${region}; it should be ${IN_INDONESIA.join(" or ")}`,
    ),
    ...demand(stage.environment === "production", "environment", "is sandbox; it should be production"),
    ...demand(stage.coreUrl !== null, "coreUrl", "is null; it should be the core's https:// address"),
    ...demand(domains !== null, "domains", "are null; partners, public and ops should each have one"),
    ...demand(truststore !== null, "truststore", "is null; partners should show a certificate (mutual TLS)"),
    ...demand(partners.length > 0, "partners", "are none; each partner should be listed with its addresses"),
    ...demand(ops.addresses.length > 0, "ops.addresses", "are none; it should list where ops come from"),
    ...demand(stage.alarmAddresses.length > 0, "alarmAddresses", "are none; somebody should be told"),
    ...demand(stage.deletionProtection, "deletionProtection", "is false; it should be true"),
    // The deployment that moves to a restored table has to be at once: a canary would have both tables serve (docs/runbooks/restore.md).
    ...demand(
      stage.deployment !== "AllAtOnce" || stage.restoredLedger !== undefined,
      "deployment",
      "is AllAtOnce; it should be a canary or linear one",
    ),
    ...atLeast("retention.settlementFileDays", retention.settlementFileDays, BOOKS_KEPT_DAYS),
    ...atLeast("retention.auditRootDays", retention.auditRootDays, AUDIT_ROOT_DAYS),
    ...atLeast("retention.accessLogDays", retention.accessLogDays, ACCESS_LOG_DAYS),
  ];
}

function atLeast(setting: string, days: number, least: number): readonly StageFinding[] {
  return days >= least
    ? []
    : [{ setting, problem: `is ${days}; it should be at least ${least} in production` }];
}
