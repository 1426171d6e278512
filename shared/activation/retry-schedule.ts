/** First wait after an order that got no answer; it doubles from there up to the longest one. */
const FIRST_WAIT_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 3_600;

/**
 * How often a message is received before it is given up. The waits between so many attempts come to 24 hours and more, see its test: an outage of a
 * day loses nothing. The queue's redrive policy takes this number, so the queue itself moves what is given up to the dead letters.
 */
export const ATTEMPTS_MAX = 33;

/**
 * Seconds to wait after attempt `attempt` (from 1) before the next one. `spread` from 0 to 1 lengthens the wait by up to a quarter, so that what failed together
 * does not come back together. After the last attempt there is nothing to wait for: the next receive only moves the message.
 */
export function waitAfter(attempt: number, spread: number): number {
  if (attempt >= ATTEMPTS_MAX) return 0;
  const doubled = FIRST_WAIT_SECONDS * 2 ** (attempt - 1);
  return Math.ceil(Math.min(doubled, LONGEST_WAIT_SECONDS) * (1 + spread / 4));
}
