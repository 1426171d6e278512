/** A request as it arrived: nothing decoded, trimmed or parsed, because all of it is signed (snap-bi.md 8.1, 8.2). */
export interface SnapCall {
  readonly method: string;
  /** The path that the caller saw, with every prefix in front of our own. */
  readonly path: string;
  /** By lower-case name; a header sent twice stands with both values and so fits no format. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}
