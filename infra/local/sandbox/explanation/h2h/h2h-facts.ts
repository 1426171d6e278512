import type { Instant } from "../../../../../shared/calendar/calendar.ts";
import type { InTwoLanguages } from "../../../../../shared/calendar/month-name.ts";
import type { AuthenticationFailure } from "../../../../../shared/protocol/h2h/refusal-table.ts";
import type { RegistryView } from "../registry-view.ts";

/** What an explanation is made from: the registry, and what the gateway's answer says already. */
export interface H2hSight {
  readonly view: RegistryView;
  readonly machineNow: Instant;
  readonly verdict: AuthenticationFailure;
  /** The component that the answer names. */
  readonly field: string | undefined;
}

/** What a refusal means, in a sentence. */
export const SAYS: Readonly<Record<AuthenticationFailure, InTwoLanguages>> = {
  "signature-missing": {
    english: "The request has no Signature-Input and no Signature header.",
    indonesia: "Permintaan tidak memuat header Signature-Input dan Signature.",
  },
  "signature-malformed": {
    english: "The signature headers cannot be read as RFC 9421 writes them.",
    indonesia: "Header tanda tangan tidak dapat dibaca menurut RFC 9421.",
  },
  "key-unknown": {
    english: "No key that is in use has this keyid.",
    indonesia: "Tidak ada kunci yang berlaku dengan keyid ini.",
  },
  "algorithm-differs": {
    english: "The parameter alg names another algorithm than the key's own.",
    indonesia: "Parameter alg menyebut algoritma yang bukan milik kunci ini.",
  },
  "component-missing": {
    english: "The signature does not cover a part of the request that it has to.",
    indonesia: "Tanda tangan tidak mencakup bagian permintaan yang wajib.",
  },
  "digest-wrong": {
    english: "Content-Digest is not the hash of the bytes that arrived.",
    indonesia: "Content-Digest bukan hash dari byte yang diterima.",
  },
  "signature-wrong": {
    english: "The signature does not fit the request.",
    indonesia: "Tanda tangan tidak cocok dengan permintaan.",
  },
  "signature-stale": {
    english: "The signature is right, but its time lies outside the window.",
    indonesia: "Tanda tangan benar, tetapi waktunya di luar batas.",
  },
};
