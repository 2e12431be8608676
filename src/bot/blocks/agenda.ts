import type { Button, KnownBlock } from '@slack/types'
import {
  type Agenda,
  type Attention,
  DEAL_LISTS,
  type DealPage,
  formatMoney,
  type Opportunity,
  TASK_LISTS,
  type TaskList,
} from '../../core/index.ts'
import { ageText } from './facts.ts'
import { dealLine, lineButton } from './lines.ts'
import { actions, divider, join, link, type Markup, md, section } from './render.ts'
import { type TaskSurroundings, taskRow } from './task.ts'

/** A list of a day, by its name. */
export type DayList = `tasks/${TaskList}` | `deals/${Attention}`

export interface AgendaLook extends TaskSurroundings {
  /** The workspace's. */
  readonly currency: string
  /** What stands below a list, such as the way to its next page. */
  below(list: DayList, page: { readonly count: number; readonly shown: number; readonly next: string | null }): Button[]
}

const DEAL_TITLES: Record<Attention, [sign: string, title: string, meaning: string]> = {
  overdue: [':calendar:', 'Past their expected close', ''],
  closing: [':dart:', 'Closing this month', ''],
  stuck: [':hourglass:', 'Stuck', 'in their stage beyond its limit'],
  stale: [':zzz:', 'Stale', 'untouched beyond their stage’s limit'],
  'no-next-step': [':grey_question:', 'No next step', 'no open task and no close date ahead'],
}

const TASK_TITLES: Record<TaskList, string> = {
  overdue: ':alarm_clock: *Overdue tasks*',
  today: ':sunny: *Tasks for today*',
}

/** The open pipeline: a line per stage, and what it comes to. */
export function stageSums({ stages, whose, link: path }: Agenda, { currency, publicUrl }: AgendaLook): KnownBlock {
  const title = whose === 'team' ? 'The team’s open pipeline' : 'My open pipeline'
  const total = stages.reduce((sum, { value }) => sum + value, 0)
  const count = stages.reduce((sum, stage) => sum + stage.count, 0)
  const several = new Set(stages.map(({ pipeline }) => pipeline)).size > 1
  const lines = stages.map(({ pipeline, stage, count, value }) => {
    const name = several ? `${pipeline}: ${stage}` : stage
    return md`${name}: ${dealsText(count)}, ${formatMoney(value, currency)}`
  })
  const head = md`*${link(`${publicUrl}${path}`, title)}*: ${dealsText(count)}, ${formatMoney(total, currency)}`
  return section(join([head, ...lines], '\n'))
}

/** Tasks and deals that want something today, list by list; lists without any are left out. */
export function dayLists(agenda: Agenda, look: AgendaLook): KnownBlock[] {
  const blocks = [
    ...TASK_LISTS.flatMap((name) => taskList(name, agenda, look)),
    ...DEAL_LISTS.flatMap((name) => dealList(name, agenda.deals[name], look)),
  ]
  const calm = agenda.whose === 'team' ? md`Nothing wants the team’s attention.` : md`Nothing wants your attention.`
  return blocks.length > 0 ? blocks : [section(md`:sunny: ${calm} Well done.`)]
}

function taskList(name: TaskList, { tasks }: Agenda, look: AgendaLook): KnownBlock[] {
  const { items, count, next } = tasks[name]
  if (count === 0) return []
  const title = md`${{ markup: TASK_TITLES[name] }}: ${count.toLocaleString('en')}`
  const rows = items.map((task) => taskRow(task, look))
  return [divider(), section(title), ...rows, ...below(`tasks/${name}`, { count, next, shown: items.length }, look)]
}

function dealList(
  name: Attention,
  { items, count, value, next, link: path }: DealPage,
  look: AgendaLook,
): KnownBlock[] {
  if (count === 0) return []
  const [sign, title, meaning] = DEAL_TITLES[name]
  const linked = link(`${look.publicUrl}${path}`, title)
  const sum = md`${dealsText(count)}, ${formatMoney(value, look.currency)}`
  const head = md`${sign} *${linked}*: ${sum}${meaning && ` · ${meaning}`}`
  const rows = items.map((deal) =>
    section(
      join([dealLine(deal, look.publicUrl), waiting(name, deal, look)], ' · '),
      lineButton('Open', `show ${deal.ref}`),
    ),
  )
  return [divider(), section(head), ...rows, ...below(`deals/${name}`, { count, next, shown: items.length }, look)]
}

function below(name: DayList, page: Parameters<AgendaLook['below']>[1], look: AgendaLook): KnownBlock[] {
  const buttons = look.below(name, page)
  return buttons.length > 0 ? [actions(`day:${name}`, buttons)] : []
}

/** For how long a deal has been waiting, where that is what the list is about. */
function waiting(name: Attention, deal: Opportunity, { now }: AgendaLook): Markup | null {
  if (name === 'stuck') return md`${ageText(deal.stageEnteredAt, now)} in ${deal.stage.name}`
  return name === 'stale' ? md`idle for ${ageText(deal.lastActivityAt, now)}` : null
}

function dealsText(count: number): string {
  return count === 1 ? '1 deal' : `${count.toLocaleString('en')} deals`
}
