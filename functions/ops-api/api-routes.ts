import { AUDIT_CALL } from "./api/audit.ts";
import { HEALTH } from "./api/health.ts";
import type { ApiRoute } from "./api-route.ts";
import { CORRECTIONS_API } from "./room/corrections/corrections-api.ts";
import { FAILURES_API } from "./room/failures/failures-api.ts";
import { PAYMENTS_API } from "./room/payments/payments-api.ts";
import { REPLAYS_API } from "./room/replays/replays-api.ts";
import { SETTLEMENTS_API } from "./room/settlements/settlements-api.ts";

/** Every call of the JSON API. */
export const API_ROUTES: readonly ApiRoute[] = [
  HEALTH,
  ...FAILURES_API,
  ...PAYMENTS_API,
  ...REPLAYS_API,
  ...CORRECTIONS_API,
  ...SETTLEMENTS_API,
  AUDIT_CALL,
];
