const TIMES = 15

/** A line with the median and the 95th percentile of asking something several times. */
export async function timed(what: string, ask: () => Promise<unknown>): Promise<string> {
  const took: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const began = performance.now()
    await ask()
    took.push(performance.now() - began)
  }
  took.sort((a, b) => a - b)
  const [median = 0, p95 = 0] = [took[Math.floor(TIMES / 2)], took[Math.floor(TIMES * 0.95)]]
  return `${what.padEnd(48)} median ${median.toFixed(1).padStart(7)} ms   p95 ${p95.toFixed(1).padStart(7)} ms`
}
