import type { Construct } from "constructs";
import type { Stage } from "../../stages/stage.ts";
import type { KanalFunction } from "../kanal-function.ts";
import { RegionalApi } from "./regional-api.ts";

/**
 * The console and its API: an API of its own on a host of its own, with its own function, role, limits and logs, so that nothing that partners or the public send can reach
 * what ops may do. A partner's settlement file comes in here by hand, so bodies are large and AWS's rules only count in them.
 */
export class OpsEdge extends RegionalApi {
  constructor(
    scope: Construct,
    id: string,
    { stage, server }: { readonly stage: Stage; readonly server: KanalFunction },
  ) {
    const { addresses } = stage.ops;
    const { total, requestsPerAddress } = stage.limits.ops;
    super(scope, id, {
      stage,
      of: "ops",
      server,
      description: "Kanal for ops: the console and its API",
      throttling: total,
      logCallerAddress: true,
      tls: "1.3",
      acl: {
        callers: addresses.length > 0 ? [{ name: "offices", addresses }] : [],
        requestsPerAddress,
        managedBlocksIn: ["address", "cookie", "header", "host", "method", "path", "query"],
        refusal: "forbidden",
      },
    });
  }
}
