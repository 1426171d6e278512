import type { KeyObject } from "node:crypto";
import type { ScheduledEvent } from "aws-lambda";
import type { Clock, Ids } from "../../shared/calendar/clock.ts";
import type { Core } from "../../shared/core/core.ts";
import type { MembershipRegister } from "../../shared/core/register.ts";
import type { FeedKeys } from "../../shared/feed/member-description.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import type { SigningKey } from "../../shared/seal/signing-key.ts";
import type { ApiFunction } from "./aws/gateway-http.ts";
import { type Invoke, lambda } from "./aws/lambda.ts";
import type { EventFunctions } from "./deliveries.ts";
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
}

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
}): Promise<LocalFunctions> {
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
    auditSealer,
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
    import("../../functions/audit-sealer/handler.ts"),
  ]);
  return {
    partnerApi: lambda("partner-api", timeLimitMs("partner-api"), partnerApi.createHandler(parts)),
    memberDesk: lambda(
      "member-desk",
      timeLimitMs("member-desk"),
      memberDesk.createHandler({ ...parts, keys: { ...parts.keys, feedKey: parts.feedKeys.feedKey } }),
    ),
    publicApi: lambda("public-api", timeLimitMs("public-api"), publicApi.createHandler(parts)),
    opsApi: lambda(
      "ops-api",
      timeLimitMs("ops-api"),
      opsApi.createHandler({ ...parts, keys: { ...parts.keys, sessionKey: parts.sessionKey } }),
    ),
    sweeper: lambda("activation-sweeper", timeLimitMs("activation-sweeper"), sweeper.createHandler(parts)),
    creditKeeper: lambda("credit-keeper", timeLimitMs("credit-keeper"), creditKeeper.createHandler(parts)),
    auditSealer: lambda("audit-sealer", timeLimitMs("audit-sealer"), auditSealer.createHandler(parts)),
    events: {
      relay: relay.createHandler(parts),
      activation: activation.createHandler(parts),
      memberFeed: memberFeed.createHandler(parts),
      failureIntake: failureIntake.createHandler(parts),
      reporting: reporting.createHandler(parts),
    },
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
