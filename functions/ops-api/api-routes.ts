import type { ApiRoute } from "./api-route.ts";
import { SETTLEMENTS_API } from "./room/settlements/settlements-api.ts";

/** Every call of the JSON API. */
export const API_ROUTES: readonly ApiRoute[] = [...SETTLEMENTS_API];
