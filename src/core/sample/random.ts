/** A generator of numbers that look random and are the same in every run. */
export interface Random {
  /** From 0 up to 1, excluded. */
  share(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<T>(choices: readonly T[]): T
  /** True so often: 0 never, 1 always. */
  chance(share: number): boolean
}

/** Mulberry32: small, fast, and even enough for a sample. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(share() * (most - least + 1))
  return {
    share,
    between,
    pick: (choices) => choices[between(0, choices.length - 1)] as (typeof choices)[number],
    chance: (wanted) => share() < wanted,
  }
}
