import type { ApiRoute } from "./api-route.ts";

/** Every call of the JSON API. */
export const API_ROUTES: readonly ApiRoute[] = [];
