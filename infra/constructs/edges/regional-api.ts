import { Stack } from "aws-cdk-lib";
import {
  AccessLogFormat,
  CfnRestApi,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from "aws-cdk-lib/aws-apigateway";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Rate } from "../../stages/limits.ts";
import type { Stage } from "../../stages/stage.ts";
import type { KanalFunction } from "../kanal-function.ts";
import { EdgeDomain, type Tls, tlsOf } from "./edge-domain.ts";
import { answerTooMany } from "./gateway-answers.ts";
import { WebAcl, type WebAclProps } from "./web-acl.ts";

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
  tls: "$context.tlsVersion",
  acl: "$context.waf.status",
};

/** A method of a path, which may have a part of the caller's own: `/h2h/v1/payments/:reference`. */
export interface ApiMethod {
  readonly method: "GET" | "POST";
  readonly path: string;
}

/** Requests that are served or throttled apart from the rest; every other method of their paths is that function's to refuse. */
export interface ApiRoom {
  readonly server: KanalFunction;
  readonly methods: readonly ApiMethod[];
  readonly throttling: Rate;
}

interface RegionalApiProps {
  readonly stage: Stage;
  /** Which of the stage's doors it is. */
  readonly of: keyof NonNullable<Stage["domains"]>;
  readonly description: string;
  readonly server: KanalFunction;
  readonly rooms?: readonly ApiRoom[];
  readonly throttling: Rate;
  /** Whether the caller's address is logged: a bank's server has one, a worker's phone is a person. */
  readonly logCallerAddress: boolean;
  readonly tls: Tls;
  readonly acl: Omit<WebAclProps, "name" | "before" | "logDays">;
}

/**
 * A REST API that hands every request to one function as it came. Every media type counts as binary, because API Gateway would otherwise re-encode the
 * body as text and a signature is over bytes; methods and paths are the function's business, so that a wrong one is answered in the partner's protocol.
 * Where the stage has domains, its own is the only way in.
 */
export class RegionalApi extends Construct {
  readonly api: RestApi;
  readonly accessLogs: LogGroup;

  constructor(scope: Construct, id: string, props: RegionalApiProps) {
    super(scope, id);
    const { stage, of, server, tls, rooms = [] } = props;
    this.accessLogs = new LogGroup(this, "AccessLogs", { retention: stage.retention.accessLogDays });
    this.api = this.#makeApi(id, props);
    answerTooMany(this.api);
    const integration = new LambdaIntegration(server.live, { allowTestInvoke: false });
    this.api.root.addMethod("ANY", integration);
    this.api.root.addProxy({ anyMethod: true, defaultIntegration: integration });
    for (const room of rooms) this.#addRoom(room);
    new EdgeDomain(this, "Domain", { ...{ stage, of, tls }, api: this.api });
    new WebAcl(this, "Acl", {
      ...props.acl,
      name: `kanal-${stage.name}-${of}`,
      before: this.api.deploymentStage.stageArn,
      logDays: stage.retention.accessLogDays,
    });
    // API Gateway makes this group by itself and keeps it for ever; made here it has an end.
    const errorLogs = new LogGroup(this, "ErrorLogs", {
      logGroupName: `API-Gateway-Execution-Logs_${this.api.restApiId}/${API_STAGE}`,
      retention: stage.retention.accessLogDays,
    });
    this.api.deploymentStage.node.addDependency(errorLogs);
  }

  #makeApi(id: string, props: RegionalApiProps): RestApi {
    const { stage, description, throttling, logCallerAddress, tls, rooms = [] } = props;
    const line = { ...ACCESS_LINE, ...(logCallerAddress && { address: "$context.identity.sourceIp" }) };
    const api = new RestApi(this, "Api", {
      restApiName: `${Stack.of(this).stackName}-${id}`,
      description,
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: stage.domains !== null,
      binaryMediaTypes: ["*/*"],
      deployOptions: {
        stageName: API_STAGE,
        accessLogDestination: new LogGroupLogDestination(this.accessLogs),
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
    const resource = api.node.defaultChild;
    if (!(resource instanceof CfnRestApi)) throw new TypeError("the API has no resource of its own");
    Object.assign(resource, tlsOf(tls));
    return api;
  }

  #addRoom({ server, methods }: ApiRoom): void {
    const integration = new LambdaIntegration(server.live, { allowTestInvoke: false });
    for (const { method, path } of methods) {
      const resource = this.api.root.resourceForPath(resourcePath(path));
      for (const each of [method, "ANY"]) resource.addMethod(each, integration);
    }
  }
}

/** `/payments/:reference` as API Gateway writes it. */
const resourcePath = (path: string) => path.replace(/:(\w+)/g, "{$1}");

/** The throttle of a room's own methods; the API's limits hold for everything else. */
const methodOptions = ({ methods, throttling }: ApiRoom) =>
  methods.map(
    ({ method, path }) =>
      [
        `${resourcePath(path)}/${method}`,
        { throttlingRateLimit: throttling.requestsPerSecond, throttlingBurstLimit: throttling.burst },
      ] as const,
  );
