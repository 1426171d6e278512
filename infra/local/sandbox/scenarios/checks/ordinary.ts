import type { Rule } from "../scenario.ts";
import type { SeenCall } from "../seen-call.ts";
import { inquiriesOf, inSeconds, paymentsOf, quoteBefore, type Story, tidingsOf } from "../story.ts";
import { broken, held, noneWrong } from "./check.ts";

/** The client asked for the bill of the very worker that it was given. */
export const asksForTheBill: Rule = (story) => {
  const label = "the bill of this worker is asked for";
  const asked = inquiriesOf(story).length;
  const expected = "at least one inquiry with the worker's number";
  return asked > 0 ? held(label, expected, `${asked}`) : broken(label, expected, "none");
};

/** No message was refused for its signature, the first one included. */
export const signsRight: Rule = ({ all }) =>
  noneUnsigned("every message is signed right from the first", all);

export function noneUnsigned(label: string, calls: readonly SeenCall[]) {
  const wrong = calls.filter(({ answer, isAccident }) => answer?.verdict === "unauthorised" && !isAccident);
  const words = { label, expected: "no 401", none: `${calls.length} messages, none refused` };
  return noneWrong(words, wrong, ({ service, answer }) => `${service} answered ${answer?.code}`);
}

/** Every message's own time is near ours: the window of five minutes is for accidents, not for a clock that was never set. */
export const clockIsRight: Rule = ({ all, pace }) =>
  noneOff("the client's clock is right", all, pace.clockSeconds);

export function noneOff(label: string, calls: readonly SeenCall[], clockSeconds: number) {
  const timed = calls.flatMap(({ sentAt, receivedAt, service }) =>
    sentAt === undefined ? [] : [{ service, offMs: sentAt - receivedAt }],
  );
  const wrong = timed.filter(({ offMs }) => Math.abs(offMs) > clockSeconds * 1000);
  const worst = Math.max(0, ...timed.map(({ offMs }) => Math.abs(offMs)));
  const words = { label, expected: `at most ${clockSeconds} s off`, none: `at most ${inSeconds(worst)} off` };
  return noneWrong(words, wrong, ({ service, offMs }) => `${service}: ${inSeconds(offMs)}`);
}

/** Each payment names an inquiry of this client's, and its amount is what that inquiry said. */
export const paysWhatWasQuoted: Rule = (story) => {
  const payments = paymentsOf(story);
  const label = "the amount paid is the amount quoted";
  const expected = "paid = the total of the inquiry that the payment names";
  if (payments.length === 0) return broken(label, expected, "no payment came");
  const wrong = payments.filter(
    (payment) => quoteBefore(story, payment)?.answer?.quotedRupiah !== payment.amountRupiah,
  );
  const told = (payment: SeenCall) => {
    const quoted = quoteBefore(story, payment)?.answer?.quotedRupiah;
    return `Rp${payment.amountRupiah} paid, ${quoted === undefined ? "no quote with that id" : `Rp${quoted} quoted`}`;
  };
  return noneWrong({ label, expected, none: `Rp${payments[0]?.amountRupiah}` }, wrong, told);
};

/** A first message is no advice: the word is for what was sent before. */
export const firstIsNoAdvice: Rule = (story) => {
  const label = "the first payment is no advice";
  const expected = "flagAdvise N, or advice false";
  const first = paymentsOf(story)[0];
  if (!first) return broken(label, expected, "no payment came");
  return first.isAdvice ? broken(label, expected, "sent as an advice") : held(label, expected, "sent as new");
};

/** The client has been told that the payment is booked. */
export const learnsItIsBooked: Rule = (story) => {
  const label = "the client learns that the payment is booked";
  const expected = "an answer that says booked, to a payment, a repeat or a status question";
  const tidings = tidingsOf(story, "booked");
  return tidings
    ? held(label, expected, `${tidings.answer?.code} to its ${tidings.service}`)
    : broken(label, expected, endingOf(story));
};

/** Nothing is paid again once the client knows that it is booked. */
export const stopsWhenBooked: Rule = (story) => {
  const tidings = tidingsOf(story, "booked");
  // A repeat that was already under way is no second thought.
  const after = paymentsOf(story).filter(
    ({ arrivedAt }) => tidings?.answeredAt !== undefined && arrivedAt > tidings.answeredAt,
  );
  const words = {
    label: "nothing is sent again once it is booked",
    expected: "no payment after the good answer",
  };
  return noneWrong({ ...words, none: "none" }, after, ({ reference }) => `a payment ${reference}`);
};

function endingOf(story: Story): string {
  const last = story.calls.at(-1);
  if (!last) return "nothing came";
  return `the last message was a ${last.service}; its answer: ${last.fate === "told" ? last.answer?.code : last.fate}`;
}
