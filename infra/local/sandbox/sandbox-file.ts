import { readFileSync, renameSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";
import { ROLES } from "../../../functions/ops-api/access/person.ts";
import { H2hAlgorithm } from "../../../shared/partner/credential.ts";
import { SnapProfile } from "../../../shared/partner/snap-profile.ts";

/** The settings of a profile that whoever plays the bank has to know. */
export const DEVIATIONS = {
  signature: true,
  signatureEncoding: true,
  paths: true,
  skewSeconds: true,
  customerNumberForms: true,
  repeatedInquiry: true,
  repeatedPayment: true,
  paysWithoutInquiry: true,
  tokenType: true,
  additionalInfoPlace: true,
  sends: true,
} as const;

/** A bank's credentials as the bank would get them. What is optional stands there only where the bank's way is not the standard's. */
export const SnapSandboxPartner = z.object({
  partnerId: z.string(),
  protocol: z.literal("snap"),
  channel: z.string(),
  basePath: z.string(),
  clientKey: z.string(),
  clientSecret: z.string(),
  privateKeyPem: z.string(),
  xPartnerId: z.string(),
  /** In its wire form: padded on the left to 8 characters. */
  partnerServiceId: z.string(),
  channelId: z.string(),
  ...z.partial(z.pick(SnapProfile, DEVIATIONS)).shape,
  /** Refusals under another code, by the standard's: `404xx19` -> `403xx00`. */
  cases: z.optional(z.record(z.string(), z.string())),
  /** Its key for H2H, with which it looks members up. */
  h2h: z.optional(z.object({ keyId: z.string(), algorithm: H2hAlgorithm, privateKeyPem: z.string() })),
});
export type SnapSandboxPartner = z.infer<typeof SnapSandboxPartner>;

/** The credentials of the post office or a minimarket: a private key, or for `hmac-sha256` a secret. */
export const H2hSandboxPartner = z.object({
  partnerId: z.string(),
  protocol: z.literal("h2h"),
  channel: z.string(),
  keyId: z.string(),
  algorithm: H2hAlgorithm,
  privateKeyPem: z.optional(z.string()),
  secret: z.optional(z.string()),
});
export type H2hSandboxPartner = z.infer<typeof H2hSandboxPartner>;

export const SandboxPartner = z.discriminatedUnion("protocol", [SnapSandboxPartner, H2hSandboxPartner]);
export type SandboxPartner = z.infer<typeof SandboxPartner>;

/** A sample worker. `state` is what it was when the file was written. */
export const SandboxMember = z.object({
  nik: z.string(),
  kpj: z.string(),
  name: z.string(),
  programmes: z.array(z.string()),
  sector: z.string(),
  declaredMonthlyIncome: z.number(),
  state: z.enum(["never-paid", "active", "grace", "ended", "deceased", "sponsored"]),
});
export type SandboxMember = z.infer<typeof SandboxMember>;

/** One of the staff with a bearer token for `/ops/api`. `role` is what he is here for; somebody may have more. */
export const SandboxOps = z.object({
  role: z.enum(ROLES),
  roles: z.array(z.enum(ROLES)),
  subject: z.string(),
  name: z.string(),
  token: z.string(),
});
export type SandboxOps = z.infer<typeof SandboxOps>;

/** `sandbox.json`: the one file with credentials and sample NIKs (design section 8). */
export const SandboxFile = z.object({
  baseUrl: z.string(),
  partners: z.array(SandboxPartner),
  members: z.array(SandboxMember),
  ops: z.array(SandboxOps),
});
export type SandboxFile = z.infer<typeof SandboxFile>;

/** Reads the file. @returns undefined when it is missing or somebody changed its shape */
export function readSandboxFile(file: string): SandboxFile | undefined {
  try {
    const read = z.safeParse(SandboxFile, JSON.parse(readFileSync(file, "utf8")));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the file whole, readable by its owner only: a reader never sees half of it. */
export function writeSandboxFile(file: string, content: SandboxFile): void {
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}
