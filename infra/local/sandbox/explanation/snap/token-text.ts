import { tokenStringToSign } from "../../../../../shared/protocol/snap/string-to-sign.ts";
import { nearMiss } from "../near-miss.ts";
import type { SigningText } from "../signing-text.ts";
import { timeSpellings } from "./time-spellings.ts";

/** A token call, as far as its signature may depend on it. */
export interface TokenFacts {
  readonly clientKey: string;
  readonly timestamp: string;
  readonly path: string;
  readonly partnerId: string;
  readonly xPartnerId: string;
  readonly bodyHash: string;
  readonly bodyText: string;
}

/** What a token call's caller had to sign, and what it may have signed instead (snap-bi.md 1.1). */
export function tokenText(facts: TokenFacts): SigningText {
  const { clientKey, timestamp, partnerId, xPartnerId, path, bodyHash, bodyText } = facts;
  const write = ({ client = "", timestamp: at = "" }: Readonly<Record<string, string>>) =>
    tokenStringToSign(client, at);
  return {
    parts: { client: clientKey, timestamp },
    write,
    spellings: [
      {
        part: "client",
        ...nearMiss("client-key-other"),
        values: [
          xPartnerId,
          partnerId,
          clientKey.toUpperCase(),
          clientKey.toLowerCase(),
          `${clientKey} `,
          "",
        ],
      },
      ...timeSpellings(timestamp),
    ],
    layouts: [
      {
        ...nearMiss("token-separator"),
        texts: ({ client = "", timestamp: at = "" }) => [
          ...[":", " | ", "", "\n", ",", "||"].map((by) => `${client}${by}${at}`),
          `${at}|${client}`,
          at,
          client,
        ],
      },
      {
        ...nearMiss("newline-at-end"),
        texts: (parts) => ["\n", "\r\n", " "].flatMap((end) => [write(parts) + end, end + write(parts)]),
      },
      {
        ...nearMiss("string-of-transaction"),
        texts: ({ client = "", timestamp: at = "" }) => [
          `POST:${path}:${bodyHash}:${at}`,
          `POST:${path}::${bodyHash}:${at}`,
          `POST:${path}:${client}:${bodyHash}:${at}`,
          `POST:${path}:${at}`,
          `${client}|${at}|${bodyText}`,
          `${client}|${at}|${bodyHash}`,
        ],
      },
    ],
  };
}
