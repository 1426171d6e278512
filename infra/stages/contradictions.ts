import { overlap } from "./address-range.ts";
import { concurrencyFindings } from "./concurrency.ts";
import { PARTNER_REQUESTS, type Rate } from "./limits.ts";
import type { StageFinding } from "./stage-fault.ts";
import type { Stage } from "./stage-settings.ts";

/** AWS WAF's quota of rate-based rules in a web ACL; one of them counts single addresses. */
const RATE_RULES_MAX = 10;

/** Settings that are each good and cannot be true together; AWS would find some of them in the middle of a deployment, and others never. */
export function contradictionsOf(stage: Stage): readonly StageFinding[] {
  return [
    ...ofDomains(stage),
    ...ofPartners(stage),
    ...ofPartnerRates(stage),
    ...ofLimits(stage),
    ...ofAccount(stage),
    ...concurrencyFindings(stage),
    ...ofRestoredLedger(stage),
    ...repeated("alarmAddresses", stage.alarmAddresses),
  ];
}

/** The stack lets go of its own table for the restored one. Only a protected table survives that: it is the evidence, and holds what the other one lost. */
function ofRestoredLedger({ restoredLedger, region, deletionProtection }: Stage): readonly StageFinding[] {
  if (restoredLedger === undefined) return [];
  const at = restoredLedger.split(":")[3];
  const setting = "restoredLedger";
  return [
    ...(at === region ? [] : [{ setting, problem: `is a table in ${at}; the stage stands in ${region}` }]),
    ...(deletionProtection
      ? []
      : [
          {
            setting,
            problem: "is given without deletionProtection; the table that was lost would be deleted",
          },
        ]),
  ];
}

function ofDomains({ domains, truststore, ops, region }: Stage): readonly StageFinding[] {
  if (!domains) {
    return truststore
      ? [
          {
            setting: "truststore",
            problem: "is given without domains; mutual TLS is only had on a domain, so it should be null",
          },
        ]
      : [];
  }
  const all = Object.entries(domains);
  const accounts = new Set(all.map(([, { certificateArn }]) => certificateArn.split(":")[4]));
  return [
    ...all.flatMap(([of, { certificateArn }]) => {
      const at = certificateArn.split(":")[3];
      if (at === region) return [];
      return [
        {
          setting: `domains.${of}.certificateArn`,
          problem: `is a certificate in ${at}; a regional domain needs one in ${region}`,
        },
      ];
    }),
    ...(accounts.size > 1
      ? [
          {
            setting: "domains",
            problem: `have certificates of ${accounts.size} accounts; a stage stands in one`,
          },
        ]
      : []),
    ...repeated(
      "domains",
      all.map(([, { name }]) => name),
    ),
    ...(ops.origin === `https://${domains.ops.name}`
      ? []
      : [
          {
            setting: "ops.origin",
            problem: `is ${ops.origin}; it should be https://${domains.ops.name}, the domain of ops`,
          },
        ]),
  ];
}

function ofPartners({ partners }: Stage): readonly StageFinding[] {
  const ranges = partners.flatMap(({ partnerId, addresses }, partner) =>
    addresses.map((range, at) => ({ partnerId, range, setting: `partners[${partner}].addresses[${at}]` })),
  );
  const shared = ranges.flatMap((one, at) =>
    ranges
      .slice(0, at)
      .filter((earlier) => overlap(one.range, earlier.range))
      .map((earlier) => ({
        setting: one.setting,
        problem: `is ${one.range}, which has addresses of ${earlier.setting} (${earlier.partnerId}); a request is counted for one partner`,
      })),
  );
  return [
    ...repeated(
      "partners",
      partners.map(({ partnerId }) => partnerId),
    ),
    ...shared,
  ];
}

function ofPartnerRates({ partners }: Stage): readonly StageFinding[] {
  const most = RATE_RULES_MAX - 1;
  const counted = partners.filter(({ requestsPerFiveMinutes }) => requestsPerFiveMinutes !== null).length;
  if (counted <= most) return [];
  return [
    {
      setting: "partners",
      problem: `are ${counted} with requestsPerFiveMinutes; it should be at most ${most}, the rate-based rules of a web ACL: give the others null`,
    },
  ];
}

function ofLimits({ limits }: Stage): readonly StageFinding[] {
  const { total } = limits.partners;
  return PARTNER_REQUESTS.flatMap((kind) =>
    above(`limits.partners.${kind}`, limits.partners[kind], total, "the partners' total"),
  );
}

/** All APIs of an account share its throttle; what they are promised beyond it is refused to whoever comes last. */
function ofAccount({ limits, account }: Stage): readonly StageFinding[] {
  return Object.entries(limits).flatMap(([api, { total }]) =>
    above(`limits.${api}.total`, total, account, "API Gateway's throttle of the account"),
  );
}

function above(setting: string, rate: Rate, limit: Rate, whose: string): readonly StageFinding[] {
  return (["requestsPerSecond", "burst"] as const)
    .filter((part) => rate[part] > limit[part])
    .map((part) => ({
      setting: `${setting}.${part}`,
      problem: `is ${rate[part]}; it should be at most ${limit[part]}, ${whose}`,
    }));
}

function repeated(setting: string, values: readonly string[]): readonly StageFinding[] {
  const twice = new Set(values.filter((value, at) => values.indexOf(value) !== at));
  return [...twice].map((value) => ({ setting, problem: `has ${value} twice; each should be there once` }));
}
