import * as z from "zod/mini";
import type { ChannelTerms } from "../../../shared/partner/channel-terms.ts";
import type { H2hAlgorithm } from "../../../shared/partner/credential.ts";
import { PartnerProfile } from "../../../shared/partner/partner.ts";

/** Settings that both banks share: BRI's way with repeats, both forms of number, five minutes of skew. */
const SNAP_DEFAULTS = {
  signature: "symmetric-with-token",
  signatureEncoding: "base64",
  padding: "space",
  skewSeconds: 300,
  customerNumberForms: ["NIK", "NIK_MONTHS"],
  grantTypeAliases: [],
  repeatedInquiry: "stored-quote",
  repeatedPayment: "bri",
  paysWithoutInquiry: false,
  codes: {},
  messages: {},
  timestampForm: "seconds",
  tokenType: "Bearer",
  additionalInfoPlace: "top-level",
  sends: { nameCharactersMax: 255, billsMax: 5, freeTextsMax: 25 },
  answerWithinMs: 7_500,
};

const H2H_DEFAULTS = { skewSeconds: 300 };

/** What every partner's profile says alike. */
const TERMS = { standing: "active", closings: [], settlement: { afterWorkingDays: 1, fileDueAt: "09:00" } };

/** One place with the usual fee, which takes payments and looks workers up since the sandbox's earliest day. */
const place = (channel: ChannelTerms["channel"], channelIds: readonly string[] = []) => ({
  channel,
  channelIds,
  capabilities: ["payments", "member-lookup"].map((name) => ({ name, from: "2020-01-01" })),
  feeRupiah: 2_500,
  floorRupiah: 0,
  ceilingRupiah: 5_000_000,
});

/** The algorithm of each H2H partner's key: a choice of theirs, so that the sandbox shows three. */
export const SAMPLE_ALGORITHMS: Readonly<Record<string, H2hAlgorithm>> = {
  pos: "rsa-pss-sha512",
  indomaret: "ed25519",
  alfamart: "hmac-sha256",
};

/** The partners of the sandbox: two banks, whose company codes are invented, the post office and two minimarkets. */
export const SAMPLE_PARTNERS: readonly PartnerProfile[] = z.parse(z.array(PartnerProfile), [
  {
    ...TERMS,
    partnerId: "bri",
    name: "Bank Rakyat Indonesia",
    channels: [place("BRILINK", ["00003"])],
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
    ...TERMS,
    partnerId: "bni",
    name: "Bank Negara Indonesia",
    channels: [place("BNI_AGEN46", ["00006"])],
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
    ...TERMS,
    partnerId: "pos",
    name: "PT Pos Indonesia",
    channels: [place("KANTOR_POS")],
    h2h: H2H_DEFAULTS,
  },
  {
    ...TERMS,
    partnerId: "indomaret",
    name: "PT Indomarco Prismatama",
    channels: [place("INDOMARET")],
    h2h: H2H_DEFAULTS,
  },
  {
    ...TERMS,
    partnerId: "alfamart",
    name: "PT Sumber Alfaria Trijaya",
    channels: [place("ALFAMART")],
    h2h: H2H_DEFAULTS,
  },
]);
