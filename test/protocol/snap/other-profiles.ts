import { PartnerId, type PartnerProfile } from "../../../shared/partner/partner.ts";
import type { SnapProfile } from "../../../shared/partner/snap-profile.ts";
import { placeOf, STANDARD_SNAP, USUAL_TERMS } from "../../partner/sample-profile.ts";

type Bank = PartnerProfile & { readonly snap: SnapProfile };

/** A bank of the BCA kind: flags decide, 18 digits, additionalInfo inside, and limits on what it shows. */
export const BCA: Bank = {
  ...USUAL_TERMS,
  partnerId: PartnerId.parse("bca"),
  name: "Bank Central Asia",
  channels: [placeOf("BANK_OTHER", { channelIds: ["95231"] })],
  snap: {
    ...STANDARD_SNAP,
    basePath: "/openapi",
    clientKey: "bca-client-0001",
    xPartnerId: "14507",
    partnerServiceId: "14507",
    channelId: "95231",
    customerNumberForms: ["NIK_MONTHS"],
    repeatedPayment: "bca",
    messages: { "200xx00": "Success" },
    tokenType: "bearer",
    additionalInfoPlace: "virtual-account-data",
    sends: { nameCharactersMax: 30, billsMax: 5, freeTextsMax: 9 },
  },
};

/** An aggregator of the Faspay kind: an RSA key and no token, and money that is taken before we hear of it. */
export const AGGREGATOR: Bank = {
  ...USUAL_TERMS,
  partnerId: PartnerId.parse("faspay"),
  name: "Faspay",
  channels: [placeOf("BANK_OTHER", { channelIds: ["77001"] })],
  snap: {
    ...STANDARD_SNAP,
    signature: "asymmetric-without-token",
    basePath: "",
    clientKey: "faspay-client-0001",
    xPartnerId: "36477",
    partnerServiceId: "36477",
    channelId: "77001",
    paysWithoutInquiry: true,
  },
};

/** The number fields of a bank's request. */
export const numbersOf = ({ snap }: Bank, customerNo: string, padding = " ") => {
  const partnerServiceId = snap.partnerServiceId.padStart(8, padding);
  return { partnerServiceId, customerNo, virtualAccountNo: partnerServiceId + customerNo };
};
