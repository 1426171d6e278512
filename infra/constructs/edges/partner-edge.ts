import type { Construct } from "constructs";
import { H2H_SERVICES } from "../../../shared/protocol/h2h/service.ts";
import { SNAP_SERVICES, type SnapService } from "../../../shared/protocol/snap/service.ts";
import type { Stage } from "../../stages/stage.ts";
import type { KanalFunction } from "../kanal-function.ts";
import { refuseAsUnavailable } from "./gateway-answers.ts";
import { type ApiRoom, RegionalApi } from "./regional-api.ts";

interface PartnerEdgeProps {
  readonly stage: Stage;
  readonly partnerApi: KanalFunction;
  readonly memberDesk: KanalFunction;
}

/** Where the standard's services lie for a partner whose contract names no base path of its own; other paths come in by the proxy and share the total. */
const SNAP_BASE_PATH = "/snap";

/**
 * What banks and shops call. Callers come from addresses that their contract names and show a certificate; what is signed is only looked at by the function. So AWS's rules block
 * where no genuine request has anything (no partner sends a query or a cookie), and count where a signed one has everything: a shop's reference may end in `.log`, a signature in
 * base64 may contain any four letters, and a refusal would hold up money that was taken.
 */
export class PartnerEdge extends RegionalApi {
  constructor(scope: Construct, id: string, { stage, partnerApi, memberDesk }: PartnerEdgeProps) {
    const { partners } = stage.limits;
    super(scope, id, {
      stage,
      of: "partners",
      description: "Kanal for partners: signed requests",
      server: partnerApi,
      rooms: roomsOf(partners, partnerApi, memberDesk),
      throttling: partners.total,
      logCallerAddress: true,
      tls: "mutual",
      acl: {
        callers: stage.partners.map(({ partnerId, ...rest }) => ({ name: partnerId, ...rest })),
        requestsPerAddress: partners.requestsPerAddress,
        bodyBytesMax: partners.bodyBytesMax,
        managedBlocksIn: ["query", "cookie", "method", "host"],
        refusal: "later",
      },
    });
    refuseAsUnavailable(this.api);
  }
}

/** Each kind of request with its own limit, so that a storm of one leaves room for the others. */
function roomsOf(
  limits: Stage["limits"]["partners"],
  server: KanalFunction,
  memberDesk: KanalFunction,
): readonly ApiRoom[] {
  const snap = (service: SnapService) =>
    ({ method: "POST", path: `${SNAP_BASE_PATH}${SNAP_SERVICES[service].tail}` }) as const;
  const { inquiry, payment, reversal, status, lookup, registration, "billing-code": code } = H2H_SERVICES;
  return [
    { server, methods: [snap("payment"), payment, reversal], throttling: limits.payment },
    { server, methods: [snap("inquiry"), inquiry], throttling: limits.inquiry },
    { server, methods: [snap("status"), status], throttling: limits.status },
    { server, methods: [snap("token")], throttling: limits.token },
    { server: memberDesk, methods: [lookup, registration, code], throttling: limits.memberDesk },
  ];
}
