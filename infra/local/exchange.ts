import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

/** One request to the gateway and what its function answered. Times are the machine's, in epoch milliseconds. */
export interface Exchange {
  readonly event: APIGatewayProxyEvent;
  readonly result: APIGatewayProxyResult;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether the caller has hung up by now, where that can be told. */
  readonly callerLeft?: () => boolean;
}

/**
 * Somebody in the sandbox who stands at the gateway's door: sees each exchange, may hold a request up, change an answer or lose it. The functions know
 * nothing of it, and nothing of it is deployed.
 */
export interface DoorWatcher {
  /**
   * Called before the function; the request waits for it.
   * @returns an answer in the function's place, `"lost"` to cut the connection before the function sees anything, or undefined to let it in
   */
  before?(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult | "lost" | undefined>;
  /** Called with what is about to be answered. @returns another answer, `"lost"` to cut the connection instead, or undefined to let it pass */
  after?(exchange: Exchange): Promise<APIGatewayProxyResult | "lost" | undefined>;
}
