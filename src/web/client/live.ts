import { refreshPage, SignedOut } from './refresh.ts'

interface Revision {
  revision: number
  last: { by: string; what: string; at: string } | null
}

/** At most one refresh in this many milliseconds, however fast the team works. */
const CALM = 700
/** The server says something every 20 seconds: after this long without a word the connection is dead. */
const SILENCE = 50_000
/** How long to wait before the next attempt: longer each time, up to half a minute. */
const PATIENCE = [500, 1000, 2000, 5000, 10_000, 30_000]

/** Keeps the page as the workspace is: hears of every change, fetches the page again and names who did what. */
export function startLive(clock: () => number): void {
  const line = document.querySelector<HTMLElement>('[data-live-line]')
  const text = line?.querySelector<HTMLElement>('.live-text')
  if (!line || !text) return

  let shown = Number(line.dataset.revision)
  let known = shown
  let last: Revision['last'] = null
  let clockAhead = 0
  let source: EventSource | null = null
  let heardAt = clock()
  let attempts = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let busy = false
  let over = false

  function tell(): void {
    if (!text || !last || line?.dataset.state !== 'live') return
    text.textContent = `Live · ${last.by} ${last.what}, ${ago(last.at, clock() - clockAhead)} ago`
    text.title = text.textContent
  }

  function say(state: string, words: string): void {
    if (line) line.dataset.state = state
    if (text) text.textContent = words
  }

  async function catchUp(): Promise<void> {
    if (busy || over || known <= shown || document.hidden) return
    busy = true
    const target = known
    try {
      await refreshPage(last && `${last.by} ${last.what}`)
      shown = target
    } catch (error) {
      // Otherwise the next revision, or the next connection, tries again.
      if (error instanceof SignedOut) end()
    }
    setTimeout(() => {
      busy = false
      void catchUp()
    }, CALM)
  }

  /** Signed out: nothing is to be had until the member signs in again. */
  function end(): void {
    over = true
    source?.close()
    clearTimeout(retry)
    say('lost', 'Signed out · reload the page to sign in')
  }

  function connect(): void {
    clearTimeout(retry)
    source?.close()
    if (over || document.hidden) return
    heardAt = clock()
    source = new EventSource('/live')
    source.addEventListener('revision', ({ data }: MessageEvent<string>) => {
      const heard = JSON.parse(data) as Revision & { now: string }
      attempts = 0
      heardAt = clock()
      clockAhead = clock() - Date.parse(heard.now)
      known = heard.revision
      last = heard.last
      say('live', 'Live')
      tell()
      void catchUp()
    })
    source.addEventListener('beat', () => {
      heardAt = clock()
    })
    source.addEventListener('error', lose)
  }

  /** The browser gives up at some answers, so the next attempt is always ours. */
  function lose(): void {
    source?.close()
    say('lost', 'Reconnecting …')
    clearTimeout(retry)
    retry = setTimeout(connect, PATIENCE[Math.min(attempts, PATIENCE.length - 1)])
    attempts += 1
    // A stream does not say why it is refused; the page does.
    if (attempts === 3) refreshPage(null).catch((error: unknown) => error instanceof SignedOut && end())
  }

  // A browser keeps few connections to one host: tabs that nobody sees give theirs back.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      clearTimeout(retry)
      source?.close()
    } else connect()
  })
  addEventListener('online', connect)
  setInterval(() => {
    tell()
    if (!document.hidden && !over && line.dataset.state === 'live' && clock() - heardAt > SILENCE) lose()
  }, 1000)
  connect()
}

function ago(at: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`
}
