import * as z from "zod/mini";
import { type H2hAlgorithm, PartnerProfile } from "../../../shared/partner/partner.ts";

/** Settings that both banks share: BRI's way with repeats, both forms of number, five minutes of skew. */
const SNAP_DEFAULTS = {
  skewSeconds: 300,
  customerNumberForms: ["NIK", "NIK_MONTHS"],
  grantTypeAliases: [],
  repeatedInquiry: "stored-quote",
  repeatedPayment: "bri",
  expiredCase: "404-19",
  additionalInfoPlace: "top-level",
};

const H2H_DEFAULTS = { skewSeconds: 300, capabilities: ["payments", "member-lookup"] };

/** The algorithm of each H2H partner's key: a choice of theirs, so that the sandbox shows three. */
export const SAMPLE_ALGORITHMS: Readonly<Record<string, H2hAlgorithm>> = {
  pos: "rsa-pss-sha512",
  indomaret: "ed25519",
  alfamart: "hmac-sha256",
};

/** The partners of the sandbox: two banks, whose company codes are invented, the post office and two minimarkets. */
export const SAMPLE_PARTNERS: readonly PartnerProfile[] = z.parse(z.array(PartnerProfile), [
  {
    partnerId: "bri",
    name: "Bank Rakyat Indonesia",
    channel: "BRILINK",
    standing: "active",
    feeRupiah: 2_500,
    snap: {
      ...SNAP_DEFAULTS,
      basePath: "/snap",
      clientKey: "bri-sandbox-01",
      xPartnerId: "BRIKANAL01",
      partnerServiceId: "77210",
      channelId: "00003",
      grantTypeAliases: ["grant_type"],
    },
  },
  {
    partnerId: "bni",
    name: "Bank Negara Indonesia",
    channel: "BNI_AGEN46",
    standing: "active",
    feeRupiah: 2_500,
    snap: {
      ...SNAP_DEFAULTS,
      basePath: "",
      clientKey: "bni-sandbox-01",
      xPartnerId: "BNIKANAL01",
      partnerServiceId: "98846",
      channelId: "00006",
    },
  },
  {
    partnerId: "pos",
    name: "PT Pos Indonesia",
    channel: "KANTOR_POS",
    standing: "active",
    feeRupiah: 2_500,
    h2h: H2H_DEFAULTS,
  },
  {
    partnerId: "indomaret",
    name: "PT Indomarco Prismatama",
    channel: "INDOMARET",
    standing: "active",
    feeRupiah: 2_500,
    h2h: H2H_DEFAULTS,
  },
  {
    partnerId: "alfamart",
    name: "PT Sumber Alfaria Trijaya",
    channel: "ALFAMART",
    standing: "active",
    feeRupiah: 2_500,
    h2h: H2H_DEFAULTS,
  },
]);
