import { createHash } from "node:crypto";
import { pathTail, SNAP_SERVICES } from "../../../../../shared/protocol/snap/service.ts";
import { bodyHash, tokenStringToSign } from "../../../../../shared/protocol/snap/string-to-sign.ts";
import { type NearMissName, nearMiss } from "../near-miss.ts";
import { pathSpellings } from "../path-spellings.ts";
import type { Layout, Parts, SigningText, Spelling } from "../signing-text.ts";
import { bodySpellings } from "./body-spellings.ts";
import { timeSpellings } from "./time-spellings.ts";

/** A transaction call, as far as its signature may depend on it. */
export interface TransactionFacts {
  readonly method: string;
  /** As the gateway received it. */
  readonly path: string;
  readonly host: string;
  /** The public prefix of the partner's profile. */
  readonly basePath: string;
  /** Its own paths, if it calls others than the standard's. */
  readonly ownPaths: readonly string[];
  readonly isSymmetric: boolean;
  /** Empty when no token came, and for calls that carry none. */
  readonly token: string;
  readonly timestamp: string;
  readonly body: Uint8Array;
  /** Who the caller says it is. */
  readonly clientKey: string;
  readonly xPartnerId: string;
}

/** What a transaction's caller had to sign (snap-bi.md 2.1), and what it may have signed instead. */
export function transactionText(facts: TransactionFacts): SigningText {
  const { method, path, timestamp, body } = facts;
  const token = facts.isSymmetric ? facts.token : "";
  const parts = { method, path, token, bodyHash: bodyHash(body), timestamp };
  return {
    parts,
    write: ({ method: verb, path: target, token: slot, bodyHash: hash, timestamp: at }) =>
      joined(facts.isSymmetric ? [verb, target, slot, hash, at] : [verb, target, hash, at]),
    spellings: [
      ...bodySpellings(body),
      ...pathSpellings(pathFacts(facts)),
      ...(facts.isSymmetric ? tokenSpellings(facts) : []),
      ...timeSpellings(timestamp),
    ],
    layouts: [...segmentLayouts(facts), ...JOINTS],
  };
}

/** Prefixes that other banks have in front of `/v1.0/`. */
const PREFIXES = ["/snap", "/openapi", "/api", "/sandbox", "/apigw", "/gateway"];

function pathFacts({ path, method, host, basePath, ownPaths }: TransactionFacts) {
  const tail = pathTail(path);
  const prefix = path.slice(0, path.length - tail.length);
  return {
    ...{ path, method, host, names: { method: "method", path: "path" } },
    tails: [tail, tail.replace(/^\/v1\.0/, ""), tail.slice(tail.lastIndexOf("/"))],
    prefixes: [basePath, ...PREFIXES],
    others: [...Object.values(SNAP_SERVICES).map((service) => prefix + service.tail), ...ownPaths],
  };
}

/** What others put where the token belongs (snap-bi.md 2.3). */
function tokenSpellings({ token, clientKey, xPartnerId }: TransactionFacts): readonly Spelling[] {
  const spelling = (name: NearMissName, values: readonly string[]): Spelling => ({
    part: "token",
    name,
    values,
  });
  return [
    spelling("token-with-bearer", [`Bearer ${token}`, `bearer ${token}`, `Bearer${token}`]),
    spelling("token-case", [token.toLowerCase(), token.toUpperCase()]),
    spelling("token-empty", ["", "null", "undefined"]),
    spelling(
      "token-is-client",
      [clientKey, xPartnerId].filter((value) => value !== ""),
    ),
  ];
}

const joined = (parts: readonly (string | undefined)[], by = ":") => parts.join(by);

/** Other segments than those that are due, or in another order. */
function segmentLayouts({ isSymmetric, clientKey, token }: TransactionFacts): readonly Layout[] {
  const other = isSymmetric ? nearMiss("string-without-token") : nearMiss("string-with-token");
  return [
    {
      ...other,
      texts: ({ method, path, bodyHash: hash, timestamp }) =>
        isSymmetric
          ? [joined([method, path, hash, timestamp])]
          : [joined([method, path, token, hash, timestamp]), joined([method, path, "", hash, timestamp])],
    },
    {
      ...nearMiss("body-segment-dropped"),
      texts: ({ method, path, token: signed, timestamp }) =>
        isSymmetric
          ? [joined([method, path, signed, timestamp]), joined([method, path, timestamp])]
          : [joined([method, path, timestamp])],
    },
    {
      ...nearMiss("string-of-token-call"),
      texts: ({ timestamp = "" }) => [tokenStringToSign(clientKey, timestamp)],
    },
    {
      ...nearMiss("segments-swapped"),
      texts: ({ method, path, token: signed, bodyHash: hash, timestamp }) => [
        joined([method, path, signed, timestamp, hash]),
        joined([method, path, hash, signed, timestamp]),
        joined([path, method, signed, hash, timestamp]),
        joined([method, path, timestamp, signed, hash]),
      ],
    },
  ];
}

const inOrder = (parts: Parts) => Object.values(parts).filter((part) => part !== "");
const whole = (parts: Parts) => joined(inOrder(parts));

/** Right segments, wrongly put together; the same for every string that is joined by colons. */
const JOINTS: readonly Layout[] = [
  {
    ...nearMiss("separator-spaces"),
    texts: (parts) => [joined(inOrder(parts), ": "), joined(inOrder(parts), " : ")],
  },
  {
    ...nearMiss("separator-other"),
    texts: (parts) => ["|", "", "\n", "&", ";", ","].map((by) => joined(inOrder(parts), by)),
  },
  {
    ...nearMiss("newline-at-end"),
    texts: (parts) => [`${whole(parts)}\n`, `${whole(parts)}\r\n`, `${whole(parts)} `, ` ${whole(parts)}`],
  },
  {
    ...nearMiss("string-hashed-first"),
    texts: (parts) =>
      ["sha256", "sha512"].flatMap((name) => {
        const digest = createHash(name).update(whole(parts)).digest();
        return [digest.toString("hex"), digest.toString("base64")];
      }),
  },
  {
    ...nearMiss("string-case"),
    texts: (parts) => [whole(parts).toLowerCase(), whole(parts).toUpperCase()],
  },
];
