/** A small seeded generator (mulberry32): the same numbers on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many arrivals in a second at this mean: a normal approximation of Poisson's, close from a mean of twenty on, never negative. */
export function arrivals(random: () => number, mean: number): number {
  const [one, other] = [Math.max(random(), Number.MIN_VALUE), random()];
  const normal = Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other);
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
}
