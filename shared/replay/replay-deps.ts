import type { ErrandDeps } from "../activation/carry-out.ts";
import type { CloudEvent } from "../event/cloud-event.ts";

/** What trying a failure again needs: what the activation's consumer has, and the bus. */
export interface ReplayDeps extends ErrandDeps {
  /** Puts events on the bus. @returns whether it took all of them */
  readonly publishAll: (events: readonly CloudEvent[]) => Promise<boolean>;
}
