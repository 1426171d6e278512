import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { EnvironmentMeasures } from "../../infra/local/aws/execution-environment.ts";
import { type Invoke, type LambdaHandler, lambda } from "../../infra/local/aws/lambda.ts";
import type { FunctionConfiguration } from "../../infra/local/aws/lambda-environment.ts";
import { type LambdaFleet, lambdaFleet } from "../../infra/local/aws/lambda-fleet.ts";
import type { FunctionGround, RunningFunctions } from "../../infra/local/functions.ts";
import type { FunctionName } from "../../infra/settings.ts";

/** The SDK's own variables for services that are elsewhere; what has none meets the endpoint that refuses it. */
export function endpointsOf({ engineUrl, endpointUrl }: Omit<FunctionGround["addresses"], "baseUrl">) {
  return {
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_ENDPOINT_URL_DYNAMODB: engineUrl,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpointUrl,
    AWS_ENDPOINT_URL_KMS: endpointUrl,
    AWS_ENDPOINT_URL_S3: endpointUrl,
    AWS_ENDPOINT_URL_SQS: endpointUrl,
  };
}

/** What a test sees of functions that nobody waits for. */
export interface Observed {
  /** The functions that have answered an event. */
  ran(): ReadonlySet<FunctionName>;
  /** What functions threw or ended with, each once. */
  faults(): readonly string[];
  /** What the processes of each function took so far. */
  measured(): ReadonlyMap<FunctionName, readonly EnvironmentMeasures[]>;
}

/** Runs the deployed functions, each in processes of its own, behind the doors and event sources of the local gateway. */
export function deployedFunctions(
  configurations: ReadonlyMap<FunctionName, FunctionConfiguration>,
  ground: FunctionGround,
  endpoints: (name: FunctionName) => Readonly<Record<string, string>>,
): RunningFunctions & Observed {
  const fleets = new Map<FunctionName, LambdaFleet>();
  const ran = new Set<FunctionName>();
  const faults = new Set<string>();
  /** Called by its name; R is what its event source takes. */
  function handlerOf<E, R>(name: FunctionName): LambdaHandler<E, R> {
    const configuration = configurations.get(name);
    if (!configuration) throw new Error(`the template has no function ${name}`);
    const fleet = lambdaFleet(configuration, endpoints(name), (line) => {
      if (isAboutRequest(line)) ground.requestLines?.(name, line);
    });
    fleets.set(name, fleet);
    return async (event, context) => {
      try {
        const result = await fleet.invoke(event, context);
        ran.add(name);
        return result as R;
      } catch (fault) {
        faults.add(String(fault));
        throw fault;
      }
    };
  }
  function invokeOf<E, R>(name: FunctionName): Invoke<E, R> {
    const handler = handlerOf<E, R>(name);
    return lambda(name, (configurations.get(name)?.timeoutSeconds ?? 0) * 1000, handler);
  }
  const api = (name: FunctionName) => invokeOf<APIGatewayProxyEvent, APIGatewayProxyResult>(name);
  return {
    functions: {
      ...{ partnerApi: api("partner-api"), memberDesk: api("member-desk") },
      ...{ publicApi: api("public-api"), opsApi: api("ops-api") },
      sweeper: invokeOf("activation-sweeper"),
      creditKeeper: invokeOf("credit-keeper"),
      auditSealer: invokeOf("audit-sealer"),
      watchman: invokeOf("watchman"),
      events: {
        relay: handlerOf("event-relay"),
        activation: handlerOf("coverage-activation"),
        memberFeed: handlerOf("member-feed"),
        failureIntake: handlerOf("failure-intake"),
        reporting: handlerOf("reporting"),
        attemptIntake: handlerOf("attempt-intake"),
        settlement: handlerOf("settlement-reconciliation"),
        replayRunner: handlerOf("replay-runner"),
      },
    },
    ran: () => ran,
    faults: () => [...faults],
    measured: () => new Map([...fleets].map(([name, fleet]) => [name, fleet.measured()])),
    end() {
      for (const fleet of fleets.values()) fleet.kill();
    },
  };
}

/** What the subscription's filter lets through (infra/constructs/attempt-path.ts). */
function isAboutRequest(line: string): boolean {
  return line.startsWith("{") && (JSON.parse(line) as { readonly message?: unknown }).message === "request";
}
