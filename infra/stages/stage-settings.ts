import * as z from "zod";
import { FUNCTION_TIMEOUT_SECONDS, type FunctionName } from "../settings.ts";
import { AddressRange } from "./address-range.ts";
import { Limits } from "./limits.ts";
import { StageKeys } from "./stage-keys.ts";
import { wanted } from "./wanted.ts";

/** The stages there are, in the order in which a change passes them. */
export const STAGE_NAMES = ["dev", "uat", "production"] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** How a new version of a function takes over, by the names of CodeDeploy. */
export const DEPLOYMENTS = [
  "AllAtOnce",
  "Canary10Percent5Minutes",
  "Canary10Percent10Minutes",
  "Canary10Percent15Minutes",
  "Linear10PercentEvery1Minute",
] as const;

/** The times that CloudWatch keeps logs for, in days; any other is refused by it in the middle of a deployment. */
const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const text = (pattern: RegExp, what: string) => z.string(wanted(what)).regex(pattern, wanted(what));
const count = (min: number, max: number, what: string) => {
  const range = `${what}, a whole number from ${min} to ${max}`;
  return z.int(wanted(range)).min(min, wanted(range)).max(max, wanted(range));
};
const logDays = z
  .int(wanted("a number of days that CloudWatch knows"))
  .refine((days) => LOG_DAYS.includes(days), wanted(`one of ${LOG_DAYS.join(", ")}`));
const httpsUrl = text(/^https:\/\/[a-z0-9.-]+(:\d+)?(\/[^\s?#]*)?$/, "an https:// address without query");
const shortText = (what: string) => text(/^\S{1,200}$/, what);

const Domain = z.strictObject(
  {
    name: text(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      "a host name in small letters",
    ),
    certificateArn: text(
      /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
      "the ARN of a certificate in ACM, arn:aws:acm:<region>:<account>:certificate/<id>",
    ),
  },
  wanted("a domain: name and certificateArn"),
);

const Partner = z.strictObject(
  {
    partnerId: text(/^[a-z][a-z0-9-]{0,31}$/, "the partner's id in the registry"),
    addresses: z
      .array(AddressRange, wanted("the ranges that the partner calls from"))
      .min(1, wanted("at least one range that the partner calls from")),
    requestsPerFiveMinutes: count(
      10,
      2_000_000,
      "what the partner may send in five minutes, or null to count only its single addresses",
    ).nullable(),
  },
  wanted("a partner: partnerId, addresses and requestsPerFiveMinutes"),
);

const reservation = count(0, 10_000, "the concurrency kept for the function").optional();
const functionNames = Object.keys(FUNCTION_TIMEOUT_SECONDS) as readonly FunctionName[];
const ReservedConcurrency = z.strictObject(
  Object.fromEntries(functionNames.map((name) => [name, reservation])) as Record<
    FunctionName,
    typeof reservation
  >,
  wanted("the concurrency kept for functions, by name; {} for none"),
);

/** Everything in which one stage may differ from another. What is not here is the same in all of them (infra/settings.ts). */
export const StageSettings = z.strictObject(
  {
    region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region").default("ap-southeast-3"),
    environment: z.enum(["sandbox", "production"], wanted("whose keys are good here: sandbox or production")),
    coreUrl: httpsUrl.nullable(),
    /** Null until the first deployment has made the seal key that wraps them. */
    keys: StageKeys.nullable(),
    domains: z
      .strictObject(
        { partners: Domain, public: Domain, ops: Domain },
        wanted("the domains of partners, public and ops, or null for none"),
      )
      .nullable(),
    truststore: z
      .strictObject(
        {
          key: text(
            /^[A-Za-z0-9._/-]{1,200}\.pem$/,
            "the key of the PEM bundle in the stage's truststore bucket",
          ),
          version: shortText("the version of that object, as S3 gave it"),
        },
        wanted("the key and version of the partners' certificates, or null for no mutual TLS"),
      )
      .nullable(),
    partners: z.array(Partner, wanted("a list of partners")),
    ops: z.strictObject(
      {
        origin: text(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, "the https:// origin at which ops open the console"),
        issuer: httpsUrl,
        clientId: shortText("the console's client id at the issuer: a public client with PKCE"),
        audience: shortText("the audience of access tokens for /ops/api"),
        rolesClaim: shortText("the claim with the roles viewer, operator, approver"),
        addresses: z.array(AddressRange, wanted("the ranges that ops come from; [] for anywhere")),
      },
      wanted("who ops are: origin, issuer, clientId, audience, rolesClaim and addresses"),
    ),
    limits: Limits,
    account: z.strictObject(
      {
        concurrency: count(10, 1_000_000, "Lambda's concurrency quota of the account"),
        requestsPerSecond: count(1, 1_000_000, "API Gateway's throttle of the account"),
        burst: count(1, 1_000_000, "API Gateway's burst of the account"),
      },
      wanted("the quotas of the account: concurrency, requestsPerSecond and burst"),
    ),
    reservedConcurrency: ReservedConcurrency,
    alarmAddresses: z.array(
      z.email(wanted("an e-mail address")),
      wanted("the e-mail addresses that alarms go to"),
    ),
    retention: z.strictObject(
      {
        functionLogDays: logDays,
        accessLogDays: logDays,
        eventArchiveDays: count(1, 3_653, "how long the bus keeps events, in days"),
        auditRootDays: count(1, 36_500, "how long the audit trail's roots are locked, in days"),
        settlementFileDays: count(1, 36_500, "how long settlement files are kept, in days"),
      },
      wanted("how long things are kept"),
    ),
    deployment: z.enum(DEPLOYMENTS, wanted(`one of ${DEPLOYMENTS.join(", ")}`)),
    deletionProtection: z.boolean(wanted("true or false")),
    /** After a restore the ledger is another table (docs/runbooks/restore.md); its stream names table, region and account. */
    restoredLedger: text(
      /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\/[A-Za-z0-9_.-]{3,255}\/stream\/[0-9T:.-]{10,40}$/,
      "the latest stream ARN of the restored table, or missing where the stack's own table serves",
    ).optional(),
    monthlyBudgetUsd: count(1, 10_000_000, "what the stage may cost in a month, in US dollars"),
  },
  wanted("the settings of a stage"),
);

/** A stage as its file writes it down. */
export type StageSettings = z.input<typeof StageSettings>;
/** A stage that was found good. */
export type Stage = z.output<typeof StageSettings> & { readonly name: StageName };
