import type { Construct } from "constructs";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";
import { RegionalApi } from "./regional-api.ts";

/** What anybody may read. */
export class PublicEdge extends RegionalApi {
  constructor(
    scope: Construct,
    id: string,
    { stage, server }: { readonly stage: Stage; readonly server: KanalFunction },
  ) {
    super(scope, id, {
      stage,
      server,
      description: "Kanal for everyone: what anyone may read",
      throttling: stage.limits.public.total,
      logCallerAddress: false,
    });
  }
}
