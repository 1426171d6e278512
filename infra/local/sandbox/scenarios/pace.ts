/** How long things take in a conformance session. Seconds are real ones times `timeScale`; what a message itself says in seconds is never scaled. */
export interface Pace {
  /** 1 in earnest; a rehearsal may run faster, and its certificate says so. */
  readonly timeScale: number;
  /** The least time between a lost answer and the first question about it: the gateway needs a moment to finish, and so does a line that was cut. */
  readonly patienceSeconds: number;
  /** The least time between an answer of 5xx and the next message about the same payment. */
  readonly gapSeconds: number;
  /** Silence after which a scenario whose outcome the client knows is judged. */
  readonly quietSeconds: number;
  /** Messages that go on after the outcome is known are watched this long. */
  readonly watchSeconds: number;
  /** Silence after which a client that knows no outcome has given up. */
  readonly giveUpSeconds: number;
  /** A scenario that has begun ends after this long, whatever happens. */
  readonly windowSeconds: number;
  /** How long a scenario waits for its first message. */
  readonly waitSeconds: number;
  /** How long an answer is held back: longer than a bank waits (10 s, snap-bi.md 5.3) and a till (30 s). */
  readonly holdSeconds: number;
  /** How long an outage lasts. */
  readonly outageSeconds: number;
  /** Most messages about one payment during an outage. */
  readonly outageMessagesMax: number;
  /** What Retry-After says. */
  readonly retryAfterSeconds: number;
  /** Most distance between a message's own time and its arrival; not scaled. */
  readonly clockSeconds: number;
}

const EARNEST: Pace = {
  timeScale: 1,
  patienceSeconds: 5,
  gapSeconds: 1,
  quietSeconds: 10,
  watchSeconds: 30,
  giveUpSeconds: 60,
  windowSeconds: 300,
  waitSeconds: 900,
  holdSeconds: 45,
  outageSeconds: 30,
  outageMessagesMax: 8,
  retryAfterSeconds: 15,
  clockSeconds: 60,
};

/** The pace of a session. @param timeScale between 0.01 and 1 */
export function paceOf(timeScale: number): Pace {
  // Retry-After counts whole seconds (RFC 9110 section 10.2.3), so it cannot shrink below one.
  return {
    ...EARNEST,
    timeScale,
    retryAfterSeconds: Math.max(1, Math.round(EARNEST.retryAfterSeconds * timeScale)),
  };
}

/** Milliseconds that so many seconds of a session take. */
export const paced = ({ timeScale }: Pace, seconds: number): number => seconds * 1000 * timeScale;
