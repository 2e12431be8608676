import type { Screen } from '../screen.ts'
import type { Server } from './server.ts'
import type { Names } from './surface.ts'

/** What is open on the page. `tab` counts only in the conversation with the app. */
export interface Where {
  person: string
  channel: string
  tab: 'home' | 'messages'
  /** The first message of the thread that is open beside the channel. */
  thread: string | null
}

/** What the parts of the page share: the person's screen as last fetched, and ways to change what is open. */
export interface Page {
  server: Server
  screen: Screen
  where: Where
  go(where: Partial<Where>): void
  /** Fetches the screen again and draws what changed. */
  refresh(): Promise<void>
}

export function namesOf({ people, team, channels, me }: Screen): Names {
  return { people, app: team.app, channels, timeZone: me.timeZone }
}

/** The place that the address names: `#as=U0ANA00001&in=C0SALES001`. */
export function whereFromAddress(): Partial<Where> {
  const named = new URLSearchParams(location.hash.slice(1))
  const [person, channel] = [named.get('as'), named.get('in')]
  const thread = named.get('thread')
  const tab = named.get('tab') === 'home' ? 'home' : 'messages'
  return { tab, thread, ...(person && { person }), ...(channel && { channel }) }
}

/** Keeps the address in step, so that a reload comes back to the same place. */
export function showInAddress({ person, channel, tab, thread }: Where): void {
  const named = new URLSearchParams({
    as: person,
    in: channel,
    ...(tab === 'home' && { tab }),
    ...(thread && { thread }),
  })
  history.replaceState(null, '', `#${named}`)
}
