import type { ActionsBlockElement, Button, HomeView } from '@slack/types'
import type { Agenda, HomeState, Role } from '../../core/index.ts'
import { type AgendaLook, type DayList, dayLists, stageSums } from './agenda.ts'
import { day } from './facts.ts'
import { lineButton } from './lines.ts'
import { NOTICE_SETTINGS } from './notice.ts'
import { actions, button, context, header, md, option, plain, select } from './render.ts'

export const HOME_FIRST = 'home.first'
export const HOME_NEXT = 'home.next'
export const HOME_WHOSE = 'home.whose'
export const HOME_FIND = 'home.find'

/** Slack's limit for a Home. */
const MOST_BLOCKS = 100

export interface HomeLook extends Omit<AgendaLook, 'below'> {
  readonly state: HomeState
  readonly role: Role
}

/** The Home: what one can do, the open pipeline, and what wants attention, page by page. */
export function homeView(agenda: Agenda, { state, role, ...look }: HomeLook): HomeView {
  const paged: AgendaLook = { ...look, below: (list, page) => pagesOf(list, page, state) }
  const title = agenda.whose === 'team' ? 'The team’s day' : 'My day'
  const blocks = [
    header(`${title}, ${day(agenda.today)}`),
    actions('home:actions', quickActions(state, role)),
    stageSums(agenda, paged),
    ...dayLists(agenda, paged),
    context(md`Or in words, anywhere in Slack: \`/deal new Acme renewal 12k\`, \`/deal move D-42 to Proposal\`.`),
  ]
  return { type: 'home', blocks: blocks.slice(0, MOST_BLOCKS) }
}

/** What one does most; the dashboard's link is made when it is asked for, since it works once. */
function quickActions(state: HomeState, role: Role): ActionsBlockElement[] {
  return [
    lineButton('New deal', 'new', { style: 'primary' }),
    {
      type: 'external_select',
      action_id: HOME_FIND,
      min_query_length: 0,
      placeholder: plain('Find a deal', 150),
    },
    lineButton('Report', 'report'),
    lineButton('Dashboard', 'dashboard'),
    button(NOTICE_SETTINGS, 'Notifications', 'home'),
    ...(role === 'rep' ? [] : [whoseDay(state)]),
  ]
}

function whoseDay({ whose }: HomeState): ActionsBlockElement {
  return select(HOME_WHOSE, 'Whose day', [option('The team’s day', 'team'), option('My day', 'mine')], whose)
}

function pagesOf(list: DayList, { next }: { next: string | null }, { cursors }: HomeState): Button[] {
  return [
    ...(cursorOf(list, cursors) ? [button(HOME_FIRST, 'First page', JSON.stringify({ list, cursor: null }))] : []),
    ...(next ? [button(HOME_NEXT, 'Next page', JSON.stringify({ list, cursor: next }))] : []),
  ]
}

/** Where a list begins; undefined on its first page. */
function cursorOf(list: DayList, { tasks, deals }: HomeState['cursors']): string | undefined {
  const [what, name] = list.split('/') as [string, never]
  return what === 'tasks' ? tasks?.[name] : deals?.[name]
}
