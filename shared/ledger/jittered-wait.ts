/** Waits half to one and a half times as long as said, so that those who met do not meet again. */
export function jitteredWait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random())));
}
