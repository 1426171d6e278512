import { CfnIPSet, CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import { ACL_BODIES, REFUSALS, type Refusal, TOO_MANY } from "./acl-answers.ts";
import { AclLog } from "./acl-log.ts";
import { MANAGED_GROUPS, type ManagedGroup, type RequestPart } from "./managed-rules.ts";

/** Somebody whose requests are known by the addresses that they come from. */
export interface Caller {
  /** Letters, digits and dashes. */
  readonly name: string;
  readonly addresses: readonly string[];
  /** Counted for all of its addresses together; without it only single addresses are counted. */
  readonly requestsPerFiveMinutes?: number | null;
}

export interface WebAclProps {
  /** Name of the ACL in AWS. */
  readonly name: string;
  /** What it stands before: the ARN of an API's stage. */
  readonly before: string;
  /** Who may come in; nobody else may, unless the list is empty. */
  readonly callers: readonly Caller[];
  readonly requestsPerAddress: number;
  /** The largest body that is let through; without it API Gateway's own 10 MB hold. */
  readonly bodyBytesMax?: number;
  /** The parts of a request in which a match of AWS's rules blocks. Everywhere else it only counts. */
  readonly managedBlocksIn: readonly RequestPart[];
  readonly refusal: Refusal;
  readonly logDays: number;
}

const FIVE_MINUTES = 300;
/** What WAF looks at of a body, in KB; more than the first costs more. */
const BODY_LOOKS = [16, 32, 48, 64];

type Rule = Omit<CfnWebACL.RuleProperty, "priority" | "visibilityConfig">;

/**
 * What stands in front of an API: who may come in at all, how much, how large, and what AWS knows to be an attack. AWS's own rules never decide: their groups count and leave a
 * label, and one rule of ours blocks by the labels that it names. So each block is answered as we say, and a rule that AWS adds tomorrow counts until somebody has read it.
 */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const { name, before, bodyBytesMax } = props;
    const sets = props.callers.map((caller) => ({ caller, set: this.#addressSet(name, caller) }));
    const rules = [
      ...listed(sets, REFUSALS[props.refusal]),
      ...(bodyBytesMax ? [bodyLimit(bodyBytesMax, REFUSALS[props.refusal])] : []),
      ...sets.flatMap(callerRate),
      addressRate(props.requestsPerAddress),
      ...MANAGED_GROUPS.map((group) => counted(group, props.managedBlocksIn)),
      managedBlock(props.managedBlocksIn, REFUSALS[props.refusal]),
    ];
    const acl = new CfnWebACL(this, "Acl", {
      name,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      customResponseBodies: { ...ACL_BODIES },
      rules: rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: seen(rule.name) })),
      visibilityConfig: seen(name),
      ...(bodyBytesMax && { associationConfig: looksAtBody(bodyBytesMax) }),
      // What a caller wrote is in neither the logs nor the details of a match: bodies hold workers' numbers.
      dataProtectionConfig: {
        dataProtections: ["BODY", "QUERY_STRING", "SINGLE_COOKIE"].map((fieldType) => ({
          ...{ action: "SUBSTITUTION", field: { fieldType } },
        })),
      },
    });
    new CfnWebACLAssociation(this, "Association", { resourceArn: before, webAclArn: acl.attrArn });
    new AclLog(this, "Log", { acl, name, days: props.logDays });
  }

  #addressSet(acl: string, { name, addresses }: Caller): CfnIPSet {
    return new CfnIPSet(this, `Addresses-${name}`, {
      name: `${acl}-${name}`,
      scope: "REGIONAL",
      ipAddressVersion: "IPV4",
      addresses: [...addresses],
    });
  }
}

interface KnownCaller {
  readonly caller: Caller;
  readonly set: CfnIPSet;
}

/** Numbers without samples: a sampled request shows its headers to whoever opens the console. */
const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  ...{ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName },
});

const isFrom = ({ set }: KnownCaller): CfnWebACL.StatementProperty => ({
  ipSetReferenceStatement: { arn: set.attrArn },
});

/** WAF takes no "or" of one. */
function anyOf(statements: readonly CfnWebACL.StatementProperty[]): CfnWebACL.StatementProperty {
  const [only] = statements;
  return statements.length === 1 && only ? only : { orStatement: { statements: [...statements] } };
}

function listed(callers: readonly KnownCaller[], action: CfnWebACL.RuleActionProperty): readonly Rule[] {
  if (callers.length === 0) return [];
  return [
    { name: "not-listed", action, statement: { notStatement: { statement: anyOf(callers.map(isFrom)) } } },
  ];
}

function bodyLimit(size: number, action: CfnWebACL.RuleActionProperty): Rule {
  return {
    ...{ name: "body-too-large", action },
    statement: {
      sizeConstraintStatement: {
        ...{ size, comparisonOperator: "GT" },
        // What is too large to be looked at is too large.
        fieldToMatch: { body: { oversizeHandling: "MATCH" } },
        textTransformations: [{ priority: 0, type: "NONE" }],
      },
    },
  };
}

function looksAtBody(bytes: number): CfnWebACL.AssociationConfigProperty {
  const kilobytes = BODY_LOOKS.find((each) => each * 1_024 >= bytes) ?? Math.max(...BODY_LOOKS);
  return { requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: `KB_${kilobytes}` } } };
}

function callerRate(known: KnownCaller): readonly Rule[] {
  const { name, requestsPerFiveMinutes: limit } = known.caller;
  if (!limit) return [];
  const scopeDownStatement = isFrom(known);
  return [
    {
      ...{ name: `rate-of-${name}`, action: TOO_MANY },
      statement: {
        rateBasedStatement: {
          ...{ limit, aggregateKeyType: "CONSTANT", evaluationWindowSec: FIVE_MINUTES, scopeDownStatement },
        },
      },
    },
  ];
}

const addressRate = (limit: number): Rule => ({
  ...{ name: "rate-of-address", action: TOO_MANY },
  statement: {
    rateBasedStatement: { limit, aggregateKeyType: "IP", evaluationWindowSec: FIVE_MINUTES },
  },
});

/** A group whose outcome only counts. Its first match that is not set to count ends the group, so those that must not block are set to count too, or they would hide the others. */
function counted({ name, rules }: ManagedGroup, blocksIn: readonly RequestPart[]): Rule {
  const harmless = rules.filter(({ looksAt }) => !blocksIn.includes(looksAt));
  return {
    ...{ name, overrideAction: { count: {} } },
    statement: {
      managedRuleGroupStatement: {
        ...{ vendorName: "AWS", name },
        ruleActionOverrides: harmless.map((rule) => ({ name: rule.name, actionToUse: { count: {} } })),
      },
    },
  };
}

function managedBlock(blocksIn: readonly RequestPart[], action: CfnWebACL.RuleActionProperty): Rule {
  const labels = MANAGED_GROUPS.flatMap((group) =>
    group.rules
      .filter(({ looksAt }) => blocksIn.includes(looksAt))
      .map(({ label }) => `${group.labels}${label}`),
  );
  return {
    ...{ name: "known-attack", action },
    statement: anyOf(labels.map((key) => ({ labelMatchStatement: { scope: "LABEL", key } }))),
  };
}
