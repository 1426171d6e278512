import type { KeyObject } from "node:crypto";
import type { ScheduledEvent } from "aws-lambda";
import { type RequestLog, requestLog } from "../../functions/request-log.ts";
import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import type { Core } from "../../shared/core/core.ts";
import type { MembershipRegister } from "../../shared/core/register.ts";
import type { FeedKeys } from "../../shared/feed/member-description.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import type { SigningKey } from "../../shared/seal/signing-key.ts";
import type { FunctionName } from "../settings.ts";
import type { ApiFunction } from "./aws/gateway-http.ts";
import type { LocalKms } from "./aws/kms.ts";
import { type Invoke, lambda } from "./aws/lambda.ts";
import type { EventFunctions } from "./deliveries.ts";
import type { LocalAddresses } from "./environment.ts";
import type { GatewayKeys } from "./gateway-keys.ts";
import { timeLimitMs } from "./topology.ts";

/** The deployed functions, made with the sandbox's clock and core. */
export interface LocalFunctions {
  readonly partnerApi: ApiFunction;
  readonly memberDesk: ApiFunction;
  readonly publicApi: ApiFunction;
  readonly opsApi: ApiFunction;
  readonly events: EventFunctions;
  /** Called by schedule. */
  readonly sweeper: Invoke<ScheduledEvent, void>;
  readonly creditKeeper: Invoke<ScheduledEvent, void>;
  readonly auditSealer: Invoke<ScheduledEvent, void>;
  readonly watchman: Invoke<ScheduledEvent, void>;
}

/** What functions that run elsewhere than in this process need to find their way. */
export interface FunctionGround {
  readonly addresses: LocalAddresses;
  readonly keys: GatewayKeys;
  readonly kms: LocalKms;
  readonly requestLines: RequestLines | undefined;
}

/** Functions that run elsewhere, until they are ended. */
export interface RunningFunctions {
  readonly functions: LocalFunctions;
  end(): void;
}

/** Takes a line that a function printed about a request. */
export type RequestLines = (functionName: string, line: string) => void;

/**
 * Loads the functions. They are imported here and not at the top, because each reads its settings when its module loads, and those exist only once
 * the local services run.
 */
export async function loadFunctions(parts: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keyring;
  readonly feedKeys: FeedKeys;
  readonly auditKey: SigningKey;
  /** Seals the console's sessions. */
  readonly sessionKey: KeyObject;
  readonly core: Core;
  readonly register: MembershipRegister;
  readonly jwks: string;
  /** Takes the lines that functions print about requests; nobody, where they print none. */
  readonly requestLines: RequestLines | undefined;
}): Promise<LocalFunctions> {
  const handlers = await importHandlers();
  const logOf = (name: FunctionName) => heardLog(name, parts.requestLines);
  return {
    partnerApi: lambda(
      "partner-api",
      timeLimitMs("partner-api"),
      handlers.partnerApi.createHandler({ ...parts, log: logOf("partner-api") }),
    ),
    memberDesk: lambda(
      "member-desk",
      timeLimitMs("member-desk"),
      handlers.memberDesk.createHandler({
        ...parts,
        log: logOf("member-desk"),
        keys: { ...parts.keys, feedKey: parts.feedKeys.feedKey },
      }),
    ),
    publicApi: lambda("public-api", timeLimitMs("public-api"), handlers.publicApi.createHandler(parts)),
    opsApi: lambda(
      "ops-api",
      timeLimitMs("ops-api"),
      handlers.opsApi.createHandler({ ...parts, keys: { ...parts.keys, sessionKey: parts.sessionKey } }),
    ),
    sweeper: lambda(
      "activation-sweeper",
      timeLimitMs("activation-sweeper"),
      handlers.sweeper.createHandler(parts),
    ),
    creditKeeper: lambda(
      "credit-keeper",
      timeLimitMs("credit-keeper"),
      handlers.creditKeeper.createHandler(parts),
    ),
    auditSealer: lambda(
      "audit-sealer",
      timeLimitMs("audit-sealer"),
      handlers.auditSealer.createHandler(parts),
    ),
    watchman: lambda("watchman", timeLimitMs("watchman"), handlers.watchman.createHandler(parts)),
    events: {
      relay: handlers.relay.createHandler(parts),
      activation: handlers.activation.createHandler(parts),
      memberFeed: handlers.memberFeed.createHandler(parts),
      failureIntake: handlers.failureIntake.createHandler(parts),
      reporting: handlers.reporting.createHandler(parts),
      replayRunner: handlers.replayRunner.createHandler(parts),
      attemptIntake: handlers.attemptIntake.createHandler(parts),
      settlement: handlers.settlement.createHandler(parts),
    },
  };
}

/** Their modules, all at once. */
async function importHandlers() {
  const [
    partnerApi,
    memberDesk,
    publicApi,
    opsApi,
    relay,
    activation,
    sweeper,
    creditKeeper,
    memberFeed,
    failureIntake,
    reporting,
    replayRunner,
    auditSealer,
    attemptIntake,
    settlement,
    watchman,
  ] = await Promise.all([
    import("../../functions/partner-api/handler.ts"),
    import("../../functions/member-desk/handler.ts"),
    import("../../functions/public-api/handler.ts"),
    import("../../functions/ops-api/handler.ts"),
    import("../../functions/event-relay/handler.ts"),
    import("../../functions/coverage-activation/handler.ts"),
    import("../../functions/activation-sweeper/handler.ts"),
    import("../../functions/credit-keeper/handler.ts"),
    import("../../functions/member-feed/handler.ts"),
    import("../../functions/failure-intake/handler.ts"),
    import("../../functions/reporting/handler.ts"),
    import("../../functions/replay-runner/handler.ts"),
    import("../../functions/audit-sealer/handler.ts"),
    import("../../functions/attempt-intake/handler.ts"),
    import("../../functions/settlement-reconciliation/handler.ts"),
    import("../../functions/watchman/handler.ts"),
  ]);
  return {
    partnerApi,
    memberDesk,
    publicApi,
    opsApi,
    relay,
    activation,
    sweeper,
    creditKeeper,
    memberFeed,
    failureIntake,
    reporting,
    replayRunner,
    auditSealer,
    attemptIntake,
    settlement,
    watchman,
  };
}

/** A function's log about requests, which somebody may have subscribed to. */
function heardLog(name: FunctionName, lines: RequestLines | undefined): RequestLog {
  const printed = requestLog(name);
  if (!lines) return printed;
  const heard = requestLog(name, (line) => lines(name, line));
  return (line) => {
    printed(line);
    heard(line);
  };
}

/** Paths of the public API; in AWS it is an API of its own. Everything else is the partners'. */
const PUBLIC_PATHS = /^\/(\.well-known\/.*|healthz|verify\/.*|problems\/.*|openapi\.json|docs(\/.*)?)?$/;

/** Paths of the partners' API that have nothing to do with money. */
const MEMBER_PATHS = /^\/h2h\/v1\/(members\/.*|registrations|billing-codes)$/;

/** The console and its API; in AWS an API of its own, on a host of its own. */
export const isOpsPath = (path: string): boolean => /^\/ops(\/.*)?$/.test(path);

/** The function behind a path. */
export function functionFor(functions: LocalFunctions, path: string): ApiFunction {
  if (PUBLIC_PATHS.test(path)) return functions.publicApi;
  if (isOpsPath(path)) return functions.opsApi;
  return MEMBER_PATHS.test(path) ? functions.memberDesk : functions.partnerApi;
}
