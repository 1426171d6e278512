import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Clock } from "../shared/calendar/clock.ts";
import type { Ledger } from "../shared/ledger/ledger.ts";
import { cachedDirectory } from "../shared/partner/cached-directory.ts";
import type { Environment } from "../shared/partner/environment.ts";
import { type KeyUses, keyUses } from "../shared/partner/key-use.ts";
import type { PartnerDirectory } from "../shared/partner/partner.ts";
import { readDirectory } from "../shared/partner/partner-store.ts";
import { bodyHash } from "../shared/protocol/snap/string-to-sign.ts";
import type { Keyring } from "../shared/seal/keyring.ts";
import { type Deadline, deadlineOf, ledgerWithin } from "./deadline.ts";
import { type ReceivedCall, receivedCall } from "./received-call.ts";
import { referenceIn } from "./reference-in.ts";
import type { RequestLine, RequestLog } from "./request-log.ts";
import { skewOf } from "./skew-of.ts";

export type PartnerFunction = (
  event: APIGatewayProxyEvent,
  context: Context,
) => Promise<APIGatewayProxyResult>;

/** What every function that partners call stands on. */
export interface PartnerFunctionParts {
  readonly clock: Clock;
  readonly keys: Pick<Keyring, "dataKey">;
  readonly environment: Environment;
  readonly ledger: Ledger;
  readonly log: RequestLog;
  readonly uses?: KeyUses | undefined;
}

/** One request as the function's own part gets it. `ledger` starts no write that could outlive the request. */
export interface PartnerRequest extends ReceivedCall {
  readonly ledger: Ledger;
  readonly deadline: Deadline;
  readonly directory: () => Promise<PartnerDirectory>;
  readonly uses: KeyUses;
  readonly line: Partial<RequestLine>;
}

/** What a router needs of a call: its path is taken from the call itself, and of methods it tells GET, POST and the rest apart. */
export const routed = ({ method }: ReceivedCall["call"]) =>
  new Request("https://partners.invalid/", {
    method: method === "POST" || method === "GET" ? method : "OPTIONS",
  });

/** Serves partners: a proxy event in, an answer and one line of log out; `answer` is the function's own part. */
export function partnerFunction(
  parts: PartnerFunctionParts,
  answer: (request: PartnerRequest) => Response | Promise<Response>,
): PartnerFunction {
  const { clock, keys, environment, ledger, log } = parts;
  const uses = parts.uses ?? keyUses(ledger, clock.machineNow);
  const directory = cachedDirectory(() => readDirectory(ledger, keys, environment), clock.machineNow);

  return async (event, context) => {
    const startedAt = performance.now();
    const deadline = deadlineOf(context);
    const { call, unfit } = receivedCall(event);
    const line: Partial<RequestLine> = {};
    const within = ledgerWithin(ledger, deadline);
    const answered = await answer({ call, unfit, ledger: within, deadline, directory, uses, line });
    const reference = referenceIn(call);
    log({
      operation: "unknown",
      ...(reference !== undefined && { reference }),
      responseCode: String(answered.status),
      ...line,
      ...(line.keyId && { skewSeconds: skewOf(call.headers, clock.machineNow()) }),
      ...uses.takeFailures(),
      requestId: event.requestContext.requestId,
      durationMs: Math.round(performance.now() - startedAt),
      bodySha256: bodyHash(call.body),
    });
    const headers = Object.fromEntries(answered.headers);
    return { statusCode: answered.status, headers, body: await answered.text(), isBase64Encoded: false };
  };
}
