import { readFileSync } from "node:fs";
import * as z from "zod/mini";

const withDefault = <T extends z.core.SomeType>(schema: T, value: z.output<T>) =>
  z._default(schema, value as never);

const h2hKey = {
  keyId: z.string(),
  algorithm: z.enum(["ed25519", "ecdsa-p256-sha256", "rsa-v1_5-sha256", "rsa-pss-sha512", "hmac-sha256"]),
  privateKeyPem: z.optional(z.string()),
  secret: z.optional(z.string()),
};

/**
 * A partner that speaks SNAP BI, as far as the kit has to know it to play it. What the file leaves out is the standard's own way: a new bank is a new entry
 * of the file, never a case of its own.
 */
export const SnapUnderTest = z.object({
  protocol: z.literal("snap"),
  partnerId: z.string(),
  channel: z.string(),
  /** Public path prefix, signed with the rest of the path. */
  basePath: z.string(),
  /** Whole public paths of a bank that calls others than base path and the standard's tails. */
  paths: z.optional(
    z.object({ token: z.string(), inquiry: z.string(), payment: z.string(), status: z.string() }),
  ),
  signature: withDefault(
    z.enum(["symmetric-with-token", "asymmetric-without-token"]),
    "symmetric-with-token",
  ),
  signatureEncoding: withDefault(z.enum(["base64", "hex"]), "base64"),
  clientKey: z.string(),
  clientSecret: z.string(),
  privateKeyPem: z.string(),
  xPartnerId: z.string(),
  /** In its wire form, padded on the left to 8 characters. */
  partnerServiceId: z.string(),
  channelId: z.string(),
  /** Two-sided, around the machine's clock. */
  skewSeconds: withDefault(z.int(), 300),
  customerNumberForms: withDefault(z.array(z.string()), ["NIK", "NIK_MONTHS"]),
  /** The column of the decision matrix for repeats: BRI refunds on a 4xx, BCA reads the flag (snap-bi.md 5.2). */
  repeatedPayment: withDefault(z.enum(["bri", "bca"]), "bri"),
  repeatedInquiry: withDefault(z.enum(["stored-quote", "conflict"]), "stored-quote"),
  /** True for an aggregator that tells of a payment without having asked for its price. */
  paysWithoutInquiry: withDefault(z.boolean(), false),
  /** Refusals under another code, `404xx19` -> `403xx00`. */
  cases: withDefault(z.record(z.string(), z.string()), {}),
  tokenType: withDefault(z.string(), "Bearer"),
  additionalInfoPlace: withDefault(z.enum(["top-level", "virtual-account-data"]), "top-level"),
  /** The most that the bank shows. */
  sends: withDefault(z.object({ nameCharactersMax: z.int(), billsMax: z.int(), freeTextsMax: z.int() }), {
    nameCharactersMax: 255,
    billsMax: 5,
    freeTextsMax: 25,
  }),
  /** A key of its own for H2H, with which the bank looks members up and nothing else. */
  h2h: z.optional(z.object(h2hKey)),
});
export type SnapUnderTest = z.infer<typeof SnapUnderTest>;

/** A partner that speaks H2H. */
export const H2hUnderTest = z.object({
  protocol: z.literal("h2h"),
  partnerId: z.string(),
  channel: z.string(),
  ...h2hKey,
  skewSeconds: withDefault(z.int(), 300),
  /** What the contract allows. */
  capabilities: withDefault(z.array(z.string()), ["payments", "member-lookup"]),
});
export type H2hUnderTest = z.infer<typeof H2hUnderTest>;

export const PartnerUnderTest = z.discriminatedUnion("protocol", [SnapUnderTest, H2hUnderTest]);
export type PartnerUnderTest = z.infer<typeof PartnerUnderTest>;

/** A sample worker. The state is what it was when the file was written. */
const SampleWorker = z.object({ nik: z.string(), name: z.string(), state: z.string() });
export type SampleWorker = z.infer<typeof SampleWorker>;

const CredentialsFile = z.object({
  baseUrl: z.string(),
  partners: z.array(PartnerUnderTest),
  members: z.array(SampleWorker),
});
export type CredentialsFile = z.infer<typeof CredentialsFile>;

/** The file cannot be used; the message says why. */
export class CredentialsUnusable extends Error {
  readonly code = "CREDENTIALS_UNUSABLE";
}

/** Reads a credentials file, `.kanal/sandbox.json` or one of that form. @throws CredentialsUnusable */
export function readCredentials(file: string): CredentialsFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new CredentialsUnusable(`${file} is missing or is not JSON. Of the local sandbox: npm start`, {
      cause,
    });
  }
  const read = z.safeParse(CredentialsFile, content);
  if (read.success) return { ...read.data, partners: read.data.partners.flatMap(withLookups) };
  const issue = read.error.issues[0];
  throw new CredentialsUnusable(`${file}: ${issue?.path.join(".")} ${issue?.message}`);
}

/** A bank with a key for H2H is two partners to play. */
function withLookups(partner: PartnerUnderTest): PartnerUnderTest[] {
  if (partner.protocol !== "snap" || !partner.h2h) return [partner];
  const { partnerId, channel, h2h } = partner;
  const capabilities = ["member-lookup"];
  return [partner, { protocol: "h2h", partnerId, channel, ...h2h, skewSeconds: 300, capabilities }];
}
