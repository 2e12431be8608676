import { createTask, editTask, localDateOf, type Opportunity, type Task } from '../core/index.ts'
import { OWNER_SEARCH } from './blocks/deal-form.ts'
import { dateField, form, searchField, textField, timeField } from './blocks/form.ts'
import type { Form, Reply, Turn } from './command.ts'
import type { FormValues } from './form-values.ts'
import { personsMoment } from './turn-time.ts'
import { type DueWords, momentOf } from './words/due.ts'

export const TASK_FORM = 'deal.task'

/** Asks for a new task of the deal, or for what shall be different about one. */
export function taskForm(turn: Turn, about: { deal: Opportunity } | { task: Task }): Reply {
  const { origin, member } = turn
  const task = 'task' in about ? about.task : null
  const { timeZone } = personsMoment(turn)
  const [date, time] = task?.dueAt ? localTimeOf(task.dueAt, timeZone) : [task?.dueOn ?? null, null]
  const assignee = task ? task.assignee : { id: member.id, name: member.name }
  const blocks = [
    textField('text', 'What is to be done?', { initial: task?.text, placeholder: 'Call Jane', max: 500 }),
    dateField('dueOn', 'Due', date, { optional: true }),
    timeField('dueAt', 'At', time, { optional: true, hint: 'Left empty, the whole day.' }),
    searchField('assignee', 'For', OWNER_SEARCH, {
      optional: true,
      chosen: assignee && { name: assignee.name, value: assignee.id },
    }),
  ]
  const data = 'deal' in about ? { opportunity: about.deal.number } : { task: about.task.number }
  const title = 'deal' in about ? `Task for ${about.deal.ref}` : `Change ${about.task.ref}`
  return { kind: 'open', view: form({ callbackId: TASK_FORM, title, submit: 'Save', blocks, origin, data }) }
}

/** Keeps what the form says. Throws `invalid` with the field. */
export function saveTask(turn: Turn, { values, data }: Form): Promise<Task> {
  const said = { text: values.one('text') ?? '', assignee: values.one('assignee'), ...dueIn(turn, values) }
  if (data.task !== undefined) return editTask(turn.ctx, { task: Number(data.task), ...said })
  return createTask(turn.ctx, { opportunity: Number(data.opportunity), ...said })
}

/** A time without a day is today's. */
function dueIn(turn: Turn, values: FormValues): DueWords | { dueOn: string | null } {
  const { timeZone } = personsMoment(turn)
  const [date, time] = [values.one('dueOn'), values.one('dueAt')]
  if (!time) return { dueOn: date }
  return { dueAt: momentOf(date ?? localDateOf(turn.ctx.now(), timeZone), time, timeZone) }
}

function localTimeOf(instant: string, timeZone: string): [date: string, time: string] {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  return [localDateOf(instant, timeZone), clock.format(new Date(instant))]
}
