import { createHash } from "node:crypto";
import type { H2hCall } from "../../../../../shared/protocol/h2h/call.ts";
import { h2hPath } from "../../../../../shared/protocol/h2h/service.ts";
import { contentDigest } from "../../../../../shared/signature/content-digest.ts";
import type { SignatureInput } from "../../../../../shared/signature/signature-input.ts";
import { writeInnerList } from "../../../../../shared/signature/structured-fields.ts";
import { bodyTexts } from "../body-texts.ts";
import { type NearMissName, nearMiss } from "../near-miss.ts";
import { pathSpellings } from "../path-spellings.ts";
import type { Layout, Parts, SigningText, Spelling } from "../signing-text.ts";
import { PARAMS, paramsSpellings } from "./params-spellings.ts";

/** The call of which a signature base is made, and what its signature says of itself. */
export interface BaseFacts {
  readonly call: H2hCall;
  readonly input: SignatureInput;
  /** The Signature-Input header as it came. */
  readonly inputHeader: string;
  readonly host: string;
}

/** Undefined when a component is not in the message: then there is no base at all. */
export function baseText(facts: BaseFacts, values: Parts | undefined): SigningText | undefined {
  if (!values) return undefined;
  const params = writeInnerList(facts.input.covered);
  return {
    parts: { ...values, [PARAMS]: params },
    write: written,
    spellings: [
      ...pathSpellings(pathFacts(facts)),
      ...fieldSpellings(facts, values),
      ...paramsSpellings(facts.input, facts.inputHeader),
    ].filter(({ part }) => part === PARAMS || part in values),
    layouts: layoutsOf(facts.host),
  };
}

/** RFC 9421 section 2.5. */
const written = (parts: Parts): string =>
  Object.entries(parts)
    .map(([name, value]) => `"${name}": ${value}`)
    .join("\n");

const PREFIXES = ["/api", "/sandbox", "/v1", "/gateway"];

function pathFacts({ call: { path, method }, host }: BaseFacts) {
  const tail = h2hPath(path) ?? path;
  const bare = tail.replace(/^\/h2h/, "");
  return {
    ...{ path, method, host, names: { method: "@method", path: "@path" } },
    tails: [tail, bare, bare.replace(/^\/v1/, ""), tail.slice(tail.lastIndexOf("/"))],
    prefixes: PREFIXES,
    others: ["/h2h/v1/inquiries", "/h2h/v1/payments", "/h2h/v1/members/lookup"],
  };
}

const base64 = (text: string) => createHash("sha256").update(text).digest("base64");

/** Header lines and `@authority`, as they looked to a signer before something else changed them. */
function fieldSpellings({ call, host }: BaseFacts, values: Parts): readonly Spelling[] {
  const digest = values["content-digest"] ?? "";
  const type = values["content-type"] ?? "";
  const spelling = (part: string, name: NearMissName, others: readonly string[]): Spelling => ({
    ...{ part, name, values: others.filter((each) => each !== values[part]) },
  });
  const bare = digest.replace(/^sha-256=:|:$/g, "");
  return [
    spelling("content-digest", "digest-line-other", [
      bare,
      `sha-256=${bare}`,
      `SHA-256=:${bare}:`,
      Buffer.from(bare, "base64").toString("hex"),
      ...bodyTexts(call.body).flatMap(({ texts }) => texts.map((text) => `sha-256=:${base64(text)}:`)),
    ]),
    spelling("content-type", "header-changed", [
      "application/json",
      "application/json; charset=utf-8",
      "application/json;charset=UTF-8",
      type.toLowerCase(),
    ]),
    spelling("@authority", "authority-other", [
      host.replace(/:\d+$/, ""),
      `${host}:443`,
      `${host}:80`,
      host.replace("127.0.0.1", "localhost"),
    ]),
    spelling("content-digest", "digest-not-computed", [
      "",
      contentDigest(new Uint8Array()),
      Buffer.from(call.body).toString("utf8"),
    ]),
  ];
}

const lines = (parts: Parts) => Object.entries(parts).map(([name, value]) => `"${name}": ${value}`);
const withoutParams = (parts: Parts) =>
  Object.fromEntries(Object.entries(parts).filter(([name]) => name !== PARAMS));

/** More components than this are not tried in every order: the number of orders grows too fast. */
const ORDERED_MAX = 4;

/** Other ways to make a text of the same lines. */
const layoutsOf = (host: string): readonly Layout[] => [
  {
    ...nearMiss("component-order"),
    texts: (parts) => {
      const params = parts[PARAMS] ?? "";
      const entries = Object.entries(withoutParams(parts));
      return ordersOf(entries).map((order) => written({ ...Object.fromEntries(order), [PARAMS]: params }));
    },
  },
  {
    ...nearMiss("params-line-missing"),
    texts: (parts) => [written(withoutParams(parts)), `${written(withoutParams(parts))}\n`],
  },
  {
    ...nearMiss("path-as-target-uri"),
    texts: (parts) => {
      const path = parts["@path"] ?? "";
      const renamed = (uri: string) =>
        lines(parts).map((line) => (line.startsWith('"@path"') ? `"@target-uri": ${uri}` : line));
      return [path, `http://${host}${path}`, `https://${host}${path}`].map((uri) => renamed(uri).join("\n"));
    },
  },
  {
    ...nearMiss("newline-at-end"),
    texts: (parts) => [
      `${written(parts)}\n`,
      `${written(parts)}\r\n`,
      `${written(parts)} `,
      `\n${written(parts)}`,
    ],
  },
  {
    ...nearMiss("line-ends"),
    texts: (parts) => ["\r\n", "", ", ", "\\n", "\n\n"].map((by) => lines(parts).join(by)),
  },
  {
    ...nearMiss("component-names"),
    texts: (parts) => [
      written(parts).replace(/^"([^"]+)": /gm, "$1: "),
      written(parts).replace(/^"([^"]+)": /gm, '"$1":'),
      written(parts).replace(/^"(content-[a-z])/gm, (start) => start.replace("content-", "Content-")),
      written(parts).replace(/^"(?:content|idempotency)-[a-z]+"/gm, titleCase),
    ],
  },
  {
    ...nearMiss("string-hashed-first"),
    texts: (parts) =>
      ["sha256", "sha512"].flatMap((name) => {
        const digest = createHash(name).update(written(parts)).digest();
        return [digest, digest.toString("hex"), digest.toString("base64")];
      }),
  },
];

const titleCase = (name: string) =>
  name.replace(/(^"|-)([a-z])/g, (_, before, letter) => before + letter.toUpperCase());

/** All orders of few entries; of more, those that a sorting or a reversal leads to. */
export function ordersOf<T>(entries: readonly T[]): readonly (readonly T[])[] {
  if (entries.length > ORDERED_MAX) return [[...entries].sort(), [...entries].reverse()];
  if (entries.length <= 1) return [entries];
  return entries.flatMap((first, at) =>
    ordersOf([...entries.slice(0, at), ...entries.slice(at + 1)]).map((rest) => [first, ...rest]),
  );
}
