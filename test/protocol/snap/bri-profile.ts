import { PartnerId, type PartnerProfile } from "../../../shared/partner/partner.ts";
import type { SnapProfile } from "../../../shared/partner/snap-profile.ts";

import { placeOf, STANDARD_SNAP, USUAL_TERMS } from "../../partner/sample-profile.ts";

/** A bank of the BRI kind, as tests know it. */
export const BRI_SNAP: SnapProfile = {
  ...STANDARD_SNAP,
  basePath: "/snap",
  clientKey: "bri-client-0001",
  xPartnerId: "BRI-PARTNER-01",
  partnerServiceId: "77210",
  channelId: "00003",
};

export const BRI: PartnerProfile & { readonly snap: SnapProfile } = {
  partnerId: PartnerId.parse("bri"),
  name: "Bank Rakyat Indonesia",
  ...USUAL_TERMS,
  channels: [placeOf("BRILINK")],
  snap: BRI_SNAP,
};
