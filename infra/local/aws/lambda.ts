import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";

/** A Lambda handler as the functions export it. */
export type LambdaHandler<E, R> = (event: E, context: Context) => Promise<R>;

/** One deployed function, called with the event of its real trigger. @throws what the handler throws, or FunctionTimeout */
export type Invoke<E, R> = (event: E) => Promise<R>;

/** The function did not end in its time. */
export class FunctionTimeout extends Error {
  readonly code = "FUNCTION_TIMEOUT";
}

/** Account of everything in the local cloud. */
export const LOCAL_ACCOUNT = "000000000000";

/** Region of everything in the local cloud: Jakarta, unless the environment says otherwise. */
export const localRegion = (): string => process.env.AWS_REGION ?? "ap-southeast-3";

/** An ARN in the local cloud, `arn:aws:sqs:ap-southeast-3:000000000000:activation`. */
export const localArn = (service: string, resource: string): string =>
  `arn:aws:${service}:${localRegion()}:${LOCAL_ACCOUNT}:${resource}`;

/**
 * Wraps a handler as Lambda runs it: with a context, on a copy of the event that went through JSON (a Date or undefined would not survive
 * the real way either), and within a time limit. After the limit the answer is dropped; unlike Lambda, work in this process goes on.
 */
export function lambda<E, R>(name: string, timeoutMs: number, handler: LambdaHandler<E, R>): Invoke<E, R> {
  return async (event) => {
    const deadline = Date.now() + timeoutMs;
    const copy = JSON.parse(JSON.stringify(event)) as E;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new FunctionTimeout(`${name} timed out after ${timeoutMs} ms`)),
        timeoutMs,
      );
    });
    try {
      return await Promise.race([handler(copy, contextOf(name, deadline)), limit]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function contextOf(name: string, deadline: number): Context {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: localArn("lambda", `function:${name}`),
    memoryLimitInMB: "1024",
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
