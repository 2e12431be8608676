import { directMessage, type Events, homeOpened, linkShared, mention } from './events.ts'
import { holding } from './form.ts'
import type { Interactions, Place } from './interactions.ts'
import { findElement, findOption, optionsOf } from './labels.ts'
import type { Block, Element, Message, Option, StateValues, View } from './model.ts'
import type { Seen } from './seen.ts'
import { directChannelOf, findChannel, findPerson, type Person as Profile } from './team.ts'
import { linksIn } from './typed.ts'
import type { Workspace } from './workspace.ts'

export interface PersonDeps {
  workspace: Workspace
  interactions: Interactions
  events: Events
  /** Posts a message as the person, and gives it back as the workspace shows it. */
  post: (user: string, channel: string, text: string, thread?: Message) => Promise<Message>
}

/** An answer in a form: words, several of them, or null to clear the field. */
export type Entry = string | string[] | null

/** Somebody at their Slack: names things as they read them on the screen. */
export class Person {
  readonly profile: Profile
  private readonly deps: PersonDeps

  constructor(profile: Profile, deps: PersonDeps) {
    this.profile = profile
    this.deps = deps
  }

  get id(): string {
    return this.profile.id
  }

  /** The form on top of the screen. */
  get modal(): View | null {
    return this.deps.workspace.modals(this.id).at(-1) ?? null
  }

  get home(): View | null {
    return this.deps.workspace.state.homes[this.id] ?? null
  }

  /** What stands in a channel for all who are in it; without a channel, in the direct conversation with the app. */
  messages(channel?: string): Message[] {
    return this.deps.workspace.seenBy(this.id, this.channelId(channel)).filter((one) => !one.onlyFor && !repliesTo(one))
  }

  /** What this person sees in the thread under a message, oldest first, what only they see included. */
  thread(under: Message): Message[] {
    const root = repliesTo(under) ?? under.ts
    return this.deps.workspace.seenBy(this.id, under.channel).filter((one) => repliesTo(one) === root)
  }

  /** What only this person sees in a channel. */
  ephemeral(channel = 'general'): Message[] {
    return this.deps.workspace.seenBy(this.id, this.channelId(channel)).filter((one) => one.onlyFor)
  }

  /** Types a command, such as `/deal list`. */
  command(line: string, { channel = 'general' } = {}): Promise<Seen> {
    const [command = '', ...rest] = line.split(' ')
    return this.deps.interactions.command(this.id, this.channelId(channel), command, rest.join(' '))
  }

  /** Presses a button, or picks from an overflow menu, by the words on it or its action id. */
  click(on: Message | View, name: string | { actionId: string }): Promise<Seen> {
    const place = placeOf(on)
    const wanted = typeof name === 'string' ? name : name.actionId
    const menus = (on.blocks ?? []).flatMap((block) =>
      [block.accessory, ...(block.elements ?? [])].flatMap((element) =>
        element?.type === 'overflow' ? [{ block, element }] : [],
      ),
    )
    const menu = menus.find(({ element }) => optionsOf(element).some((one) => one.text.text === wanted))
    if (menu) {
      return this.deps.interactions.act(this.id, { place, ...menu, held: findOption(optionsOf(menu.element), wanted) })
    }
    return this.deps.interactions.act(this.id, { place, ...findElement(on.blocks ?? [], wanted, ['button']) })
  }

  /** Picks from a menu, a date or a person in a message or a form; the app hears of it at once. */
  async choose(on: Message | View, name: string, entry: Entry): Promise<Seen> {
    const { block, element } = findElement(on.blocks ?? [], name)
    const held = await this.heldBy(placeOf(on), block, element, entry)
    if ('hash' in on) this.type(on, block, element, held)
    const place = 'hash' in on ? { view: this.current(on) } : { message: on }
    return this.deps.interactions.act(this.id, { place, block, element, held })
  }

  /** The options that the app offers for what is typed into a menu. */
  typeahead(on: Message | View, name: string, query: string): Promise<Option[]> {
    const found = findElement(on.blocks ?? [], name)
    return this.deps.interactions.suggest(this.id, { place: placeOf(on), ...found }, query)
  }

  /** Fills a form by the labels of its fields, or their block ids, and sends it. */
  async submit(view: View, entries: Record<string, Entry> = {}): Promise<Seen> {
    const current = this.current(view)
    const typed: StateValues = { ...current.typed }
    for (const [name, entry] of Object.entries(entries)) {
      const { block, element } = findElement(current.blocks, name)
      const held = await this.heldBy({ view: current }, block, element, entry)
      const ids = [block.block_id ?? '', element.action_id ?? ''] as const
      typed[ids[0]] = { ...typed[ids[0]], [ids[1]]: holding(element, held) }
    }
    return this.deps.interactions.submit(this.id, current, typed)
  }

