import type { DoorWatcher } from "../exchange.ts";

/** How many of the next answers to bookings get lost on their way. */
export interface LostAnswers extends DoorWatcher {
  loseNext: number;
}

/** Calls that book money: SNAP's payment, H2H's payment and its reversal. */
const BOOKING_PATH = /\/v1\.0\/transfer-va\/payment$|^\/h2h\/v1\/payments(\/[^/]+\/reversal)?$/;
/** A bank that pays at a path of its own is known by the answer to its payment. */
const BOOKED_BY_SNAP = /^\{"responseCode":"20025\d\d"/;

/** Only answers that say "booked" are lost: a lost refusal would show nothing, and the token call before it must get through. */
export function lostAnswers(): LostAnswers {
  return {
    loseNext: 0,
    async after({ event: { path, httpMethod }, result: { statusCode, body } }) {
      const isBooking = BOOKING_PATH.test(path) || BOOKED_BY_SNAP.test(body ?? "");
      const booked = httpMethod === "POST" && isBooking && statusCode < 300;
      if (!booked || this.loseNext === 0) return undefined;
      this.loseNext -= 1;
      return "lost";
    },
  };
}
