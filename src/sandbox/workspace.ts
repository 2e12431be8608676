import type { Message, SharedFile, Trouble, View } from './model.ts'
import type { Team } from './team.ts'

/** What is kept through a restart. Open forms are not: Slack forgets them too when the window closes. */
export interface KeptState {
  lastTs: string
  messages: Message[]
  homes: Record<string, View>
  files: Record<string, SharedFile & { base64: string }>
}

export type Change =
  | { kind: 'message'; message: Message; gone?: boolean }
  | { kind: 'view'; user: string; view: View | null }
  | { kind: 'trouble'; trouble: Trouble }

/** Older ones are forgotten, so that a workspace that is used for months stays quick. */
const MOST_MESSAGES = 5000

type Listener = (change: Change) => void

export const emptyState = (): KeptState => ({ lastTs: '0.000000', messages: [], homes: {}, files: {} })

/** Everything that people in the workspace can see. Every change is told to those who listen. */
export class Workspace {
  readonly team: Team
  readonly state: KeptState
  /** Open modals by person, the oldest first: the last one is on top. */
  private readonly stacks = new Map<string, View[]>()
  private readonly listeners = new Set<Listener>()
  private readonly now: () => Date

  constructor(team: Team, now: () => Date, state: KeptState = emptyState()) {
    this.team = team
    this.now = now
    this.state = state
  }

  /** A message id that no message had before: seconds and a counter, as Slack makes them. */
  nextTs(): string {
    const [lastSecond = '0', lastCount = '0'] = this.state.lastTs.split('.')
    const second = Math.max(Math.floor(this.now().getTime() / 1000), Number(lastSecond))
    const count = second === Number(lastSecond) ? Number(lastCount) + 1 : 100
    this.state.lastTs = `${second}.${String(count).padStart(6, '0')}`
    return this.state.lastTs
  }

  show(message: Message): Message {
    this.state.messages.push(message)
    if (this.state.messages.length > MOST_MESSAGES) this.state.messages.shift()
    this.tell({ kind: 'message', message })
    return message
  }

  find(channel: string, ts: string): Message | undefined {
    return this.state.messages.find((one) => one.ts === ts && one.channel === channel)
  }

  change(channel: string, ts: string, fields: Partial<Message>): Message | undefined {
    const index = this.state.messages.findIndex((one) => one.ts === ts && one.channel === channel)
    const before = this.state.messages[index]
    if (!before) return undefined
    const message = { ...before, ...fields }
    this.state.messages[index] = message
    this.tell({ kind: 'message', message })
    return message
  }

  remove(channel: string, ts: string): void {
    const message = this.find(channel, ts)
    if (!message) return
    this.state.messages = this.state.messages.filter((one) => one !== message)
    this.tell({ kind: 'message', message, gone: true })
  }

  /** What one person sees in a channel, oldest first: what was posted, and what is only visible to them. */
  seenBy(user: string, channel: string): Message[] {
    return this.state.messages.filter((one) => one.channel === channel && (!one.onlyFor || one.onlyFor === user))
  }

  modals(user: string): View[] {
    return this.stacks.get(user) ?? []
  }

  setModals(user: string, stack: View[]): void {
    this.stacks.set(user, stack)
    this.tell({ kind: 'view', user, view: stack.at(-1) ?? null })
  }

  setHome(user: string, view: View): void {
    this.state.homes[user] = view
    this.tell({ kind: 'view', user, view })
  }

  findView(matches: (view: View) => boolean): View | undefined {
    return [...[...this.stacks.values()].flat(), ...Object.values(this.state.homes)].find(matches)
  }

  /** Puts a newer version of a view in the place of the one with the same id. */
  replaceView(view: View): void {
    if (view.type === 'home') this.setHome(view.user, view)
    else {
      const stack = this.modals(view.user)
      const next = stack.map((one) => (one.id === view.id ? view : one))
      this.setModals(view.user, next)
    }
  }

  trouble(trouble: Trouble): void {
    this.tell({ kind: 'trouble', trouble })
  }

  /** Calls `listener` after every change, until the returned function is called. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(change: Change): void {
    for (const listener of this.listeners) listener(change)
  }
}
