import * as z from "zod/mini";
import type { Capability, ChannelTerms } from "../../../shared/partner/channel-terms.ts";
import type { H2hAlgorithm } from "../../../shared/partner/credential.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { PartnerFile } from "../../../shared/partner/partner-file.ts";

/** The standard's own way with BRI's of repeats, both forms of number and five minutes of skew: what a bank's settings say unless they say otherwise. */
export const SNAP_DEFAULTS = {
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
} as const;

const H2H_DEFAULTS = { skewSeconds: 300 };
/** A bank pays by SNAP; with its H2H key it asks about workers. */
const H2H_MEMBERS_ONLY = { ...H2H_DEFAULTS, membersOnly: true };

/** What every partner's profile says alike. */
const TERMS = { standing: "active", closings: [], settlement: { afterWorkingDays: 1, fileDueAt: "09:00" } };

/** How its settlement files are written: the forms that come with the gateway. */
const filesOf = (files: "bank" | "minimarket") => ({ settlement: { ...TERMS.settlement, files } });

/** One place with the usual fee, which takes payments and looks workers up since the sandbox's earliest day. */
const place = (
  channel: ChannelTerms["channel"],
  channelIds: readonly string[] = [],
  more: readonly Capability[] = [],
) => ({
  channel,
  channelIds,
  capabilities: ["payments", "member-lookup", ...more].map((name) => ({ name, from: "2020-01-01" })),
  feeRupiah: 2_500,
  floorRupiah: 0,
  ceilingRupiah: 5_000_000,
  // Who tries things out asks about the same few workers all day.
  lookups: { perNumberAndDay: 100_000, perFamilyAndDay: 100_000, perTillAndHour: 100_000 },
});

/** The algorithm of each H2H partner's key: a choice of theirs, so that the sandbox shows three. The others, banks among them, have ed25519. */
export const SAMPLE_ALGORITHMS: Readonly<Record<string, H2hAlgorithm>> = {
  pos: "rsa-pss-sha512",
  indomaret: "ed25519",
  alfamart: "hmac-sha256",
};

/**
 * The partners of the sandbox: banks, the post office, two minimarkets, and an aggregator. Company codes, client keys and ids are invented. `bca` and `faspay` are
 * profiles by style, put together from what is public of such callers; neither is an agreement with the house whose name it bears.
 */
export const SAMPLE_PARTNERS: readonly PartnerProfile[] = z.parse(z.array(PartnerFile), [
  {
    ...TERMS,
    ...filesOf("bank"),
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
      // BRI's own numbers have 13 digits (snap-bi.md 3.2): too short for a NIK, long enough for a billing code.
      customerNumberForms: ["NIK", "NIK_MONTHS", "BILLING_CODE"],
      grantTypeAliases: ["grant_type"],
    },
    h2h: H2H_MEMBERS_ONLY,
  },
  {
    ...TERMS,
    ...filesOf("bank"),
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
    h2h: H2H_MEMBERS_ONLY,
  },
  {
    ...TERMS,
    partnerId: "pos",
    name: "PT Pos Indonesia",
    channels: [place("KANTOR_POS", [], ["registration", "billing-codes"])],
    h2h: H2H_DEFAULTS,
  },
  {
    ...TERMS,
    ...filesOf("minimarket"),
    partnerId: "indomaret",
    name: "PT Indomarco Prismatama",
    channels: [place("INDOMARET")],
    h2h: H2H_DEFAULTS,
  },
  {
    ...TERMS,
    ...filesOf("minimarket"),
    partnerId: "alfamart",
    name: "PT Sumber Alfaria Trijaya",
    channels: [place("ALFAMART")],
    h2h: H2H_DEFAULTS,
  },
  {
    ...TERMS,
    ...filesOf("bank"),
    partnerId: "bca",
    name: "Bank Central Asia",
    channels: [place("BANK_OTHER", ["95231"])],
    snap: {
      ...SNAP_DEFAULTS,
      basePath: "/openapi",
      clientKey: "bca-sandbox-01",
      // Its X-PARTNER-ID is the company code itself (snap-bi.md 2.6).
      xPartnerId: "14507",
      partnerServiceId: "14507",
      channelId: "95231",
      // 18 digits, as its technical document says: the months stand in the number (3.2).
      customerNumberForms: ["NIK_MONTHS"],
      // Flags decide, and a double flagging is 404xx18 with the first flag (5.2).
      repeatedPayment: "bca",
      messages: { "200xx00": "Success" },
      tokenType: "bearer",
      additionalInfoPlace: "virtual-account-data",
      sends: { nameCharactersMax: 30, billsMax: 5, freeTextsMax: 9 },
    },
  },
  {
    ...TERMS,
    ...filesOf("bank"),
    partnerId: "faspay",
    name: "Faspay",
    channels: [place("BANK_OTHER", ["77001"])],
    snap: {
      ...SNAP_DEFAULTS,
      signature: "asymmetric-without-token",
      basePath: "",
      clientKey: "faspay-sandbox-01",
      xPartnerId: "36477",
      partnerServiceId: "36477",
      channelId: "77001",
      // It collects at many counters and tells us afterwards.
      paysWithoutInquiry: true,
    },
  },
]);
