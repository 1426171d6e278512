import type { ApiRoute } from "./api-route.ts";
import { FAILURES_API } from "./room/failures/failures-api.ts";
import { REPLAYS_API } from "./room/replays/replays-api.ts";
import { SETTLEMENTS_API } from "./room/settlements/settlements-api.ts";

/** Every call of the JSON API. */
export const API_ROUTES: readonly ApiRoute[] = [...FAILURES_API, ...REPLAYS_API, ...SETTLEMENTS_API];
