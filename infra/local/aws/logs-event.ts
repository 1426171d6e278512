import { gzipSync } from "node:zlib";
import type { CloudWatchLogsDecodedData, CloudWatchLogsEvent } from "aws-lambda";
import { LOCAL_ACCOUNT } from "./lambda.ts";

/** Lines that a function printed, each with an id of its own. */
export interface PrintedLines {
  readonly functionName: string;
  readonly events: readonly { readonly id: string; readonly timestamp: number; readonly message: string }[];
}

/** The event with which a subscription of CloudWatch Logs calls a function. */
export function logsEvent({ functionName, events }: PrintedLines): CloudWatchLogsEvent {
  const data: CloudWatchLogsDecodedData = {
    messageType: "DATA_MESSAGE",
    owner: LOCAL_ACCOUNT,
    logGroup: `/aws/lambda/${functionName}`,
    logStream: "local",
    subscriptionFilters: ["requests"],
    logEvents: [...events],
  };
  return { awslogs: { data: gzipSync(JSON.stringify(data)).toString("base64") } };
}
