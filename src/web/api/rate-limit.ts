/** Takes one request of a caller; tells for how many seconds it has to wait, 0 when it may go on. */
export type RateLimit = (caller: string) => number

/**
 * A bucket per caller that holds a minute's worth of requests and fills steadily. Callers are members of the team, so
 * there are never so many buckets that they would have to be cleared away. `now` is in milliseconds.
 */
export function rateLimit(perMinute: number, now: () => number): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  const perMillisecond = perMinute / 60_000

  return (caller) => {
    const at = now()
    const bucket = buckets.get(caller) ?? { left: perMinute, at }
    const left = Math.min(perMinute, bucket.left + Math.max(0, at - bucket.at) * perMillisecond)
    const allowed = left >= 1
    buckets.set(caller, { left: allowed ? left - 1 : left, at })
    return allowed ? 0 : Math.ceil((1 - left) / perMillisecond / 1000)
  }
}
