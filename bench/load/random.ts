/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  pick<T>(from: readonly T[]): T;
  chance(share: number): boolean;
  /** Log-normal: half are below `median`; `spread` 0.5 puts nine in ten between 0.44 and 2.3 times the median. */
  around(median: number, spread: number): number;
}

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick: from => from[Math.floor(next() * from.length)]!,
    chance: share => next() < share,
    around: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  };
}
