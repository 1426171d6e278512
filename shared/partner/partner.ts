import * as z from "zod/mini";

/** The floors of the house read partners as parsed data; these schemas are the only description of it. */

/** Our short name of a partner, `bri`: part of keys, client keys and file names, so letters and digits only. */
export const PartnerId = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9]{1,15}$/))
  .brand("PartnerId");
export type PartnerId = z.infer<typeof PartnerId>;

/** The kind of place at which the worker hands over cash; CREDIT is no place: a month that earlier money pays. */
export const Channel = z.enum([
  "BRILINK",
  "BNI_AGEN46",
  "KANTOR_POS",
  "INDOMARET",
  "ALFAMART",
  "BANK_OTHER",
  "CREDIT",
]);
export type Channel = z.infer<typeof Channel>;

/** How a partner that speaks SNAP BI differs from the others (snap-bi.md section 8, item 21). Data only: no code per bank. */
export const SnapProfile = z.strictObject({
  /** Public path prefix as the caller sees and signs it: "/snap" or "". */
  basePath: z.string().check(z.regex(/^(\/[a-z0-9-]{1,32}){0,3}$/)),
  /** The client id that we issued for the token call (X-CLIENT-KEY); starts with the partner's id. */
  clientKey: z.string().check(z.minLength(8), z.maxLength(64)),
  /** X-PARTNER-ID on transaction calls; must belong to the token's client. */
  xPartnerId: z.string().check(z.minLength(1), z.maxLength(36)),
  /** Company code without its padding; the wire form is padded on the left to 8 with spaces. */
  partnerServiceId: z.string().check(z.regex(/^\d{1,8}$/)),
  /** CHANNEL-ID that the sandbox's own clients send; never a reason to refuse. */
  channelId: z.string().check(z.maxLength(5)),
  /** Two-sided window around the machine's clock for X-TIMESTAMP. */
  skewSeconds: z.number().check(z.int(), z.minimum(30), z.maximum(900)),
  /** Forms of customerNo this bank can type: 16-digit NIK, or NIK and two digits of months. */
  customerNumberForms: z.array(z.enum(["NIK", "NIK_MONTHS"])),
  /** Names of the grant field that are taken besides `grantType` (midtrans-client sends `grant_type`). */
  grantTypeAliases: z.array(z.enum(["grant_type", "granttype"])),
  /** The same inquiryRequestId and number again: the stored quote, or 4092400. */
  repeatedInquiry: z.enum(["stored-quote", "conflict"]),
  /** The column of the decision matrix for repeats (snap-bi.md 5.2). */
  repeatedPayment: z.enum(["bri"]),
  /** The code for an expired quote: 404xx19 of the standard, or 403xx00 that some banks expect. */
  expiredCase: z.enum(["404-19", "403-00"]),
  /** Where the bank reads `additionalInfo`. */
  additionalInfoPlace: z.enum(["top-level", "virtual-account-data"]),
});
export type SnapProfile = z.infer<typeof SnapProfile>;

/** How a partner that speaks H2H (HTTP Message Signatures) differs from the others. */
export const H2hProfile = z.strictObject({
  /** Two-sided window around the machine's clock for `created`. */
  skewSeconds: z.number().check(z.int(), z.minimum(30), z.maximum(900)),
  /** What the partner may call; a capability that is not here is 403. */
  capabilities: z.array(z.enum(["payments", "member-lookup"])),
});
export type H2hProfile = z.infer<typeof H2hProfile>;

/** Signature algorithms of H2H keys, by their RFC 9421 names; the key decides, never the message. */
export const H2hAlgorithm = z.enum([
  "ed25519",
  "ecdsa-p256-sha256",
  "rsa-v1_5-sha256",
  "rsa-pss-sha512",
  "hmac-sha256",
]);
export type H2hAlgorithm = z.infer<typeof H2hAlgorithm>;

/** Everything about a partner that is not a credential. */
export const PartnerProfile = z.strictObject({
  // The book of credit has payments of its own beside the partners'.
  partnerId: PartnerId.check(z.refine((id) => id !== "credit")),
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  channel: Channel.check(z.refine((channel) => channel !== "CREDIT")),
  standing: z.enum(["active", "suspended"]),
  /** What the channel takes on top of the contribution, never out of it (domain.md 0.10). */
  feeRupiah: z.number().check(z.int(), z.minimum(0), z.maximum(25_000)),
  /** How many days after its quote's business date an advice never seen before is still booked; 1 where the contract is silent. */
  adviceDays: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(7))),
  /** From when an advice covers: from its arrival here, or from the till's own time where the contract says so. */
  adviceCoversFrom: z.optional(z.enum(["received-at", "paid-at"])),
  h2h: z.optional(H2hProfile),
  snap: z.optional(SnapProfile),
});
export type PartnerProfile = z.infer<typeof PartnerProfile>;

/** A credential's life: `next` and `retiring` both verify, so that a rotation overlaps; `revoked` never does. */
export const CredentialState = z.enum(["active", "next", "retiring", "revoked"]);
export type CredentialState = z.infer<typeof CredentialState>;

/** A credential as the protocols use it, secrets already opened. */
export type Credential =
  | {
      readonly kind: "rsa-public-key";
      readonly keyId: string;
      readonly state: CredentialState;
      readonly publicKeyPem: string;
    }
  | {
      readonly kind: "hmac-secret";
      readonly keyId: string;
      readonly state: CredentialState;
      readonly secret: string;
    }
  | H2hCredential;

/** A key for HTTP Message Signatures, bound to its algorithm. */
export type H2hCredential =
  | {
      readonly kind: "h2h-public-key";
      readonly keyId: string;
      readonly state: CredentialState;
      readonly algorithm: Exclude<H2hAlgorithm, "hmac-sha256">;
      readonly publicKeyPem: string;
    }
  | {
      readonly kind: "h2h-secret";
      readonly keyId: string;
      readonly state: CredentialState;
      readonly algorithm: "hmac-sha256";
      readonly secret: string;
    };

/** A partner with its usable credentials, as the registry hands it out. */
export interface Partner {
  readonly profile: PartnerProfile;
  readonly credentials: readonly Credential[];
}

/** All partners at one moment, at most ten seconds old; looked up without I/O. */
export interface PartnerDirectory {
  byId(partnerId: string): Partner | undefined;
  bySnapClientKey(clientKey: string): Partner | undefined;
  /** The partner that holds an H2H key, and the key; key ids are unique across partners. */
  byH2hKeyId(keyId: string): { readonly partner: Partner; readonly credential: H2hCredential } | undefined;
}
