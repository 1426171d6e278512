import { Stack } from "aws-cdk-lib";
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  ResponseType,
  RestApi,
} from "aws-cdk-lib/aws-apigateway";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Rate } from "../stages/limits.ts";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";

/** API Gateway's word, not ours: each of our stages has an API of its own, and it has this one. */
const API_STAGE = "live";

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

/** Paths served apart from the rest. */
export interface ApiRoom {
  readonly server: KanalFunction;
  readonly paths: readonly string[];
  readonly throttling: Rate;
}

interface RegionalApiProps {
  readonly stage: Stage;
  readonly description: string;
  readonly server: KanalFunction;
  /** Paths that another function serves, POST by their nature and throttled for themselves; every other method is that function's to refuse. */
  readonly rooms?: readonly ApiRoom[];
  readonly throttling: Rate;
  /** Whether the caller's address is logged: a bank's server has one, a worker's phone is a person. */
  readonly logCallerAddress: boolean;
}

/** The throttle of a room's own method; the stage's limits hold for everything else. */
const methodOptions = ({ paths, throttling }: ApiRoom) =>
  paths.map(
    (path) =>
      [
        `${path}/POST`,
        { throttlingRateLimit: throttling.requestsPerSecond, throttlingBurstLimit: throttling.burst },
      ] as const,
  );

/**
 * A REST API that hands every request to one function as it came. Every media type counts as binary, because API Gateway would otherwise re-encode the
 * body as text and a signature is over bytes; methods and paths are the function's business, so that a wrong one is answered in the partner's protocol.
 */
export class RegionalApi extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: RegionalApiProps) {
    super(scope, id);
    const { stage, description, server, throttling, logCallerAddress, rooms = [] } = props;
    const accessLogs = new LogGroup(this, "AccessLogs", { retention: stage.retention.accessLogDays });
    const line = { ...ACCESS_LINE, ...(logCallerAddress && { address: "$context.identity.sourceIp" }) };
    this.api = new RestApi(this, "Api", {
      restApiName: `${Stack.of(this).stackName}-${id}`,
      description,
      endpointTypes: [EndpointType.REGIONAL],
      binaryMediaTypes: ["*/*"],
      deployOptions: {
        stageName: API_STAGE,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(line)),
        // Errors of API Gateway itself; traces of data would hold bodies.
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        metricsEnabled: true,
        tracingEnabled: true,
        throttlingRateLimit: throttling.requestsPerSecond,
        throttlingBurstLimit: throttling.burst,
        methodOptions: Object.fromEntries(rooms.flatMap(methodOptions)),
      },
    });
    // What API Gateway answers by itself says nothing about a payment: 429, when to come back, and no more (design 5.2).
    this.api.addGatewayResponse("Throttled", {
      type: ResponseType.THROTTLED,
      statusCode: "429",
      responseHeaders: { "Retry-After": "'1'" },
      templates: { "application/json": '{"responseCode":"4290000","responseMessage":"Too Many Requests"}' },
    });
    const integration = new LambdaIntegration(server.lambda, { allowTestInvoke: false });
    this.api.root.addMethod("ANY", integration);
    this.api.root.addProxy({ anyMethod: true, defaultIntegration: integration });
    for (const room of rooms) this.#addRoom(room);
    // API Gateway makes this group by itself and keeps it for ever; made here it has an end.
    const errorLogs = new LogGroup(this, "ErrorLogs", {
      logGroupName: `API-Gateway-Execution-Logs_${this.api.restApiId}/${API_STAGE}`,
      retention: stage.retention.accessLogDays,
    });
    this.api.deploymentStage.node.addDependency(errorLogs);
  }

  #addRoom({ server, paths }: ApiRoom): void {
    const integration = new LambdaIntegration(server.lambda, { allowTestInvoke: false });
    for (const path of paths) {
      const resource = this.api.root.resourceForPath(path);
      for (const method of ["POST", "ANY"]) resource.addMethod(method, integration);
    }
  }
}
