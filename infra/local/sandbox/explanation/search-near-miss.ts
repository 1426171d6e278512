import type { NearMiss } from "./near-miss.ts";
import { candidatesOf, type Effort, type SigningText } from "./signing-text.ts";

/** Says with which further mistakes a text fits the signature; undefined when it fits in no way. */
export type Judge = (text: string | Buffer, effort: Effort) => readonly NearMiss[] | undefined;

/** What a search found. `misses` is undefined when nothing fits, and empty when the signature is simply right. */
export interface Search {
  readonly misses: readonly NearMiss[] | undefined;
  readonly tried: number;
}

/** Looks for the first candidate that somebody's key signed; without `pairs` for single mistakes only, where a comparison is expensive. */
export function searchNearMiss(
  texts: readonly SigningText[],
  judges: readonly Judge[],
  { pairs = true }: { readonly pairs?: boolean } = {},
): Search {
  let tried = 0;
  for (const { text, misses, effort } of candidatesOf(texts, pairs)) {
    tried++;
    for (const judge of judges) {
      const further = judge(text, effort);
      if (further) return { misses: [...misses, ...further], tried };
    }
  }
  return { misses: undefined, tried };
}
