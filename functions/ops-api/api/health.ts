import { listOpenFailures } from "../../../shared/failure/list-open-failures.ts";
import { type ApiCall, type ApiRoute, ok } from "../api-route.ts";

/** What breaks between the ledger and the bus shows as failures of these causes: nobody else would see that the bus takes nothing. */
const UNPUBLISHED = ["event-not-published", "record-unreadable"] as const;

/** `GET /ops/api/health`: the ledger answers, within how many milliseconds, and whether its events reach the bus. 503 where not. */
export const HEALTH: ApiRoute = { method: "GET", path: "/health", act: "check-health", serve: checkHealth };

async function checkHealth({ deps }: ApiCall) {
  const startedAt = deps.clock.machineNow();
  const ledger = await deps.ledger.read({ PK: "PARTNERS", SK: "none#PROFILE" }).then(
    () => "ok" as const,
    () => "unreachable" as const,
  );
  const ledgerMs = deps.clock.machineNow() - startedAt;
  if (ledger !== "ok") return ok({ status: "failing", ledger: { status: ledger, ms: ledgerMs } }, 503);
  const unpublished = await Promise.all(
    UNPUBLISHED.map((cause) => listOpenFailures(deps.ledger, { cause, limit: 1 })),
  );
  const waiting = unpublished.reduce((sum, { total }) => sum + total, 0);
  const bus = { status: waiting > 0 ? "behind" : "ok", unpublished: waiting };
  const status = waiting > 0 ? "failing" : "ok";
  return ok({ status, ledger: { status: ledger, ms: ledgerMs }, bus }, waiting > 0 ? 503 : 200);
}
