import { dueOf, type Instant, localDateOf, type Task } from '../../core/index.ts'
import { day, dealUrl } from './facts.ts'
import { lineButton } from './lines.ts'
import { actions, join, link, type Markup, md, moment, section } from './render.ts'

/** What a task's line is told against. */
export interface TaskSurroundings {
  readonly publicUrl: string
  readonly now: Instant
  /** Of the workspace, whose days tasks are due on. */
  readonly timeZone: string
}

/** One task in two lines: what is to be done; when, by whom, and for which deal. */
export function taskLine(task: Task, around: TaskSurroundings): Markup {
  const { number, ref, name } = task.opportunity
  const about = [
    whenText(task, around),
    task.assignee ? md`${task.assignee.name}` : md`nobody’s`,
    link(dealUrl(around.publicUrl, number), `${ref} ${name}`),
  ]
  return md`${signOf(task, around)} *${task.ref}* ${task.text}\n${join(about, ' · ')}`
}

/** A task with the button that ticks it. */
export function taskRow(task: Task, around: TaskSurroundings) {
  return section(taskLine(task, around), lineButton('Done', `done ${task.ref}`))
}

/** What can be done with a task: its buttons, below a message about it. */
export function taskButtons(task: Task) {
  const change = lineButton('Change…', `task ${task.ref}`)
  const deal = lineButton('Open the deal', `show ${task.opportunity.ref}`)
  const tick = task.doneAt ? lineButton('Not done', `reopen ${task.ref}`) : lineButton('Done', `done ${task.ref}`)
  return actions(`task:${task.number}`, task.doneAt ? [tick, deal] : [tick, change, deal])
}

/** "due 24 Nov 2026", in the reader's zone where there is an hour. */
function whenText({ dueOn, dueAt }: Pick<Task, 'dueOn' | 'dueAt'>, around?: TaskSurroundings): Markup | null {
  if (dueAt) return md`due ${moment(dueAt)}`
  if (!dueOn) return null
  const today = around && localDateOf(around.now, around.timeZone)
  return dueOn === today ? md`due today` : md`due ${day(dueOn)}`
}

function signOf(task: Task, { now, timeZone }: TaskSurroundings): Markup {
  if (task.doneAt) return md`:white_check_mark:`
  const isOverdue = dueOf(task, { now, today: localDateOf(now, timeZone) }) === 'overdue'
  return isOverdue ? md`:alarm_clock:` : md`:white_medium_square:`
}
