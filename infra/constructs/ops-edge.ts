import type { Construct } from "constructs";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";
import { RegionalApi } from "./regional-api.ts";

/**
 * The console and its API: an API of its own on a host of its own, with its own function, role, limits and logs, so that nothing that partners or the public send can reach
 * what ops may do.
 */
export class OpsEdge extends RegionalApi {
  constructor(
    scope: Construct,
    id: string,
    { stage, server }: { readonly stage: Stage; readonly server: KanalFunction },
  ) {
    super(scope, id, {
      stage,
      server,
      description: "Kanal for ops: the console and its API",
      throttling: stage.limits.ops.total,
      logCallerAddress: true,
    });
  }
}
