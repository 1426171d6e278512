import { type Stack, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";
import type { Stage } from "./stages/stage.ts";

/** A finding of cdk-nag that stands, and why. */
export interface Acknowledgement {
  /** Paths of the constructs below the stack that it holds for, with everything in them and nothing beside them. */
  readonly at: readonly string[];
  /** The finding exactly as cdk-nag prints it. */
  readonly id: string;
  readonly reason: string;
}

const FUNCTIONS = [
  ...[
    "PartnerApi",
    "MemberDesk",
    "PublicApi",
    "OpsApi",
    "EventRelay",
    "CoverageActivation",
    "ActivationSweeper",
  ],
  ...[
    "CreditKeeper",
    "MemberFeed",
    "FailureIntake",
    "Reporting",
    "AuditSealer",
    "AttemptIntake",
    "ReplayRunner",
    "Watchman",
  ],
  "Settlement/Reconciliation",
];
const ROLES = FUNCTIONS.map((name) => `${name}/Role/DefaultPolicy`);

/** Findings that are the same in every stage. */
const STANDING: readonly Acknowledgement[] = [
  {
    at: ["Partners/Api"],
    id: "AwsSolutions-APIG2",
    reason:
      "The function checks the signature over the bytes as they came and answers every malformed request in the caller's protocol. A validator before it would refuse in a form that no bank reads, unsigned and unlogged.",
  },
  {
    at: ["Public/Api"],
    id: "AwsSolutions-APIG2",
    reason:
      "Nothing of a request is read but method and path, and the function knows every path it serves by name.",
  },
  {
    at: ["Partners/Api"],
    id: "AwsSolutions-APIG4",
    reason:
      "SNAP BI signs the body. An authorizer sees no body, so the function itself authenticates every request before it reads anything else.",
  },
  {
    at: ["Public/Api"],
    id: "AwsSolutions-APIG4",
    reason: "Public by purpose: the keys that anyone may check a token with, and a sign of life.",
  },
  {
    at: ["Partners/Api"],
    id: "AwsSolutions-COG4",
    reason: "Callers are banks' servers with keys of their own under SNAP BI, not users of a Cognito pool.",
  },
  {
    at: ["Public/Api"],
    id: "AwsSolutions-COG4",
    reason: "Public by purpose: there is no user to know.",
  },
  {
    at: ["Ops/Api"],
    id: "AwsSolutions-APIG2",
    reason:
      "The function reads every field with a schema of its own and answers what does not fit as a page or a problem; a validator before it would know neither.",
  },
  {
    at: ["Ops/Api"],
    id: "AwsSolutions-APIG4",
    reason:
      "The console signs people in by itself (authorization code flow), and an authorizer would refuse them before they can. The function checks the token or the session of every other request first.",
  },
  {
    at: ["Ops/Api"],
    id: "AwsSolutions-COG4",
    reason: "Any OpenID Connect issuer serves, not one of Amazon's alone.",
  },
  {
    at: ["ApiLogs/Role"],
    id: "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]",
    reason:
      "The account's one role with which API Gateway, not Kanal, writes logs. API Gateway refuses a role that lacks any right of this policy.",
  },
  {
    at: ["Audit/Bucket"],
    id: "AwsSolutions-S1",
    reason:
      "One role writes there, names cannot be taken twice and nothing can be removed; what is read there is public in substance: counts and hashes.",
  },
  {
    at: ["Settlement/Files/Bucket"],
    id: "AwsSolutions-S1",
    reason:
      "One function reads there, partners and the console only write, and each object needs the bucket's own key, whose every use CloudTrail records.",
  },
  {
    at: ["Unpublished/Bucket"],
    id: "AwsSolutions-S1",
    reason:
      "The bucket is empty in normal operation, is reached by two roles only, and each object needs the ledger's key, whose every use CloudTrail records.",
  },
  {
    at: ["Truststore/Bucket"],
    id: "AwsSolutions-S1",
    reason:
      "It holds certificates, which are no secret, a new version a year or so; a version counts only when the stage's settings name it, and who changes those is in the project's history.",
  },
  {
    at: ["Members/Snapshots/Bucket"],
    id: "AwsSolutions-S1",
    reason:
      "One role reads it, every object is announced to that role's function, which logs what it took in, and each line is sealed for the feed: an object that was carried off tells nothing.",
  },
  {
    at: ROLES,
    id: "AwsSolutions-IAM5[Resource::*]",
    reason:
      "xray:PutTraceSegments and xray:PutTelemetryRecords know no resource. Nothing else in the role has one that is wild; a test lists them all.",
  },
];

/** What the Serverless pack finds and does not see answered. */
const SERVERLESS: readonly Acknowledgement[] = [
  {
    at: FUNCTIONS.map((name) => `${name}/Function`),
    id: "Serverless-LambdaDLQ",
    reason:
      "A function that is called without waiting has the last resort as its on-failure destination, which holds the event and the error; the others are called by who waits, or by a queue or stream with its own.",
  },
  {
    at: [
      "Settlement/Reconciliation/FromSettlementErrands",
      "CoverageActivation/FromActivation",
      "Reporting/FromCounted",
      "ReplayRunner/FromSlices",
      "FailureIntake/FromDeadLetters",
      "FailureIntake/FromMemberDeadLetters",
      "MemberFeed/FromChanges",
    ],
    id: "Serverless-LambdaEventSourceMappingDestination",
    reason:
      "Only a stream's event source takes a destination; a queue's failures go where its redrive policy says.",
  },
  {
    at: ["Events/LastResort"],
    id: "Serverless-SQSRedrivePolicy",
    reason: "It is where all others fall to: nothing reads it but a person, whom an alarm calls.",
  },
  {
    at: ["Watch/Topic"],
    id: "Serverless-SNSRedrivePolicy",
    reason:
      "SNS itself tries a mail again; a letter about an alarm in a queue would be read after the alarm's end.",
  },
];

/** Rights on objects whose names others make up, in buckets that bear the stage's name. */
function onObjects({ name }: Pick<Stage, "name">): readonly Acknowledgement[] {
  const below = (bucket: string, prefix = "") =>
    `AwsSolutions-IAM5[Resource::arn:aws:s3:::kanal-${name}-${bucket}-<AWS::AccountId>-<AWS::Region>/${prefix}*]`;
  return [
    {
      at: ["EventRelay/Role/DefaultPolicy", "FailureIntake/Role/DefaultPolicy"],
      id: below("unpublished", "aws/lambda/"),
      reason:
        "Lambda makes up the names of the batches that it lays down below this prefix; the relay's event source only writes there, failure-intake only reads.",
    },
    {
      at: ["MemberFeed/Role/DefaultPolicy"],
      id: below("members"),
      reason:
        "The core makes up the names of its snapshots, and nothing else is ever laid in that bucket; member-feed only reads.",
    },
    {
      at: ["Settlement/Reconciliation/Role/DefaultPolicy"],
      id: below("settlement"),
      reason:
        "Partners make up the names of their files, and nothing else is laid in that bucket; the function only reads.",
    },
    {
      at: ["OpsApi/Role/DefaultPolicy"],
      id: below("settlement"),
      reason:
        "A file that came by mail is laid below its partner and date, under the name that the partner gave it; the function only writes, after the trail has it.",
    },
    {
      at: ["AuditSealer/Role/DefaultPolicy"],
      id: below("audit", "roots/"),
      reason:
        "A root is named after its day. The sealer lays down names that are not taken; Object Lock and the bucket's policy keep it from laying anything over one.",
    },
    {
      at: ["AuditSealer/Role/DefaultPolicy"],
      id: below("audit", "tips/"),
      reason:
        "A tip of the running day is named after its minute; the same lock and policy hold for it as for the roots.",
    },
  ];
}

/** Of a stage whose functions take over step by step. */
const OF_DEPLOYMENTS: readonly Acknowledgement[] = [
  {
    at: ["Watch/Deployments/Role/DefaultPolicy"],
    id: "AwsSolutions-IAM5[Resource::*]",
    reason:
      "CodeDeploy asks by cloudwatch:DescribeAlarms whether an alarm rings, which is no action on one alarm. The aliases that it moves are named one by one.",
  },
];

type OfStage = Pick<Stage, "name" | "deployment">;

/** All of a stage's. One more is a decision, so a test holds this list against its own (docs/decisions/0003-aws-layout.md). */
export const acknowledgementsOf = (stage: OfStage): readonly Acknowledgement[] => [
  ...STANDING,
  ...SERVERLESS,
  ...(stage.deployment === "AllAtOnce" ? [] : OF_DEPLOYMENTS),
  ...onObjects(stage),
];

/** Tells cdk-nag what stands in a stage's stacks. @throws Error when a construct is gone: its acknowledgement has to go with it. */
export function acknowledge(stacks: readonly Stack[], stage: OfStage): void {
  for (const { at, id, reason } of acknowledgementsOf(stage)) {
    for (const path of at) Validations.of(constructAt(stacks, path)).acknowledge({ id, reason });
  }
}

function constructAt(stacks: readonly Stack[], path: string): IConstruct {
  for (const stack of stacks) {
    const found = path
      .split("/")
      .reduce<IConstruct | undefined>((above, step) => above?.node.tryFindChild(step), stack);
    if (found) return found;
  }
  throw new Error(`no construct at ${path}: its acknowledgement has to go too`);
}
