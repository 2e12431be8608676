/** How a method fails: an HTTP status, an error name as Slack would give it, or no answer at all. */
export type Fault = number | 'timeout' | (string & {})

export interface FaultOptions {
  /** Seconds in `Retry-After`; 1 when not told. */
  retryAfter?: number
  /** How many calls fail before the method works again; without it, all of them until `mend`. */
  times?: number
}

interface Switch extends FaultOptions {
  fault: Fault
  left: number
}

/** Which Web API methods fail at the moment. */
export class Faults {
  private readonly switches = new Map<string, Switch>()

  fail(method: string, fault: Fault, options: FaultOptions = {}): void {
    this.switches.set(method, { ...options, fault, left: options.times ?? Number.POSITIVE_INFINITY })
  }

  /** Ends the failing of one method, or of all. */
  mend(method?: string): void {
    if (method) this.switches.delete(method)
    else this.switches.clear()
  }

  /** What is failing now, by method. */
  failing(): Record<string, string> {
    return Object.fromEntries([...this.switches].map(([method, { fault }]) => [method, String(fault)]))
  }

  /** The failure that this call meets, or undefined. `closing` ends the wait of a call that gets no answer. */
  async meet(method: string, closing: AbortSignal): Promise<Response | undefined> {
    const found = this.switches.get(method)
    if (!found) return undefined
    found.left -= 1
    if (found.left <= 0) this.switches.delete(method)
    if (found.fault === 'timeout') return never(closing)
    if (found.fault === 429) {
      const headers = { 'retry-after': String(found.retryAfter ?? 1) }
      return Response.json({ ok: false, error: 'ratelimited' }, { status: 429, headers })
    }
    if (typeof found.fault === 'number') return new Response('upstream trouble', { status: found.fault })
    return Response.json({ ok: false, error: found.fault })
  }
}

function never(closing: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    const end = () => resolve(new Response('closed', { status: 503 }))
    if (closing.aborted) end()
    else closing.addEventListener('abort', end, { once: true })
  })
}
