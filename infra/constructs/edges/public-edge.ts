import type { Construct } from "constructs";
import type { Stage } from "../../stages/stage.ts";
import type { KanalFunction } from "../kanal-function.ts";
import { RegionalApi } from "./regional-api.ts";

/**
 * What anybody may read. Old phones know no TLS 1.3, so 1.2 is taken with forward secrecy. An address may be a whole village behind one carrier, so AWS's lists of bad addresses
 * only count.
 */
export class PublicEdge extends RegionalApi {
  constructor(
    scope: Construct,
    id: string,
    { stage, server }: { readonly stage: Stage; readonly server: KanalFunction },
  ) {
    const { total, requestsPerAddress, bodyBytesMax } = stage.limits.public;
    super(scope, id, {
      stage,
      of: "public",
      server,
      description: "Kanal for everyone: what anyone may read",
      throttling: total,
      logCallerAddress: false,
      tls: "1.2 and 1.3",
      acl: {
        callers: [],
        ...{ requestsPerAddress, bodyBytesMax },
        managedBlocksIn: ["body", "cookie", "header", "host", "method", "path", "query"],
        refusal: "forbidden",
      },
    });
  }
}
