import { paced } from "../pace.ts";
import type { Rule } from "../scenario.ts";
import type { SeenCall } from "../seen-call.ts";
import { accidentOf, endOf, followUpsOf, inSeconds, type Story, tidingsOf } from "../story.ts";
import { broken, held, noneWrong } from "./check.ts";

/** Timers of all machines ring a little early or late. */
const TIMER_MS = 25;

/** After a lost answer the client lets some time pass before it asks. */
export const isPatient: Rule = (story) => {
  const least = paced(story.pace, story.pace.patienceSeconds);
  const label = "it waits before it asks";
  const expected = `at least ${inSeconds(least)} after the answer was lost`;
  const [accident, next] = [accidentOf(story), followUpsOf(story)[0]];
  if (!accident || !next) return broken(label, expected, "nothing was asked");
  const waited = next.arrivedAt - endOf(accident);
  const got = `a ${next.service} after ${inSeconds(waited)}`;
  return waited + TIMER_MS * story.pace.timeScale >= least
    ? held(label, expected, got)
    : broken(label, expected, got);
};

/** How long the client waited after each message that met the outage. */
function waitsOf(story: Story): readonly number[] {
  return story.calls.flatMap((call) => {
    const next = story.calls.find(({ number, service }) => number > call.number && service !== "inquiry");
    return call.isAccident && next ? [next.arrivedAt - endOf(call)] : [];
  });
}

/** An outage is not answered with a storm: so many messages and no more. */
export const isBounded: Rule = (story) => {
  const most = story.pace.outageMessagesMax;
  const label = "the repeats are few";
  const during = story.calls.filter(({ isAccident }) => isAccident).length;
  const lasted = inSeconds(paced(story.pace, story.pace.outageSeconds));
  const expected = `at most ${most} messages in an outage of ${lasted}`;
  if (during === 0) return broken(label, expected, "no payment came");
  return during <= most ? held(label, expected, `${during}`) : broken(label, expected, `${during}`);
};

/** Between two messages there is always some time. */
export const isSpaced: Rule = (story) => {
  const least = paced(story.pace, story.pace.gapSeconds);
  const waits = waitsOf(story);
  const label = "there is time between the repeats";
  const expected = `at least ${inSeconds(least)} after each 503`;
  if (waits.length === 0) return broken(label, expected, "nothing followed the 503");
  const shortest = Math.min(...waits);
  const got = `the shortest wait was ${inSeconds(shortest)}`;
  return shortest >= least ? held(label, expected, got) : broken(label, expected, got);
};

/** Waits grow, so that a thousand tills do not keep down what they wait for. Medians of the two halves leave room for jitter. */
export const waitsGrow: Rule = (story) => {
  const waits = waitsOf(story);
  const label = "the waits grow";
  const expected = "the later half is 1.5 times as long as the earlier, where there are two waits or more";
  if (waits.length === 0) return broken(label, expected, "nothing followed the 503");
  const got = waits.slice(0, 8).map(inSeconds).join(", ");
  if (waits.length === 1) return held(label, expected, got);
  const half = Math.floor(waits.length / 2);
  const [earlier, later] = [medianOf(waits.slice(0, half)), medianOf(waits.slice(-half))];
  // What is no wait cannot grow, whatever a busy machine makes of it.
  const isWait = later >= paced(story.pace, story.pace.gapSeconds);
  return isWait && later >= earlier * 1.5 ? held(label, expected, got) : broken(label, expected, got);
};

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** What Retry-After says is a least time (RFC 9110 section 10.2.3). */
export const honoursRetryAfter: Rule = (story) => {
  const told = story.calls.filter(({ retryAfterSeconds }) => retryAfterSeconds !== undefined);
  const label = "Retry-After is honoured";
  const expected = `nothing for ${told[0]?.retryAfterSeconds ?? story.pace.retryAfterSeconds} s`;
  if (told.length === 0) return broken(label, expected, "the client was never told to wait");
  const early = told.flatMap((call) => {
    const next = story.calls.find(({ number }) => number > call.number);
    const wait = next && next.arrivedAt - endOf(call);
    return next && wait !== undefined && wait + TIMER_MS < Number(call.retryAfterSeconds) * 1000
      ? [{ next, wait }]
      : [];
  });
  const named = ({ next, wait }: { next: SeenCall; wait: number }) =>
    `a ${next.service} after ${inSeconds(wait)}`;
  return noneWrong({ label, expected, none: `${told.length} waits kept` }, early, named);
};

/** Cover may follow later than the payment: the client may ask, but not again and again. */
export const pollsSparingly: Rule = (story) => {
  const known = tidingsOf(story, "booked");
  const asked = story.calls.filter(
    ({ service, arrivedAt }) => service === "status" && arrivedAt > (known?.answeredAt ?? 0),
  );
  const label = "cover is not polled for";
  const most = Math.ceil(story.pace.watchSeconds / 5);
  const expected = `at most ${most} status questions in ${inSeconds(paced(story.pace, story.pace.watchSeconds))}`;
  return asked.length <= most
    ? held(label, expected, `${asked.length}`)
    : broken(label, expected, `${asked.length}`);
};
