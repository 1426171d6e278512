/** A deliberate fault: a piece of source that stands in its file exactly once, and what stands there instead. */
export interface Mutant {
  /** What the gateway does wrong then, in the words of an engineer who finds it. */
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Whom the kit plays against it; a bank and a minimarket where nothing is said. */
  readonly partners?: readonly string[];
}
