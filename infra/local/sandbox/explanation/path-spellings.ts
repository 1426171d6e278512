import type { NearMissName } from "./near-miss.ts";
import type { Spelling } from "./signing-text.ts";

/** What the caller may have had in mind when it wrote the path. */
export interface PathFacts {
  /** As the gateway received and judged it. */
  readonly path: string;
  readonly method: string;
  readonly host: string;
  /** What is left of the path when its prefixes are taken off, one after the other. */
  readonly tails: readonly string[];
  /** Prefixes that the caller could have in mind. */
  readonly prefixes: readonly string[];
  /** Paths of the other services. */
  readonly others: readonly string[];
  /** Names of the two parts in the text that is signed. */
  readonly names: { readonly method: string; readonly path: string };
}

const SCHEMES = ["https://", "http://"];

/** Ways in which path and method are known to be written (snap-bi.md 2.3). */
export function pathSpellings(facts: PathFacts): readonly Spelling[] {
  const { path, method, host, tails, prefixes, others, names } = facts;
  const spelling = (name: NearMissName, values: readonly string[]): Spelling => ({
    ...{ part: names.path, name, values: values.filter((each) => each !== path) },
  });
  return [
    spelling("path-prefix-missing", tails),
    spelling(
      "path-prefix-extra",
      prefixes.flatMap((prefix) => [prefix + path, prefix + (tails[0] ?? "")]),
    ),
    spelling("path-is-url", [...SCHEMES.map((scheme) => scheme + host + path), host + path]),
    spelling("path-slash", [
      `${path}/`,
      path.replace(/\/$/, ""),
      path.slice(1),
      `/${path}`,
      `${path}?`,
      encodeURIComponent(path),
      path.toLowerCase(),
    ]),
    spelling("path-of-other-service", others),
    {
      part: names.method,
      name: "method-other",
      values: [method.toLowerCase(), method === "POST" ? "GET" : "POST", "Post", ""],
    },
  ];
}
