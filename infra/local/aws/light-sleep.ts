/** A sleep that a wake ends at once; a wake while nobody sleeps makes the next sleep none at all. */
export interface LightSleep {
  sleep(ms: number): Promise<void>;
  wake(): void;
  /** Forgets wakes so far: what they announced is about to be looked at. */
  clear(): void;
}

export function lightSleep(): LightSleep {
  let woken = false;
  let endSleep: () => void = () => undefined;
  return {
    async sleep(ms) {
      if (woken) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        endSleep = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    wake() {
      woken = true;
      endSleep();
    },
    clear() {
      woken = false;
    },
  };
}
