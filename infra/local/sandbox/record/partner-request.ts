import * as z from "zod/mini";

const TwoLanguages = z.object({ indonesia: z.string(), english: z.string() });

/** One request of a partner and what it was told, without anything about a person and without a secret. */
export const PartnerRequest = z.object({
  /** Epoch milliseconds, the machine's. */
  at: z.number(),
  partnerId: z.string(),
  /** False when nobody's signature was found genuine: the partner is then only the one that the request names. */
  isVerified: z.boolean(),
  service: z.string(),
  /** Method and path. */
  asked: z.string(),
  reference: z.optional(z.string()),
  externalId: z.optional(z.string()),
  /** SNAP's responseCode, or the name of H2H's problem. */
  code: z.string(),
  status: z.number(),
  outcome: TwoLanguages,
  durationMs: z.number(),
  bodySha256: z.string(),
  /** How often this service was asked with this reference, this request included. */
  attempt: z.number(),
  isRepeat: z.boolean(),
  /** What the sandbox explained of a refused signature. The string to sign is kept in memory only (snap-bi.md 8.29). */
  explanation: z.optional(z.looseObject({ verdict: z.string(), ...TwoLanguages.shape })),
});
export type PartnerRequest = z.infer<typeof PartnerRequest>;

/** Under this name stand requests of which not even the claimed partner can be told. */
export const NOBODY = "unknown";
