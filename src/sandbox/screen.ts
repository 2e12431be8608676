import type { Faults } from './faults.ts'
import type { Message, View } from './model.ts'
import type { Suggestions } from './suggestions.ts'
import { type Channel, directChannelOf, type Person, type Team } from './team.ts'
import type { Workspace } from './workspace.ts'

const MOST_MESSAGES = 200

/** All that one person has in front of them. */
export interface Screen {
  team: Pick<Team, 'id' | 'name' | 'app'>
  me: Person
  people: Person[]
  channels: Channel[]
  /** The conversation with the app. */
  direct: string
  /** The newest `ts` in each channel and in the conversation with the app. */
  latest: Record<string, string>
  /** The channel that is open. */
  channel: string
  messages: Message[]
  modal: View | null
  home: View | null
  suggestions: Suggestions
  /** How Slack's methods fail at the moment. */
  faults: Record<string, string>
}

export interface ScreenDeps {
  workspace: Workspace
  suggestions: Suggestions
  faults: Faults
}

/** What `me` sees with `channel` open. */
export function screenOf({ workspace, suggestions, faults }: ScreenDeps, me: Person, channel: string): Screen {
  const { team, state } = workspace
  const direct = directChannelOf(me.id)
  const open = [...team.channels.map((one) => one.id), direct]
  const current = open.includes(channel) ? channel : (team.channels[0]?.id ?? direct)
  const latest = open.map((id) => [id, workspace.seenBy(me.id, id).at(-1)?.ts ?? '0'])
  return {
    team: { id: team.id, name: team.name, app: team.app },
    me,
    people: team.people,
    channels: team.channels,
    direct,
    latest: Object.fromEntries(latest),
    channel: current,
    messages: workspace.seenBy(me.id, current).slice(-MOST_MESSAGES),
    modal: workspace.modals(me.id).at(-1) ?? null,
    home: state.homes[me.id] ?? null,
    suggestions,
    faults: faults.failing(),
  }
}
