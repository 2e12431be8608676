/**
 * How a method fails: an HTTP status, an error name as Slack would give it, no answer at all, or done with its answer lost
 * on the way.
 */
export type Fault = number | 'timeout' | 'answer_lost' | (string & {})

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
    if (!found || found.fault === 'answer_lost') return undefined
    this.use(method, found)
    if (found.fault === 'timeout') return never(closing)
    if (found.fault === 429) {
      const headers = { 'retry-after': String(found.retryAfter ?? 1) }
      return Response.json({ ok: false, error: 'ratelimited' }, { status: 429, headers })
    }
    if (typeof found.fault === 'number') return new Response('upstream trouble', { status: found.fault })
    return Response.json({ ok: false, error: found.fault })
  }

  /** What the app gets instead of the answer to a call that was carried out, or undefined. */
  loses(method: string): Response | undefined {
    const found = this.switches.get(method)
    if (found?.fault !== 'answer_lost') return undefined
    this.use(method, found)
    return new Response('the answer was lost', { status: 502 })
  }

  private use(method: string, found: Switch): void {
    found.left -= 1
    if (found.left <= 0) this.switches.delete(method)
  }
}

function never(closing: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    const end = () => resolve(new Response('closed', { status: 503 }))
    if (closing.aborted) end()
    else closing.addEventListener('abort', end, { once: true })
  })
}
