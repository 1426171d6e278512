import { Logger } from "@aws-lambda-powertools/logger";
import type { MiddlewareObj } from "@middy/core";
import { type Measured, metricFields } from "./measure.ts";

/** What a run may say about itself: counts, ids of messages and records, codes. A field that is not here cannot be logged. */
export interface RunFacts {
  readonly records: number;
  readonly failed?: readonly string[];
  readonly published?: number;
  readonly outcomes?: Readonly<Record<string, number>>;
}

/** The message of a record that was given back; an alarm looks for it. */
export const RECORD_FAILED = "record failed";

/** One JSON line a run. Faults are told by name and code, because another program's message may quote our data. */
export function runLog(functionName: string) {
  const logger = new Logger({ serviceName: functionName });
  const fault = (error: unknown) => ({
    fault: error instanceof Error ? error.name : "unknown",
    code: error instanceof Error && "code" in error ? String(error.code) : "none",
  });
  const onError: MiddlewareObj["onError"] = (request) => {
    logger.error("run failed", fault(request.error));
  };
  return {
    ran: (facts: RunFacts) => logger.info("ran", { ...facts }),
    recordFailed: (record: string, error: unknown) => logger.warn(RECORD_FAILED, { record, ...fault(error) }),
    /** Becomes metrics in CloudWatch. Nothing measured is no line. */
    measured(measured: Measured, { at, partnerId }: { readonly at: number; readonly partnerId?: string }) {
      if (Object.values(measured).flat().length === 0) return;
      const name = process.env.AWS_LAMBDA_FUNCTION_NAME ?? functionName;
      logger.info("measured", { ...metricFields(measured, { functionName: name, at, partnerId }) });
    },
    middleware: { onError } satisfies MiddlewareObj,
  };
}
