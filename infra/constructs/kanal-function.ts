import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Alias,
  Architecture,
  CfnFunction,
  Code,
  Function as LambdaFunction,
  RecursiveLoop,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { FUNCTION_MEMORY_MB, FUNCTION_TIMEOUT_SECONDS, type FunctionName } from "../settings.ts";
import { callsPerQueue } from "../stages/concurrency.ts";
import type { Stage } from "../stages/stage.ts";

interface KanalFunctionProps {
  readonly name: FunctionName;
  /** Folder that holds one folder a function, as infra/bundle.ts leaves it. */
  readonly bundles: string;
  readonly stage: Stage;
  readonly environment: Readonly<Record<string, string>>;
}

/** The one name under which a function is called. */
const LIVE = "live";

/**
 * One deployed function with a role and a log group of its own. The role starts with its own logs and X-Ray and nothing else: no managed policy,
 * because those name log groups and actions that the function never uses. Everything more is said by `allow`, action by action.
 *
 * Whatever calls it calls `live`, an alias of one published version, and has no right to call anything else of it: a deployment moves the alias (gradual-deployments.ts), and
 * `aws lambda update-alias` moves it back to a version of before, which stays.
 */
export class KanalFunction extends Construct {
  readonly name: FunctionName;
  readonly lambda: LambdaFunction;
  readonly live: Alias;
  /** How many calls each queue that feeds it may have going. */
  readonly callsPerQueue: number | undefined;
  readonly logs: LogGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, { name, bundles, stage, environment }: KanalFunctionProps) {
    super(scope, id);
    this.name = name;
    this.callsPerQueue = callsPerQueue(name, stage);
    this.logs = new LogGroup(this, "Logs", { retention: stage.retention.functionLogDays });
    this.#role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.allow({
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [this.logs.logGroupArn],
    });
    this.lambda = new LambdaFunction(this, "Function", {
      description: `Kanal ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(bundles, name)),
      handler: "index.handler",
      memorySize: FUNCTION_MEMORY_MB[name],
      timeout: Duration.seconds(FUNCTION_TIMEOUT_SECONDS[name]),
      environment: { NODE_OPTIONS: "--enable-source-maps", ...environment },
      role: this.#role,
      logGroup: this.logs,
      tracing: Tracing.ACTIVE,
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      reservedConcurrentExecutions: stage.reservedConcurrency[name],
    });
    this.live = new Alias(this, "Live", { aliasName: LIVE, version: this.lambda.currentVersion });
  }

  /** What calls the function and does not wait (S3, a schedule) is tried again by Lambda for this long, and lies in the queue after that. */
  giveUpTo(queue: IQueue, after: Duration): void {
    this.allow({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] });
    this.live.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: after,
      // Not the ready-made destination: that one grants more than SendMessage.
      onFailure: { bind: () => ({ destination: queue.queueArn }) },
    });
  }

  /**
   * For a function whose work goes on in messages to its own queue. Lambda takes that for a runaway and stops it after some sixteen calls in a row ("Use Lambda recursive loop detection"), so who does it has an end of its own.
   */
  mayCallItself(): void {
    const resource = this.lambda.node.defaultChild;
    if (!(resource instanceof CfnFunction)) throw new TypeError("the function has no resource of its own");
    resource.recursiveLoop = RecursiveLoop.ALLOW;
  }

  /** Gives the function's role exactly these actions on exactly these resources. */
  allow(statement: {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly conditions?: Readonly<Record<string, Record<string, unknown>>>;
  }): void {
    const { actions, resources, conditions } = statement;
    this.#role.addToPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions && { conditions: { ...conditions } }),
      }),
    );
  }
}
