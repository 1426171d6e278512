import { Stack } from "aws-cdk-lib";
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from "aws-cdk-lib/aws-apigateway";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { KEEP_DAYS } from "../settings.ts";
import type { KanalFunction } from "./kanal-function.ts";

const STAGE = "live";

/** One line a request: enough to count, to time and to find the function's own line, nothing that a caller wrote. Path, query and headers stay out. */
const ACCESS_LINE = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  route: "$context.resourcePath",
  status: "$context.status",
  latencyMs: "$context.responseLatency",
  integrationLatencyMs: "$context.integrationLatency",
  integrationStatus: "$context.integration.status",
  bytes: "$context.responseLength",
  error: "$context.error.responseType",
};

interface RegionalApiProps {
  readonly description: string;
  readonly server: KanalFunction;
  readonly throttling: { readonly requestsPerSecond: number; readonly burst: number };
  /** Whether the caller's address is logged: a bank's server has one, a worker's phone is a person. */
  readonly logCallerAddress: boolean;
}

/**
 * A REST API that hands every request to one function as it came. Every media type counts as binary, because API Gateway would otherwise re-encode the
 * body as text and a signature is over bytes; methods and paths are the function's business, so that a wrong one is answered in the partner's protocol.
 */
export class RegionalApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: RegionalApiProps) {
    super(scope, id);
    const { description, server, throttling, logCallerAddress } = props;
    const accessLogs = new LogGroup(this, "AccessLogs", { retention: KEEP_DAYS.accessLogs });
    const line = { ...ACCESS_LINE, ...(logCallerAddress && { address: "$context.identity.sourceIp" }) };
    this.api = new RestApi(this, "Api", {
      restApiName: `${Stack.of(this).stackName}-${id}`,
      description,
      endpointTypes: [EndpointType.REGIONAL],
      binaryMediaTypes: ["*/*"],
      deployOptions: {
        stageName: STAGE,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(line)),
        // Errors of API Gateway itself; traces of data would hold bodies.
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        metricsEnabled: true,
        tracingEnabled: true,
        throttlingRateLimit: throttling.requestsPerSecond,
        throttlingBurstLimit: throttling.burst,
      },
    });
    const integration = new LambdaIntegration(server.lambda, { allowTestInvoke: false });
    this.api.root.addMethod("ANY", integration);
    this.api.root.addProxy({ anyMethod: true, defaultIntegration: integration });
    // API Gateway makes this group by itself and keeps it for ever; made here it has an end.
    const errorLogs = new LogGroup(this, "ErrorLogs", {
      logGroupName: `API-Gateway-Execution-Logs_${this.api.restApiId}/${STAGE}`,
      retention: KEEP_DAYS.accessLogs,
    });
    this.api.deploymentStage.node.addDependency(errorLogs);
  }
}
