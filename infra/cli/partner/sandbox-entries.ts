import type { Credential } from "../../../shared/partner/credential.ts";
import { type KeyRole, type RegisteredPartner, roleOf } from "../../../shared/partner/key-record.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import { newCredentials, registeredCredentials } from "../../local/sandbox/sample-credentials.ts";
import {
  readSandboxFile,
  type SandboxFile,
  type SandboxPartner,
  writeSandboxFile,
} from "../../local/sandbox/sandbox-file.ts";
import type { PartnerDesk } from "./desk.ts";
import { PartnerStop } from "./partner-stop.ts";
import { newKeyId } from "./take-key.ts";

/** The partner's own side of its keys, made here: only where nobody's money is, so that the sandbox's tools can play the partner. */
export interface PlayedKeys {
  readonly entries: readonly SandboxPartner[];
  readonly credentials: readonly Credential[];
}

/** Makes keys for both sides of a new partner. @throws PartnerStop outside a sandbox on this machine */
export async function playedKeys(desk: PartnerDesk, profile: PartnerProfile): Promise<PlayedKeys> {
  sandboxOf(desk);
  const entries = await newCredentials(profile);
  return { entries, credentials: entries.flatMap(registeredCredentials) };
}

/**
 * Makes one new key for both sides of a partner that is played already: its secret when that is asked for, else its key.
 * @throws PartnerStop when there is no such key to replace
 */
export async function playedRotation(
  desk: PartnerDesk,
  partner: RegisteredPartner,
  asked: { readonly secret: boolean; readonly protocol: string | undefined },
): Promise<PlayedKeys> {
  const { content } = sandboxOf(desk);
  const isIts = (entry: SandboxPartner) => entry.partnerId === partner.partnerId;
  const held = content.partners.find(isIts);
  const made = (await newCredentials(partner.profile)).find(isIts);
  const role = roleWanted(partner, asked);
  const credential = made && registeredCredentials(made).find((each) => roleOf(each) === role);
  if (!held || !made || !credential) {
    throw new PartnerStop("Mitra ini tidak dimainkan di sini / This partner is not played here (add --play)");
  }
  const keyId = newKeyId(partner, role, desk.environment);
  return {
    entries: [withNewKey(held, made, role, keyId)],
    credentials: [{ ...credential, keyId, state: "next" }],
  };
}

function roleWanted(
  { profile }: RegisteredPartner,
  { secret, protocol }: { readonly secret: boolean; readonly protocol: string | undefined },
): KeyRole {
  if (protocol === "h2h" || !profile.snap) return "h2h";
  return secret ? "hmac-secret" : "rsa-public-key";
}

/** What the partner's side was, with the one new key in it. */
function withNewKey(
  held: SandboxPartner,
  made: SandboxPartner,
  role: KeyRole,
  keyId: string,
): SandboxPartner {
  if (made.protocol === "h2h") return { ...made, keyId };
  if (held.protocol === "h2h") return held;
  switch (role) {
    case "rsa-public-key":
      return { ...held, privateKeyPem: made.privateKeyPem };
    case "hmac-secret":
      return { ...held, clientSecret: made.clientSecret };
    case "h2h":
      return { ...held, ...(made.h2h && { h2h: { ...made.h2h, keyId } }) };
  }
}

/** Puts the partner's side into `sandbox.json`, where the till and the conformance kit find it. */
export function keepEntries(desk: PartnerDesk, entries: readonly SandboxPartner[]): void {
  const { file, content } = sandboxOf(desk);
  const isReplaced = (held: SandboxPartner) => entries.some(({ partnerId }) => held.partnerId === partnerId);
  const partners = [...content.partners.filter((held) => !isReplaced(held)), ...entries];
  writeSandboxFile(file, { ...content, partners });
}

function sandboxOf({ sandboxFile, environment }: PartnerDesk): { file: string; content: SandboxFile } {
  if (sandboxFile === undefined || environment !== "sandbox") {
    throw new PartnerStop(
      "--play hanya untuk sandbox di mesin ini: kunci privat mitra tidak pernah kami buat.\n" +
        "--play is for the sandbox on this machine only: a partner's private key is never made by us.",
    );
  }
  const content = readSandboxFile(sandboxFile);
  if (!content) throw new PartnerStop(`${sandboxFile} tidak ada / is missing. Jalankan / Run: npm start`);
  return { file: sandboxFile, content };
}
