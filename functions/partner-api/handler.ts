import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { cachedDirectory } from "../../shared/partner/cached-directory.ts";
import { readDirectory } from "../../shared/partner/partner-store.ts";
import { h2hPath } from "../../shared/protocol/h2h/service.ts";
import { bodyHash } from "../../shared/protocol/snap/string-to-sign.ts";
import { rememberingVerifier } from "../../shared/protocol/snap/token-verifier.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { openKeyring } from "../../shared/seal/kms-keyring.ts";
import { MACHINE_CLOCK, MACHINE_IDS } from "../machine.ts";
import { readSettings } from "../settings.ts";
import { deadlineOf, ledgerWithin } from "./deadline.ts";
import { h2hRoutes } from "./h2h-routes.ts";
import { type ReceivedCall, receivedCall } from "./received-call.ts";
import { type RequestLine, type RequestLog, requestLog } from "./request-log.ts";
import { snapRoutes } from "./snap-routes.ts";

const SETTINGS = readSettings([
  "KANAL_TABLE_NAME",
  "KANAL_KEY_NIK_HASH",
  "KANAL_KEY_DATA",
  "KANAL_KEY_TOKEN",
  "KANAL_KEY_ANSWER",
]);

type PartnerApi = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** What a router needs of a call: its path is taken from the call itself, and of methods it tells GET, POST and the rest apart. */
const routed = ({ method }: ReceivedCall["call"]) =>
  new Request("https://partners.invalid/", {
    method: method === "POST" || method === "GET" ? method : "OPTIONS",
  });

/** What the function is made of; the last two are for tests that watch them. */
export interface PartnerApiParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keyring;
  readonly ledger?: Ledger;
  readonly log?: RequestLog;
}

/** Serves the partners: a proxy event in, an answer and one line of log out. */
export function createHandler(parts: PartnerApiParts): PartnerApi {
  const { clock, ids, keys, log = requestLog("partner-api") } = parts;
  const ledger = parts.ledger ?? dynamoLedger(ledgerClient(), SETTINGS.KANAL_TABLE_NAME);
  const directory = cachedDirectory(() => readDirectory(ledger, keys), clock.machineNow);
  const verifyToken = rememberingVerifier(keys.tokenKey);
  const snap = snapRoutes();
  const h2h = h2hRoutes();

  return async (event, context) => {
    const startedAt = performance.now();
    const deadline = deadlineOf(context);
    const { call, unfit } = receivedCall(event);
    const line: Partial<RequestLine> = {};
    const deps = { clock, ids, keys, ledger: ledgerWithin(ledger, deadline) };
    const work = { call, deps, directory, verifyToken, line };
    const face = h2hPath(call.path) === undefined ? snap : h2h;
    const answer = await face.fetch(routed(call), { work, unfit, deadline });
    log({
      operation: "unknown",
      responseCode: String(answer.status),
      ...line,
      requestId: event.requestContext.requestId,
      durationMs: Math.round(performance.now() - startedAt),
      bodySha256: bodyHash(call.body),
    });
    const headers = Object.fromEntries(answer.headers);
    return { statusCode: answer.status, headers, body: await answer.text(), isBase64Encoded: false };
  };
}

/** Opens the keys once; every request waits for the same opening. */
async function start(): Promise<PartnerApi> {
  const keys = await openKeyring({
    nikHash: SETTINGS.KANAL_KEY_NIK_HASH,
    data: SETTINGS.KANAL_KEY_DATA,
    token: SETTINGS.KANAL_KEY_TOKEN,
    answer: SETTINGS.KANAL_KEY_ANSWER,
  });
  return createHandler({ clock: MACHINE_CLOCK, ids: MACHINE_IDS, keys });
}

/** In Lambda the keys are opened at init, before the first request and with init's full share of CPU. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: PartnerApi = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};
