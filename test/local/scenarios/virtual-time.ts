import type { Waits } from "../../../infra/cli/conformance/partner/careful-client.ts";
import type { SessionTime } from "../../../infra/local/sandbox/scenarios/session-time.ts";

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/**
 * A time that stands still while anything really runs, and jumps to the next timer when everybody waits: patience of minutes is judged exactly, on a busy machine too, and
 * costs nothing. `active` counts who is really at work; whoever sleeps hands his place back for as long.
 */
export class VirtualTime {
  #now = Date.parse("2026-11-20T03:00:00Z");
  #active = 0;
  #timers: Timer[] = [];

  /** What the sandbox goes by. A request that the door holds is nobody's work meanwhile. */
  readonly session: SessionTime = { now: () => this.#now, sleep: (ms) => this.sleep(ms) };

  /** What a client goes by. */
  readonly waits: Waits = {
    sleep: (ms) => this.sleep(ms),
    atMost: (ms, asked, late) => this.#atMost(ms, asked, late),
  };

  /** Does something that takes no time. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#active += 1;
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#timers.push({
        at: this.#now + ms,
        ring: () => {
          this.#active += 1;
          resolve();
        },
      });
      this.#leave();
    });
  }

  /** The clock can only reach the time-out while the door holds the request; then the client goes on, and the request it gave up is no work of its any more. */
  #atMost<T>(ms: number, asked: Promise<T>, late: T): Promise<T> {
    return new Promise((resolve, reject) => {
      let isOver = false;
      const timer: Timer = {
        at: this.#now + ms,
        ring: () => {
          isOver = true;
          this.#active += 1;
          resolve(late);
        },
      };
      this.#timers.push(timer);
      const done = (settle: () => void) => {
        if (isOver) return this.#leave();
        this.#timers = this.#timers.filter((one) => one !== timer);
        settle();
      };
      asked.then(
        (value) => done(() => resolve(value)),
        (error: unknown) => done(() => reject(error)),
      );
    });
  }

  #leave(): void {
    this.#active -= 1;
    // Whoever was woken in this turn takes his place first.
    setImmediate(() => this.#jump());
  }

  #jump(): void {
    if (this.#active > 0 || this.#timers.length === 0) return;
    const next = this.#timers.reduce((first, one) => (one.at < first.at ? one : first));
    this.#timers = this.#timers.filter((one) => one !== next);
    this.#now = Math.max(this.#now, next.at);
    next.ring();
  }
}
