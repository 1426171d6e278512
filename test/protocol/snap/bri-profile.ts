import { PartnerId, type PartnerProfile, type SnapProfile } from "../../../shared/partner/partner.ts";

/** A bank of the BRI kind, as tests know it. */
export const BRI_SNAP: SnapProfile = {
  basePath: "/snap",
  clientKey: "bri-client-0001",
  xPartnerId: "BRI-PARTNER-01",
  partnerServiceId: "77210",
  channelId: "00003",
  skewSeconds: 300,
  customerNumberForms: ["NIK", "NIK_MONTHS"],
  grantTypeAliases: [],
  repeatedInquiry: "stored-quote",
  repeatedPayment: "bri",
  expiredCase: "404-19",
  additionalInfoPlace: "top-level",
};

export const BRI: PartnerProfile & { readonly snap: SnapProfile } = {
  partnerId: PartnerId.parse("bri"),
  name: "Bank Rakyat Indonesia",
  channel: "BRILINK",
  standing: "active",
  feeRupiah: 2_500,
  snap: BRI_SNAP,
};
