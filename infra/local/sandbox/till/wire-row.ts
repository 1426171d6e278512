import type { Say } from "../../../../functions/say.ts";
import type { WireEntry } from "./wire-log.ts";

/** One call as the page tells it: the same for the first page and for what arrives later. */
export interface WireRow {
  readonly number: number;
  readonly caller: string;
  readonly request: string;
  readonly fields: string;
  readonly code: string;
  readonly text: string;
  readonly took: string;
  /** Which way it went, for the colour. */
  readonly tone: "yes" | "no" | "silent";
}

export function wireRow({ number, caller, request, fields, answer, tookMs }: WireEntry, say: Say): WireRow {
  return {
    number,
    caller: caller === "sandbox" ? "sandbox" : caller.toUpperCase(),
    request,
    fields: fields.map(([name, value]) => `${name}=${value}`).join("  "),
    code: answer?.code ?? say("tanpa jawaban", "no answer"),
    text: answer ? say.of(answer.text) : say("sambungan terputus", "the connection was cut"),
    took: `${tookMs} ms`,
    tone: answer === undefined ? "silent" : answer.isYes ? "yes" : "no",
  };
}
