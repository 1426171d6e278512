import { maskedDigits } from "./masked.ts";
import type { Check } from "./result.ts";

/** A case cannot go on: what it was built on did not come about. The reason is already on the list. */
export class CaseStopped extends Error {
  readonly code = "CASE_STOPPED";
}

/** Collects what a case looks at. A check that fails is noted and the case goes on, so that one run tells everything that is wrong. */
export class Checklist {
  readonly checks: Check[] = [];
  readonly #exchanges: () => number;
  #exchangesAtFault: number | undefined;

  /** `exchanges` tells how many there have been so far. */
  constructor(exchanges: () => number) {
    this.#exchanges = exchanges;
  }

  /** How many exchanges there had been when the first check failed: the last of them is what it is about. */
  get exchangesAtFault(): number | undefined {
    return this.#exchangesAtFault;
  }

  /** Two values are the same, compared as JSON. */
  equal(label: string, got: unknown, expected: unknown): boolean {
    return this.note(label, textOf(got) === textOf(expected), textOf(expected), textOf(got));
  }

  /** A value is one of several. */
  oneOf(label: string, got: unknown, expected: readonly unknown[]): boolean {
    const texts = expected.map(textOf);
    return this.note(label, texts.includes(textOf(got)), texts.join(" or "), textOf(got));
  }

  /** A value is a text of this form. */
  form(label: string, got: unknown, form: RegExp, told = String(form)): boolean {
    return this.note(label, typeof got === "string" && form.test(got), told, textOf(got));
  }

  /** Something holds; `expected` says it in words. */
  that(label: string, holds: boolean, expected: string, got: unknown): boolean {
    return this.note(label, holds, expected, textOf(got));
  }

  /** A text does not contain another one. The forbidden text is not told: it is somebody's number or name. */
  without(label: string, text: string, forbidden: string): boolean {
    const at = text.indexOf(forbidden);
    return this.note(label, at < 0, "nowhere in the answer", at < 0 ? "nowhere" : `at character ${at}`);
  }

  /** Ends the case when something that it needs is not there. @throws CaseStopped */
  need<T>(label: string, value: T | undefined): T {
    if (value === undefined) return this.stop(label);
    return value;
  }

  /** @throws CaseStopped always */
  stop(label: string, got: unknown = undefined): never {
    this.note(label, false, "there, for the case to go on", textOf(got));
    throw new CaseStopped(label);
  }

  private note(label: string, passed: boolean, expected: string, got: string): boolean {
    if (!passed) this.#exchangesAtFault ??= this.#exchanges();
    this.checks.push({
      label,
      passed,
      expected: maskedDigits(shortened(expected)),
      got: maskedDigits(shortened(got)),
    });
    return passed;
  }
}

const SHOWN_CHARACTERS_MAX = 400;

const shortened = (text: string) =>
  text.length > SHOWN_CHARACTERS_MAX ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}...` : text;

const textOf = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
