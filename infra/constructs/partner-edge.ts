import type { Construct } from "constructs";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";
import { RegionalApi } from "./regional-api.ts";

interface PartnerEdgeProps {
  readonly stage: Stage;
  readonly partnerApi: KanalFunction;
  readonly memberDesk: KanalFunction;
}

/** What the members' desk serves of the partners' API. */
const MEMBER_DESK_PATHS = ["/h2h/v1/members/lookup", "/h2h/v1/registrations", "/h2h/v1/billing-codes"];

/** What banks and shops call. */
export class PartnerEdge extends RegionalApi {
  constructor(scope: Construct, id: string, { stage, partnerApi, memberDesk }: PartnerEdgeProps) {
    const { partners } = stage.limits;
    super(scope, id, {
      stage,
      description: "Kanal for partners: signed requests",
      server: partnerApi,
      rooms: [{ server: memberDesk, paths: MEMBER_DESK_PATHS, throttling: partners.memberDesk }],
      throttling: partners.total,
      logCallerAddress: true,
    });
  }
}