  /** Closes a form without sending it; `all` closes the whole stack. */
  close(view: View, { all = false } = {}): Promise<void> {
    return this.deps.interactions.close(this.id, view, all)
  }

  shortcut(callbackId: string): Promise<Seen> {
    return this.deps.interactions.shortcut(this.id, callbackId)
  }

  messageShortcut(message: Message, callbackId: string): Promise<Seen> {
    return this.deps.interactions.shortcut(this.id, callbackId, message)
  }

  /** Opens the app's Home and waits until the app has heard of it; what it shows is `home`. Gives the event's id. */
  async openHome(tab: 'home' | 'messages' = 'home'): Promise<string> {
    const { workspace, events } = this.deps
    return (await events.send(homeOpened(workspace, this.id, tab, workspace.nextTs()))).id
  }

  /** Writes to the app directly. Gives the event's id. */
  async dm(text: string): Promise<string> {
    return this.write(await this.deps.post(this.id, directChannelOf(this.id), text))
  }

  /** Names the app in a channel. Gives the event's id. */
  async mention(channel: string, text: string): Promise<string> {
    const { team } = this.deps.workspace
    return this.write(await this.deps.post(this.id, this.channelId(channel), `@${team.app.userName} ${text}`))
  }

  /** Answers in the thread under a message, naming the app with `@dealwright`. Gives the event's id. */
  async reply(under: Message, text: string): Promise<string> {
    return this.write(await this.deps.post(this.id, under.channel, text, under))
  }

  /** Writes in a channel without naming the app, which only hears of links that are posted. */
  async say(channel: string, text: string): Promise<Message> {
    const message = await this.deps.post(this.id, this.channelId(channel), text)
    await this.write(message)
    return message
  }

  /** Posts links that the app unfurls. Gives the event's id. */
  async postLink(channel: string, ...urls: string[]): Promise<string> {
    return this.write(await this.deps.post(this.id, this.channelId(channel), urls.join(' ')))
  }

  /** The app hears of what is written to it, of messages that name it, and of its links. Gives the first event's id. */
  private async write(message: Message): Promise<string> {
    const { workspace, events } = this.deps
    const { app } = workspace.team
    const links = linksIn(message.text)
    const told = [
      ...(message.channel === directChannelOf(this.id) ? [directMessage(workspace.team, message)] : []),
      ...(message.channel.startsWith('C') && message.text.includes(`<@${app.userId}>`)
        ? [mention(workspace.team, message)]
        : []),
      ...(links.length > 0 ? [linkShared(message, links)] : []),
    ]
    let first = ''
    for (const event of told) first ||= (await events.send(event)).id
    return first
  }

  private channelId(channel?: string): string {
    return channel ? findChannel(this.deps.workspace.team, channel).id : directChannelOf(this.id)
  }

  private current(view: View): View {
    return this.deps.workspace.findView((one) => one.id === view.id) ?? view
  }

  private type(view: View, block: Block, element: Element, held: unknown): void {
    const current = this.current(view)
    const [blockId, actionId] = [block.block_id ?? '', element.action_id ?? '']
    const fields = { ...current.typed[blockId], [actionId]: holding(element, held) }
    this.deps.workspace.replaceView({ ...current, typed: { ...current.typed, [blockId]: fields } })
  }

  private async heldBy(place: Place, block: Block, element: Element, entry: Entry): Promise<unknown> {
    const list = entry === null ? [] : [entry].flat()
    const [first] = list
    if (element.type === 'external_select' && first !== undefined)
      return findOption(await this.deps.interactions.suggest(this.id, { place, block, element }, first), first)
    if (['checkboxes', 'multi_static_select'].includes(element.type))
      return list.map((one) => findOption(optionsOf(element), one))
    if (first === undefined) return null
    if (['static_select', 'radio_buttons', 'overflow'].includes(element.type))
      return findOption(optionsOf(element), first)
    if (element.type === 'users_select') return findPerson(this.deps.workspace.team, first).id
    if (['channels_select', 'conversations_select'].includes(element.type)) return this.channelId(first)
    return first
  }
}

/** The first message of the thread that a message is a reply in. */
const repliesTo = ({ ts, thread_ts }: Message): string | undefined => (thread_ts === ts ? undefined : thread_ts)

const placeOf = (on: Message | View): Place => ('hash' in on ? { view: on } : { message: on })
