import type { Option, StateValues } from '../model.ts'
import type { Screen } from '../screen.ts'
import type { Seen } from '../seen.ts'

/** Where an element stands: in a message or in a view. */
export type PlaceRef = { message: { channel: string; ts: string } } | { view: string }

export interface ElementRef {
  place: PlaceRef
  block: string
  action: string
}

/** The requests of one person's page. */
export class Server {
  readonly person: string

  constructor(person: string) {
    this.person = person
  }

  async screen(channel: string): Promise<Screen> {
    const response = await fetch(`/sandbox/screen?as=${this.person}&in=${channel}`)
    if (!response.ok) throw new Error('The sandbox does not answer. Is it still running?')
    return (await response.json()) as Screen
  }

  command(channel: string, text: string): Promise<Seen> {
    return this.post('command', { channel, text })
  }

  say(channel: string, text: string, thread?: string): Promise<Seen> {
    return this.post('say', { channel, text, thread })
  }

  /** Makes a method of Slack's fail, or works again where the fault is ''; null means all of them. */
  fault(method: string | null, fault: string): Promise<Seen> {
    return this.post('fault', { method, fault })
  }

  use(at: ElementRef, held: unknown, typed: StateValues): Promise<Seen> {
    return this.post('use', { ...at, held, typed })
  }

  async options(at: ElementRef, query: string): Promise<Option[]> {
    return (await this.post<{ options: Option[] }>('options', { ...at, query })).options
  }

  submit(view: string, typed: StateValues): Promise<Seen> {
    return this.post('submit', { view, typed })
  }

  close(view: string): Promise<Seen> {
    return this.post('close', { view })
  }

  openTab(tab: 'home' | 'messages'): Promise<Seen> {
    return this.post('home', { tab })
  }

  shortcut(callbackId: string, message?: { channel: string; ts: string }): Promise<Seen> {
    return this.post('shortcut', { callbackId, message })
  }

  private async post<T = Seen>(deed: string, body: object): Promise<T> {
    const response = await fetch(`/sandbox/${deed}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: this.person, ...body }),
    })
    if (!response.ok) throw new Error(`${await response.text()}. Reload the page and try again.`)
    return (await response.json()) as T
  }
}
