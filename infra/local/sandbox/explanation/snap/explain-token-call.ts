import { parseInstant } from "../../../../../shared/calendar/calendar.ts";
import type { SnapCall } from "../../../../../shared/protocol/snap/call.ts";
import { bodyHash } from "../../../../../shared/protocol/snap/string-to-sign.ts";
import { insideWindow } from "../../../../../shared/signature/timestamp-window.ts";
import { clockDifference } from "../clock-difference.ts";
import { type Explanation, explanation } from "../explanation.ts";
import { nearMiss } from "../near-miss.ts";
import { sentence } from "./explain-transaction.ts";
import { headerOf, SAYS, type SnapSight } from "./snap-facts.ts";
import { searchSnapSignature } from "./snap-signature-search.ts";
import { tokenText } from "./token-text.ts";

const CLIENT_KEY_LOOKS = nearMiss("client-key-is-partner-id");

/** Explains why a token call (service 73) got a 401. Undefined where its headers cannot even be compared. */
export function explainTokenCall(call: SnapCall, { view, machineNow }: SnapSight): Explanation | undefined {
  const timestamp = headerOf(call, "x-timestamp");
  const sent = headerOf(call, "x-signature");
  const clientKey = headerOf(call, "x-client-key");
  const sentAt = parseInstant(timestamp);
  if (sent === "" || clientKey === "" || sentAt === undefined) return undefined;
  const partner = view.byClientKey(clientKey);
  const snap = partner?.profile.snap;
  if (!partner || !snap) {
    const meant = view.partners.some(({ profile }) =>
      [profile.partnerId, profile.snap?.xPartnerId, profile.snap?.clientKey]
        .map((name) => name?.toLowerCase())
        .includes(clientKey.trim().toLowerCase()),
    );
    return explanation("client-unknown", SAYS["client-unknown"], meant ? [CLIENT_KEY_LOOKS] : [], {});
  }
  if (snap.signature === "asymmetric-without-token") {
    return explanation("token-not-used", SAYS["token-not-used"], [], {});
  }
  const text = tokenText({
    ...{ clientKey, timestamp, path: call.path, bodyHash: bodyHash(call.body) },
    partnerId: partner.profile.partnerId,
    xPartnerId: snap.xPartnerId,
    bodyText: Buffer.from(call.body).toString("utf8"),
  });
  const due = { kind: "rsa-public-key", encoding: snap.signatureEncoding } as const;
  const search = searchSnapSignature(sent, [text], { partner, due, machineNow });
  const { skewSeconds } = snap;
  const misses = search.misses ?? [];
  const isGenuine = search.misses?.length === 0;
  const isFresh = insideWindow({ sentAt, machineNow, skewSeconds });
  if (isGenuine && isFresh) return undefined;
  const verdict = isGenuine ? "timestamp-outside-window" : "signature-wrong";
  return explanation(verdict, sentence(verdict, misses, search.tried), misses, {
    ...{ tried: search.tried, signature: search.facts, stringToSign: text.write(text.parts) },
    clock: clockDifference(timestamp, sentAt, machineNow, skewSeconds),
  });
}
