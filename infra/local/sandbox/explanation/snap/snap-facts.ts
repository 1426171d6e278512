import type { Instant } from "../../../../../shared/calendar/calendar.ts";
import type { InTwoLanguages } from "../../../../../shared/calendar/month-name.ts";
import type { SnapCall } from "../../../../../shared/protocol/snap/call.ts";
import type { AuthenticationFailure } from "../../../../../shared/protocol/snap/outcome-table.ts";
import { bodyHash } from "../../../../../shared/protocol/snap/string-to-sign.ts";
import type { TokenVerifier } from "../../../../../shared/protocol/snap/token-verifier.ts";
import { minifyJson } from "../../../../../shared/signature/minify.ts";
import type { BodyFacts } from "../explanation.ts";
import type { RegistryView } from "../registry-view.ts";

/** What an explanation is made from. */
export interface SnapSight {
  readonly view: RegistryView;
  readonly verifyToken: TokenVerifier;
  readonly machineNow: Instant;
}

export const headerOf = ({ headers }: SnapCall, name: string): string => headers.get(name) ?? "";

/** The body in numbers. */
export function snapBodyFacts(body: Uint8Array): BodyFacts {
  const minified = minifyJson(body);
  return {
    bytes: body.length,
    sha256: bodyHash(body),
    ...(minified !== body && { sha256Minified: bodyHash(minified) }),
  };
}

/** What a refusal means, in a sentence. The table is complete: the compiler holds it beside the gateway's own list. */
export const SAYS: Readonly<Record<AuthenticationFailure, InTwoLanguages>> = {
  "client-unknown": {
    english: "No partner has this client key.",
    indonesia: "Tidak ada mitra dengan client key ini.",
  },
  "partner-differs": {
    english: "X-PARTNER-ID is not the one that belongs to the caller.",
    indonesia: "X-PARTNER-ID bukan milik pemanggil ini.",
  },
  "signature-wrong": {
    english: "The signature does not fit the request.",
    indonesia: "Tanda tangan tidak cocok dengan permintaan.",
  },
  "timestamp-outside-window": {
    english: "The signature is right, but its time lies outside the window.",
    indonesia: "Tanda tangan benar, tetapi waktunya di luar batas.",
  },
  "token-not-used": {
    english: "This client signs each call with its private key and needs no token.",
    indonesia: "Klien ini menandatangani setiap panggilan dengan kunci privat dan tidak memerlukan token.",
  },
  "token-missing": {
    english: "The request has no access token: Authorization has to be Bearer, a blank and the token.",
    indonesia: "Permintaan tidak memuat access token: Authorization harus berisi Bearer, spasi, lalu token.",
  },
  "token-invalid": {
    english: "The access token is none of this gateway's, or the key that asked for it was revoked.",
    indonesia: "Access token bukan dari gateway ini, atau kunci yang memintanya sudah dicabut.",
  },
  "token-expired": {
    english: "The access token has expired; ask for a new one, it lives 15 minutes.",
    indonesia: "Access token sudah kedaluwarsa; minta yang baru, masa berlakunya 15 menit.",
  },
};
