import type { CfnWebACL } from "aws-cdk-lib/aws-wafv2";

/** How a request is refused in front of a function: "later" says nothing about a payment, "forbidden" is for doors that no payment goes through. */
export type Refusal = "later" | "forbidden";

/** How long somebody who is refused should wait, in seconds: a rate is looked at every ten seconds or so, an address that is not on a list takes a person. */
const WAIT_SECONDS = { tooMany: 30, later: 60 } as const;

const json = (responseCode: string, responseMessage: string) => ({
  contentType: "APPLICATION_JSON",
  content: JSON.stringify({ responseCode, responseMessage }),
});

/** The bodies that a web ACL answers with, in the form that SNAP BI gives an answer without a service (design 5.2). */
export const ACL_BODIES = {
  "too-many": json("4290000", "Too Many Requests"),
  later: json("5030000", "Service Unavailable"),
  forbidden: json("4030000", "Forbidden"),
} as const satisfies Record<string, CfnWebACL.CustomResponseBodyProperty>;

const block = (
  responseCode: number,
  customResponseBodyKey: keyof typeof ACL_BODIES,
  waitSeconds?: number,
): CfnWebACL.RuleActionProperty => ({
  block: {
    customResponse: {
      ...{ responseCode, customResponseBodyKey },
      ...(waitSeconds && { responseHeaders: [{ name: "Retry-After", value: String(waitSeconds) }] }),
    },
  },
});

/** More than its share: the one 4xx that is right on the way of a payment, because every caller reads it as "not yet". */
export const TOO_MANY = block(429, "too-many", WAIT_SECONDS.tooMany);

/** At BRI any other 4xx on the retry of a payment gives money back that we keep, so a block there is a 503. */
export const REFUSALS: Readonly<Record<Refusal, CfnWebACL.RuleActionProperty>> = {
  later: block(503, "later", WAIT_SECONDS.later),
  forbidden: block(403, "forbidden"),
};
