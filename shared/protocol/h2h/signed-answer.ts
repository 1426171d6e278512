import type { Instant } from "../../calendar/calendar.ts";
import { contentDigest } from "../../signature/content-digest.ts";
import { type AnswerKey, signAnswer } from "../../signature/message-signature.ts";
import type { H2hAnswer } from "./answer.ts";
import type { H2hCall } from "./call.ts";

/** An answer as it is sent: its text is signed and may not change any more. */
export interface SignedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Headers of ours that are covered wherever they stand. */
const REPEAT_HEADERS = ["kanal-replayed", "kanal-first-answered"];
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * Signs an answer, refusals and faults included: a till, or its head office a year later, can prove what we said to which request (design 5.2). `at` is
 * the machine's time.
 */
export function signedAnswer(answer: H2hAnswer, call: H2hCall, key: AnswerKey, at: Instant): SignedAnswer {
  const text = JSON.stringify(answer.body);
  const headers: Record<string, string> = {
    ...answer.headers,
    "cache-control": "no-store",
    "content-digest": contentDigest(Buffer.from(text)),
  };
  const own = [
    "@status",
    "content-type",
    "content-digest",
    ...REPEAT_HEADERS.filter((name) => name in headers),
  ];
  const ofRequest = ["@method", "@path"];
  if (PRINTABLE.test(call.headers.get("signature") ?? "")) ofRequest.push("signature");
  const message = { status: answer.status, headers: new Map(Object.entries(headers)), request: call };
  const signature = signAnswer(message, { own, ofRequest }, key, at);
  return { status: answer.status, headers: { ...headers, ...signature }, text };
}
