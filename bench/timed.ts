const TIMES = 15

/** Milliseconds of one thing, asked several times. */
export interface Took {
  readonly median: number
  readonly p95: number
}

/** A line with the median and the 95th percentile of asking something several times. */
export async function timed(what: string, ask: () => Promise<unknown>): Promise<string> {
  const { median, p95 } = await askedOften(ask)
  return `${what.padEnd(48)} median ${median.toFixed(1).padStart(7)} ms   p95 ${p95.toFixed(1).padStart(7)} ms`
}

/** How long it takes to ask, one time after the other. */
export async function askedOften(ask: () => Promise<unknown>): Promise<Took> {
  const times: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const began = performance.now()
    await ask()
    times.push(performance.now() - began)
  }
  return spreadOf(times)
}

/** The median and the 95th percentile of these milliseconds. */
export function spreadOf(times: readonly number[]): Took {
  const inOrder = times.toSorted((a, b) => a - b)
  const at = (share: number) => inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}
