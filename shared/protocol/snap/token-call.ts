import type { Instant } from "../../calendar/calendar.ts";
import { type Credential, verifiesAt } from "../../partner/credential.ts";
import type { Partner, PartnerDirectory } from "../../partner/partner.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { Keyring } from "../../seal/keyring.ts";
import { loadRsaPublicKey, verifyRsa } from "../../signature/rsa.ts";
import { readStrictJson } from "../../signature/strict-json.ts";
import { insideWindow } from "../../signature/timestamp-window.ts";
import { type SnapAnswer, snapAnswer } from "./answer.ts";
import { readSignedHeaders } from "./authenticate.ts";
import type { SnapCall } from "./call.ts";
import { fieldsOf } from "./echoed-numbers.ts";
import { answerFailure, malformed, missing, type SnapFailure, unauthorised } from "./failure.ts";
import { TOKEN_ROWS } from "./outcome-table.ts";
import { tokenStringToSign } from "./string-to-sign.ts";
import { issueToken, TOKEN_LIFE_SECONDS } from "./token.ts";

const HEADER_VALUE = /^[\x21-\x7e]{1,64}$/;

/** What became of a token call; `partner` is known once the client key is. */
export interface TokenCallResult {
  readonly answer: SnapAnswer;
  readonly partner: Partner | undefined;
  /** The key that the call was signed with; undefined when none fits. */
  readonly credentialId: string | undefined;
}

/** What is known at the moment of a token call, and the key that signs the token. */
export interface TokenCallSight {
  readonly directory: PartnerDirectory;
  readonly tokenKey: Keyring["tokenKey"];
  readonly machineNow: Instant;
}

/**
 * Answers a token call (service 73): RSA over client key and timestamp, then the window, then the grant. A suspended partner still gets a token: it
 * may have to repeat or ask about a payment that is booked. A revoked key never verifies.
 */
export async function answerTokenCall(call: SnapCall, sight: TokenCallSight): Promise<TokenCallResult> {
  const clientKey = call.headers.get("x-client-key");
  const partner = clientKey === undefined ? undefined : sight.directory.bySnapClientKey(clientKey);
  const fail = (failure: SnapFailure): TokenCallResult => ({
    answer: answerFailure("token", failure, sight.machineNow),
    partner,
    credentialId: undefined,
  });

  if (!clientKey) return fail(missing("X-CLIENT-KEY"));
  const signed = readSignedHeaders(call);
  if (signed.kind === "failed") return fail(signed.failure);
  const snap = partner?.profile.snap;
  if (!partner || !snap) return fail(unauthorised("client-unknown"));
  const { machineNow } = sight;
  const text = tokenStringToSign(clientKey, signed.timestamp);
  const credential = signerOf(partner, snap, { text, signature: signed.signature, machineNow });
  if (!credential) return fail(unauthorised("signature-wrong"));
  if (snap.signature === "asymmetric-without-token") return fail(unauthorised("token-not-used"));
  if (!insideWindow({ sentAt: signed.sentAt, machineNow, skewSeconds: snap.skewSeconds })) {
    return fail(unauthorised("timestamp-outside-window"));
  }
  const wrongGrant = whatIsWrongWithGrant(call.body, snap);
  if (wrongGrant) return fail(wrongGrant);

  const holder = { clientKey, partnerId: partner.profile.partnerId, credentialId: credential.keyId };
  const body = {
    accessToken: await issueToken(sight.tokenKey, holder, machineNow),
    tokenType: snap.tokenType,
    expiresIn: String(TOKEN_LIFE_SECONDS),
    additionalInfo: {},
  };
  const answer = snapAnswer("token", TOKEN_ROWS.issued, machineNow, { body });
  return { answer, partner, credentialId: credential.keyId };
}

/** X-CLIENT-KEY stands on every answer to a token call, whichever layer gives it (snap-bi.md 8.23); what could not be a key is not repeated. */
export function echoedClientKey(call: SnapCall): Readonly<Record<string, string>> {
  const clientKey = call.headers.get("x-client-key");
  return clientKey !== undefined && HEADER_VALUE.test(clientKey) ? { "x-client-key": clientKey } : {};
}

/** Every key that is in use is tried, so that a rotation overlaps (snap-bi.md 8.28). */
function signerOf(
  partner: Partner,
  { signatureEncoding }: SnapProfile,
  { text, signature, machineNow }: { text: string; signature: string; machineNow: Instant },
): Credential | undefined {
  return partner.credentials.find(
    (credential) =>
      credential.kind === "rsa-public-key" &&
      verifiesAt(credential, machineNow) &&
      verifyRsa(loadRsaPublicKey(credential.publicKeyPem), text, signature, signatureEncoding),
  );
}

/** The signature does not cover the body, so the grant is the only thing it may say (snap-bi.md 1.1, 8.24). */
function whatIsWrongWithGrant(body: Uint8Array, snap: SnapProfile): SnapFailure | undefined {
  const read = readStrictJson(body);
  if (read.kind === "refused" || typeof read.value !== "object") return { kind: "body-unreadable" };
  const fields = fieldsOf(read.value);
  const names = ["grantType", ...snap.grantTypeAliases];
  const grant = names.map((name) => fields[name]).find((value) => value !== undefined);
  if (grant === undefined || grant === "") return missing("grantType");
  return grant === "client_credentials" ? undefined : malformed("grantType");
}
