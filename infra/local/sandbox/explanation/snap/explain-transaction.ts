import { parseInstant } from "../../../../../shared/calendar/calendar.ts";
import type { InTwoLanguages } from "../../../../../shared/calendar/month-name.ts";
import { verifiesAt } from "../../../../../shared/partner/credential.ts";
import type { RegisteredPartner } from "../../../../../shared/partner/key-record.ts";
import type { SnapProfile } from "../../../../../shared/partner/snap-profile.ts";
import type { SnapCall } from "../../../../../shared/protocol/snap/call.ts";
import type { AuthenticationFailure } from "../../../../../shared/protocol/snap/outcome-table.ts";
import { minifyJson } from "../../../../../shared/signature/minify.ts";
import { insideWindow } from "../../../../../shared/signature/timestamp-window.ts";
import { clockDifference } from "../clock-difference.ts";
import { type Explanation, explanation } from "../explanation.ts";
import { type NearMiss, nearMiss } from "../near-miss.ts";
import { headerOf, SAYS, type SnapSight, snapBodyFacts } from "./snap-facts.ts";
import { searchSnapSignature } from "./snap-signature-search.ts";
import { type TransactionFacts, transactionText } from "./transaction-text.ts";

const BEARER_MISSING = nearMiss("bearer-missing");
const ID_IS_CLIENT_KEY = nearMiss("partner-id-is-client-key");

const BEARER = /^Bearer +(\S+)$/i;
const TOKEN_IN_HEADER = /\S{20,}$/;
const SKEW_SECONDS_USUAL = 300;

/** Explains why a transaction (services 24, 25, 26) got a 401. Undefined where its headers cannot even be compared. */
export async function explainTransaction(call: SnapCall, sight: SnapSight): Promise<Explanation | undefined> {
  const timestamp = headerOf(call, "x-timestamp");
  const sent = headerOf(call, "x-signature");
  const sentAt = parseInstant(timestamp);
  if (sent === "" || sentAt === undefined) return undefined;
  const caller = await callerOf(call, sight);
  const { partner, snap, isSymmetric } = caller;

  const texts = textsOf(call, caller, timestamp);
  const due = {
    kind: isSymmetric ? ("hmac-secret" as const) : ("rsa-public-key" as const),
    encoding: snap?.signatureEncoding ?? ("base64" as const),
  };
  const { machineNow } = sight;
  const search = partner && searchSnapSignature(sent, texts, { partner, due, machineNow });
  const skewSeconds = snap?.skewSeconds ?? SKEW_SECONDS_USUAL;
  const isFresh = insideWindow({ sentAt, machineNow, skewSeconds });
  const verdict = verdictOf(caller, search?.misses, isFresh);
  if (verdict === undefined) return undefined;
  const found = [...caller.misses, ...(search?.misses ?? [])];
  const [text] = texts;
  return explanation(verdict, sentence(verdict, found, search?.tried), found, {
    ...(search && { tried: search.tried, signature: search.facts }),
    ...(text && {
      stringToSign: text.write({ ...text.parts, token: shortened(caller.token) }),
    }),
    body: snapBodyFacts(call.body),
    clock: clockDifference(timestamp, sentAt, machineNow, skewSeconds),
  });
}

/** Who calls, as far as it can be told: by a genuine token, else by the X-PARTNER-ID that it names. */
interface Caller {
  readonly token: string;
  readonly tokenState: "missing" | "invalid" | "valid" | "expired";
  readonly partner: RegisteredPartner | undefined;
  readonly snap: SnapProfile | undefined;
  readonly isSymmetric: boolean;
  readonly isNamedRight: boolean;
  /** What is wrong beside the signature. */
  readonly misses: readonly NearMiss[];
}

