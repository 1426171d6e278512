import { checkHealth, worst } from "../../../shared/health/check-health.ts";
import { GATEWAY_CHECKS, healthSight } from "../../../shared/health/gateway-checks.ts";
import type { HealthCheck, HealthSight } from "../../../shared/health/health-check.ts";
import { HEALTH_LIMITS } from "../../../shared/health/health-limits.ts";
import { readRegistry } from "../../../shared/partner/partner-store.ts";
import { beforeDeadline, deadlineOf } from "../../deadline.ts";
import { type ApiCall, type ApiRoute, ok } from "../api-route.ts";
import type { OpsDeps } from "../room.ts";

/** A check that takes longer is bad by that alone; whoever asks wants to know now. */
const CHECK_MS = 3_000;

type OpsSight = HealthSight & Pick<OpsDeps, "keys">;

/** Whether the key that init unwrapped is the one that the ledger's secrets were sealed with: every partner's are opened. */
const SEAL_KEYS: HealthCheck<OpsSight> = {
  ...{ name: "seal-keys", unit: "count", limit: HEALTH_LIMITS.unreadablePartners, runbook: "seal-keys" },
  async measure({ ledger, keys }) {
    await readRegistry(ledger, keys);
    return 0;
  },
};

/** `GET /ops/api/health`: how everything stands that can be measured from inside, each with its limits and its page. 503 where something is bad. */
export const HEALTH: ApiRoute = { method: "GET", path: "/health", act: "check-health", serve: showHealth };

async function showHealth({ deps }: ApiCall) {
  const checks = await healthNow(deps);
  const status = worst(checks);
  return ok({ status, checks }, status === "bad" ? 503 : 200);
}

/** All checks, within three seconds. */
export function healthNow({ ledger, clock, keys }: Pick<OpsDeps, "ledger" | "clock" | "keys">) {
  const sight: OpsSight = { ...healthSight({ ledger, clock }), keys };
  const deadline = deadlineOf({ getRemainingTimeInMillis: () => CHECK_MS + 500 });
  return checkHealth<OpsSight>([...Object.values(GATEWAY_CHECKS), SEAL_KEYS], sight, (work) =>
    beforeDeadline(deadline, work),
  );
}
