import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import type { MembershipRegister } from "../../shared/core/register.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { Environment } from "../../shared/partner/environment.ts";
import type { KeyUses } from "../../shared/partner/key-use.ts";
import { openMemberKeys } from "../../shared/seal/kms-keyring.ts";
import { environmentSetting } from "../environment-setting.ts";
import { h2hFace } from "../h2h-face.ts";
import { MACHINE_CLOCK, MACHINE_IDS } from "../machine.ts";
import { type PartnerFunction, partnerFunction, routed } from "../partner-function.ts";
import { type RequestLog, requestLog } from "../request-log.ts";
import { readSettings } from "../settings.ts";
import { MEMBER_DESK, type MemberDeskDeps } from "./members.ts";
import { registerOf } from "./register-settings.ts";

const SETTINGS = readSettings([
  "KANAL_TABLE_NAME",
  "KANAL_KEY_NIK_HASH",
  "KANAL_KEY_DATA",
  "KANAL_KEY_ANSWER",
  "KANAL_KEY_FEED",
  "KANAL_ENVIRONMENT",
]);
const ENVIRONMENT = environmentSetting(SETTINGS.KANAL_ENVIRONMENT);

/** What the function is made of; those that may be missing are for tests that watch them. */
export interface MemberDeskParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: MemberDeskDeps["keys"];
  readonly register: MembershipRegister;
  readonly environment?: Environment;
  readonly ledger?: Ledger;
  readonly log?: RequestLog;
  readonly uses?: KeyUses;
}

/** Serves what partners may do with workers besides taking their money: it holds no code that could book a payment, and has no right to. */
export function createHandler(parts: MemberDeskParts): PartnerFunction {
  const {
    clock,
    ids,
    keys,
    register,
    environment = ENVIRONMENT,
    log = requestLog("member-desk"),
    uses,
  } = parts;
  const ledger = parts.ledger ?? dynamoLedger(ledgerClient(), SETTINGS.KANAL_TABLE_NAME);
  const face = h2hFace(MEMBER_DESK);
  return partnerFunction({ clock, keys, environment, ledger, log, uses }, (request) => {
    const { unfit, deadline, ...rest } = request;
    const work = { ...rest, deps: { clock, ids, keys, register, ledger: request.ledger } };
    return face.fetch(routed(request.call), { work, unfit, deadline });
  });
}

/** Opens the keys once; every request waits for the same opening. */
async function start(): Promise<PartnerFunction> {
  const keys = await openMemberKeys({
    nikHash: SETTINGS.KANAL_KEY_NIK_HASH,
    data: SETTINGS.KANAL_KEY_DATA,
    answer: SETTINGS.KANAL_KEY_ANSWER,
    feed: SETTINGS.KANAL_KEY_FEED,
  });
  const register = await registerOf(MACHINE_CLOCK, keys.feedKey);
  return createHandler({ clock: MACHINE_CLOCK, ids: MACHINE_IDS, keys, register });
}

/** In Lambda the keys are opened at init, before the first request and with init's full share of CPU. */
let started = process.env.AWS_LAMBDA_FUNCTION_NAME ? start() : undefined;

export const handler: PartnerFunction = async (event, context) => {
  started ??= start();
  return (await started)(event, context);
};
