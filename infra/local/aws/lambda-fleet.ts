import {
  type EnvironmentMeasures,
  type ExecutionEnvironment,
  startExecutionEnvironment,
} from "./execution-environment.ts";
import type { LambdaHandler } from "./lambda.ts";
import type { FunctionConfiguration } from "./lambda-environment.ts";

/** As many processes of one function at most; in AWS a quota of the account stands here. */
const ENVIRONMENTS_MAX = 8;

/** All processes of the function are at work, and there may be no more. */
export class FunctionThrottled extends Error {
  readonly code = "FUNCTION_THROTTLED";
}

/** A function in processes of its own: an event goes to one that is idle, or to a new one. */
export interface LambdaFleet {
  readonly invoke: LambdaHandler<unknown, unknown>;
  kill(): void;
  /** Of each process that is there. */
  measured(): readonly EnvironmentMeasures[];
}

/** Makes a fleet; the first process starts with the first event. */
export function lambdaFleet(
  configuration: FunctionConfiguration,
  endpoints: Readonly<Record<string, string>>,
  print: (line: string) => void,
): LambdaFleet {
  const running = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];

  function take(): ExecutionEnvironment {
    const waiting = idle.pop();
    if (waiting?.isAlive()) return waiting;
    if (waiting) running.delete(waiting);
    if (running.size >= ENVIRONMENTS_MAX) throw new FunctionThrottled(`${configuration.name} is at work`);
    const started = startExecutionEnvironment(configuration, endpoints, print);
    running.add(started);
    return started;
  }

  return {
    async invoke(event, context) {
      const environment = take();
      try {
        return await environment.invoke(event, context);
      } finally {
        if (environment.isAlive()) idle.push(environment);
        else running.delete(environment);
      }
    },
    kill() {
      for (const environment of running) environment.kill();
      running.clear();
      idle.length = 0;
    },
    measured: () => [...running].map((environment) => environment.measured()),
  };
}
