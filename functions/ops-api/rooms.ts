import { OVERVIEW } from "./room/overview/overview.ts";
import type { Room } from "./room.ts";

/** The console's rooms, in the order of the navigation. A room appears here when it works. */
export const ROOMS: readonly Room[] = [OVERVIEW];
