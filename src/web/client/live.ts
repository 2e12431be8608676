import { refreshPage } from './refresh.ts'

interface Revision {
  revision: number
  last: { by: string; what: string; at: string } | null
}

/** At most one refresh in this many milliseconds, however fast the team works. */
const CALM = 700

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
  let busy = false

  function tell(): void {
    if (!text || !last) return
    text.textContent = `Live · ${last.by} ${last.what}, ${ago(last.at, clock() - clockAhead)} ago`
    text.title = text.textContent
  }

  async function catchUp(): Promise<void> {
    if (busy || known <= shown || document.hidden) return
    busy = true
    const target = known
    try {
      await refreshPage()
      shown = target
    } catch {
      // The next revision, or the next connection, tries again.
    }
    setTimeout(() => {
      busy = false
      void catchUp()
    }, CALM)
  }

  function connect(): void {
    source?.close()
    source = new EventSource('/live')
    source.addEventListener('revision', ({ data }: MessageEvent<string>) => {
      const heard = JSON.parse(data) as Revision & { now: string }
      clockAhead = clock() - Date.parse(heard.now)
      known = heard.revision
      last = heard.last
      if (line) line.dataset.state = 'live'
      if (last) tell()
      else if (text) text.textContent = 'Live'
      void catchUp()
    })
    source.addEventListener('error', () => {
      if (line) line.dataset.state = 'lost'
      if (text) text.textContent = 'Reconnecting …'
    })
  }

  // A browser keeps few connections to one host: tabs that nobody sees give theirs back.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) source?.close()
    else connect()
  })
  setInterval(tell, 1000)
  connect()
}

function ago(at: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`
}
