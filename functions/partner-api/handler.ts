import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { Environment } from "../../shared/partner/environment.ts";
import type { KeyUses } from "../../shared/partner/key-use.ts";
import { h2hPath } from "../../shared/protocol/h2h/service.ts";
import { rememberingVerifier } from "../../shared/protocol/snap/token-verifier.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { openKeyring } from "../../shared/seal/kms-keyring.ts";
import { environmentSetting } from "../environment-setting.ts";
import { h2hFace } from "../h2h-face.ts";
import { MACHINE_CLOCK, MACHINE_IDS } from "../machine.ts";
import { type PartnerFunction, partnerFunction, routed } from "../partner-function.ts";
import { type RequestLog, requestLog } from "../request-log.ts";
import { readSettings } from "../settings.ts";
import { MONEY_DESK } from "./money-desk.ts";
import { snapRoutes } from "./snap-routes.ts";

const SETTINGS = readSettings([
  "KANAL_TABLE_NAME",
  "KANAL_KEY_NIK_HASH",
  "KANAL_KEY_DATA",
  "KANAL_KEY_TOKEN",
  "KANAL_KEY_ANSWER",
  "KANAL_ENVIRONMENT",
]);
const ENVIRONMENT = environmentSetting(SETTINGS.KANAL_ENVIRONMENT);

/** What the function is made of; those that may be missing are for tests that watch them. */
export interface PartnerApiParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keyring;
  readonly environment?: Environment;
  readonly ledger?: Ledger;
  readonly log?: RequestLog;
  readonly uses?: KeyUses;
}

/** Serves the partners' money: SNAP for banks, H2H for everyone else. */
export function createHandler(parts: PartnerApiParts): PartnerFunction {
  const { clock, ids, keys, environment = ENVIRONMENT, log = requestLog("partner-api"), uses } = parts;
  const ledger = parts.ledger ?? dynamoLedger(ledgerClient(), SETTINGS.KANAL_TABLE_NAME);
  const verifyToken = rememberingVerifier(keys.tokenKey);
  const snap = snapRoutes();
  const h2h = h2hFace(MONEY_DESK);

  return partnerFunction({ clock, keys, environment, ledger, log, uses }, (request) => {
    const { unfit, deadline, ...rest } = request;
    const work = { ...rest, deps: { clock, ids, keys, ledger: request.ledger }, verifyToken };
    const face = h2hPath(request.call.path) === undefined ? snap : h2h;
    return face.fetch(routed(request.call), { work, unfit, deadline });
  });
}

/** Opens the keys once; every request waits for the same opening. */
async function start(): Promise<PartnerFunction> {
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

export const handler: PartnerFunction = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};
