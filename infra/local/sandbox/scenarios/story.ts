import type { Pace } from "./pace.ts";
import type { SeenCall } from "./seen-call.ts";

/** What happened in a scenario, as its rules read it. */
export interface Story {
  readonly pace: Pace;
  /** A repeat of a payment may carry the X-EXTERNAL-ID of the first: some banks do so, against the standard. */
  readonly repeatKeepsExternalId: boolean;
  /** The scenario's exchanges that are about its worker and his payments, in the order in which they came. */
  readonly calls: readonly SeenCall[];
  /** Everything that came in while it ran, token calls and strangers included. */
  readonly all: readonly SeenCall[];
  /** Every exchange of the session so far. */
  readonly session: readonly SeenCall[];
  readonly endedAt: number;
}

export const inquiriesOf = ({ calls }: Story): readonly SeenCall[] =>
  calls.filter(({ service }) => service === "inquiry");

/** Payments and their repeats. */
export const paymentsOf = ({ calls }: Story): readonly SeenCall[] =>
  calls.filter(({ service }) => service === "payment");

/** The first exchange that met the scenario's accident. */
export const accidentOf = ({ calls }: Story): SeenCall | undefined =>
  calls.find(({ isAccident }) => isAccident);

/** What the client sent about the payment after the accident: status, repeats, reversals and new payments. */
export function followUpsOf(story: Story): readonly SeenCall[] {
  const accident = accidentOf(story);
  if (!accident) return [];
  return story.calls.filter(({ number, service }) => number > accident.number && service !== "inquiry");
}

/** When a client no longer waited for an exchange: it was told, or cut off, or it went on before any answer came. */
export function endOf({ answeredAt, arrivedAt }: SeenCall): number {
  return answeredAt ?? arrivedAt;
}

/** The exchange that told the client for certain what became of its payment; undefined while it knows nothing. */
export function tidingsOf(story: Story, ...verdicts: readonly string[]): SeenCall | undefined {
  const wanted = verdicts.length > 0 ? verdicts : ["booked", "refused", "reversed"];
  return story.calls.find(
    ({ service, fate, answer }) =>
      (service === "payment" || service === "status") &&
      fate === "told" &&
      answer !== undefined &&
      wanted.includes(answer.verdict),
  );
}

/** Whether the client knows that its payment is booked. */
export const knowsItIsBooked = (story: Story): boolean => tidingsOf(story, "booked") !== undefined;

/** The last quote that the client could believe, before an exchange. */
export function quoteBefore(story: Story, call: SeenCall): SeenCall | undefined {
  const isQuote = ({ number, answer, fate }: SeenCall) =>
    number < call.number && answer?.verdict === "quoted" && fate === "told";
  const quotes = inquiriesOf(story).filter(isQuote);
  return quotes.findLast((quote) => inquiryIdOf(quote) === call.inquiryId);
}

/** The id by which an inquiry is paid: the answer's at H2H, the request's own at SNAP. */
export const inquiryIdOf = ({ answer, inquiryId }: SeenCall): string | undefined =>
  answer?.inquiryId ?? inquiryId;

/** Milliseconds as seconds for people. */
export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
