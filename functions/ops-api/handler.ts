import { createSecretKey, type KeyObject } from "node:crypto";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { kmsUnwrapper } from "../../shared/seal/kms-unwrapper.ts";
import { beforeDeadline, deadlineOf, ledgerWithin } from "../deadline.ts";
import { environmentSetting } from "../environment-setting.ts";
import { MACHINE_CLOCK, MACHINE_IDS } from "../machine.ts";
import { faultFacts, type RequestLine, type RequestLog, requestLog } from "../request-log.ts";
import { readSettings } from "../settings.ts";
import { cookiesAt } from "./access/cookies.ts";
import { type Issuer, issuerAt } from "./access/issuer.ts";
import { packed, problemAnswer } from "./answer.ts";
import { apiFace } from "./api-face.ts";
import { API_ROUTES } from "./api-routes.ts";
import { consoleFace } from "./console-face.ts";
import { received } from "./received.ts";
import type { OpsDeps } from "./room.ts";
import { ROOMS } from "./rooms.ts";
import { settlementDrop } from "./settlement-drop.ts";

const SETTINGS = readSettings([
  "KANAL_TABLE_NAME",
  "KANAL_ENVIRONMENT",
  "KANAL_KEY_NIK_HASH",
  "KANAL_KEY_DATA",
  "KANAL_KEY_SESSION",
  "KANAL_OPS_ORIGIN",
  "KANAL_OPS_ISSUER",
  "KANAL_OPS_CLIENT_ID",
  "KANAL_OPS_AUDIENCE",
  "KANAL_OPS_ROLES_CLAIM",
  "KANAL_SETTLEMENT_BUCKET",
]);
const ENVIRONMENT = environmentSetting(SETTINGS.KANAL_ENVIRONMENT);

/** API Gateway gives up at 29 s; a statement of a large day may need some of it. */
const ANSWER_MS = 18_000;

export interface OpsApiParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: OpsDeps["keys"] & { readonly sessionKey: KeyObject };
  readonly issuer?: Issuer;
  readonly origin?: string;
  readonly ledger?: Ledger;
  readonly settlementDrop?: OpsDeps["settlementDrop"];
  readonly log?: RequestLog;
}

type OpsApi = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Serves ops: the JSON API at `/ops/api` by bearer token, the console at `/ops` by session (design 5.3). */
export function createHandler(parts: OpsApiParts): OpsApi {
  const { clock, ids, keys, origin = SETTINGS.KANAL_OPS_ORIGIN, log = requestLog("ops-api") } = parts;
  const ledger = parts.ledger ?? dynamoLedger(ledgerClient(), SETTINGS.KANAL_TABLE_NAME);
  const drop = parts.settlementDrop ?? settlementDrop(SETTINGS.KANAL_SETTLEMENT_BUCKET);
  const edge = {
    ...{ origin, sessionKey: keys.sessionKey, environment: ENVIRONMENT },
    issuer: parts.issuer ?? issuerAt(issuerSettings(), clock.machineNow),
    cookies: cookiesAt(origin),
  };
  const [api, pages] = [apiFace(API_ROUTES), consoleFace(ROOMS)];
  return async (event, context) => {
    const startedAt = performance.now();
    const deadline = deadlineOf(context);
    deadline.agree(ANSWER_MS);
    const asked = received(event);
    const line: Partial<RequestLine> = {};
    const deps = { clock, ids, keys, ledger: ledgerWithin(ledger, deadline), settlementDrop: drop };
    const face = /^\/ops\/api(?:\/|$)/.test(asked.path) ? api : pages;
    const work = face({ edge, received: asked, deps, deadline, line });
    const answer = await beforeDeadline(deadline, work).catch((error: unknown) => {
      line.fault = faultFacts(error);
      return problemAnswer(504, "No answer in time; what was asked for may still have been done", {
        requestId: asked.requestId,
      });
    });
    log({
      ...{ operation: "ops unknown", responseCode: String(answer.status), ...line },
      requestId: asked.requestId,
      durationMs: Math.round(performance.now() - startedAt),
      // What is posted here may be a NIK alone, and a hash of that can be guessed back.
      bodySha256: "-",
    });
    const isTls = origin.startsWith("https:");
    return packed(answer, { acceptEncoding: asked.header("accept-encoding"), isTls });
  };
}

const issuerSettings = () => ({
  issuer: SETTINGS.KANAL_OPS_ISSUER,
  clientId: SETTINGS.KANAL_OPS_CLIENT_ID,
  audience: SETTINGS.KANAL_OPS_AUDIENCE,
  rolesClaim: SETTINGS.KANAL_OPS_ROLES_CLAIM,
});

/** Opens the keys once; every request waits for the same opening. */
async function start(): Promise<OpsApi> {
  const { unwrap, close } = kmsUnwrapper();
  const [nikHash, data, session] = await Promise.all([
    unwrap(SETTINGS.KANAL_KEY_NIK_HASH, "nik-hash"),
    unwrap(SETTINGS.KANAL_KEY_DATA, "data"),
    unwrap(SETTINGS.KANAL_KEY_SESSION, "session"),
  ]);
  close();
  const keys = {
    nikHashKey: createSecretKey(nikHash),
    dataKey: createSecretKey(data),
    sessionKey: createSecretKey(session),
  };
  return createHandler({ clock: MACHINE_CLOCK, ids: MACHINE_IDS, keys });
}

/** In Lambda the keys are opened at init, before the first request and with init's full share of CPU. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: OpsApi = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};
