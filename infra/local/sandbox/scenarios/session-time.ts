/** The time that conformance sessions go by. Epoch milliseconds; a test brings its own, in which an hour passes at once. */
export interface SessionTime {
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const MACHINE_TIME: SessionTime = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