async function callerOf(call: SnapCall, { view, verifyToken, machineNow }: SnapSight): Promise<Caller> {
  const xPartnerId = headerOf(call, "x-partner-id");
  const named = view.byXPartnerId(xPartnerId);
  const authorization = headerOf(call, "authorization");
  const borne = BEARER.exec(authorization)?.[1];
  const token = borne ?? TOKEN_IN_HEADER.exec(authorization)?.[0] ?? "";
  if (named?.profile.snap?.signature === "asymmetric-without-token") {
    return callerWith(named, { token, tokenState: "valid", xPartnerId, misses: [] });
  }
  const misses = borne === undefined && token !== "" ? [BEARER_MISSING] : [];
  const verdict = await verifyToken(token, machineNow);
  if (verdict.kind === "invalid") {
    const tokenState = borne === undefined ? "missing" : "invalid";
    return callerWith(named, { token, tokenState, xPartnerId, misses });
  }
  const partner = view.byClientKey(verdict.holder.clientKey);
  const credential = partner?.keys
    .map((key) => key.credential)
    .find(({ keyId }) => keyId === verdict.holder.credentialId);
  const isUsable = credential !== undefined && verifiesAt(credential, machineNow);
  const tokenState = borne === undefined ? "missing" : isUsable ? verdict.kind : "invalid";
  return callerWith(partner, { token, tokenState, xPartnerId, misses });
}

function callerWith(
  partner: RegisteredPartner | undefined,
  about: Pick<Caller, "token" | "tokenState" | "misses"> & { readonly xPartnerId: string },
): Caller {
  const { token, tokenState, misses, xPartnerId } = about;
  const snap = partner?.profile.snap;
  const isNamedRight = snap === undefined || snap.xPartnerId === xPartnerId;
  return {
    ...{ token, tokenState, partner, snap, isNamedRight },
    isSymmetric: snap?.signature !== "asymmetric-without-token",
    misses: isNamedRight ? misses : [...misses, { ...ID_IS_CLIENT_KEY, detail: snap.xPartnerId }],
  };
}

function textsOf(call: SnapCall, { token, snap, isSymmetric }: Caller, timestamp: string) {
  const facts: TransactionFacts = {
    ...{ method: call.method, path: call.path, body: call.body, isSymmetric, token, timestamp },
    host: headerOf(call, "host"),
    basePath: snap?.basePath ?? "",
    ownPaths: Object.values(snap?.paths ?? {}),
    clientKey: snap?.clientKey ?? headerOf(call, "x-client-key"),
    xPartnerId: headerOf(call, "x-partner-id"),
  };
  const minified = minifyJson(call.body);
  const asReceived = transactionText(facts);
  return minified === call.body ? [asReceived] : [asReceived, transactionText({ ...facts, body: minified })];
}

/** The gateway's own order: token, name, signature, age. Undefined when nothing is wrong by now, as a moment after a key was registered. */
function verdictOf(
  { tokenState, partner, isNamedRight }: Caller,
  misses: readonly NearMiss[] | undefined,
  isFresh: boolean,
): AuthenticationFailure | undefined {
  if (tokenState === "missing") return "token-missing";
  if (tokenState === "invalid") return "token-invalid";
  if (!partner) return "client-unknown";
  if (!isNamedRight) return "partner-differs";
  if (misses?.length !== 0) return "signature-wrong";
  if (tokenState === "expired") return "token-expired";
  return isFresh ? undefined : "timestamp-outside-window";
}

/** The refusal in words; where no known mistake fits, that is said too. */
export function sentence(
  verdict: AuthenticationFailure,
  found: readonly NearMiss[],
  tried: number | undefined,
): InTwoLanguages {
  const says = SAYS[verdict];
  if (verdict !== "signature-wrong" || found.length > 0 || tried === undefined) return says;
  return {
    english: `${says.english} None of ${tried} known ways to go wrong leads to it: compare string, body hash and secret with your own.`,
    indonesia: `${says.indonesia} Tidak satu pun dari ${tried} kekeliruan yang dikenal menghasilkannya: bandingkan string, hash body dan secret dengan milik Anda.`,
  };
}

const SHOWN_CHARACTERS = 8;
const TOKEN_CHARACTERS_MIN = 40;

/** Enough of a token to recognise it, too little to use it. */
function shortened(token: string): string {
  const shown = token.length < TOKEN_CHARACTERS_MIN ? "" : token.slice(0, SHOWN_CHARACTERS);
  return token === "" ? "" : `${shown}...(${token.length} characters)`;
}
