import type { KnownBlock } from '@slack/types'
import { createTask, editTask, localDateOf, type Task } from '../../core/index.ts'
import { dateField, form, searchField, textField, timeField } from '../blocks/form.ts'
import type { Form, Reply, Turn } from '../command.ts'
import { type DueWords, momentOf } from '../words/due.ts'
import { personsMoment } from '../words/turn-time.ts'
import type { FormValues } from './form-values.ts'
import { SEARCH } from './typeahead.ts'

export const EDIT_TASK = 'deal.task.edit'

/** The fields of a task that is new, and the person's own until they say otherwise, or of one that shall change. */
export function taskFields(turn: Turn, task: Task | null): KnownBlock[] {
  const { timeZone } = personsMoment(turn)
  const [date, time] = task?.dueAt ? localTimeOf(task.dueAt, timeZone) : [task?.dueOn ?? null, null]
  const assignee = task ? task.assignee : turn.member
  return [
    textField('text', 'What is to be done?', { initial: task?.text, placeholder: 'Call Jane', max: 500 }),
    dateField('dueOn', 'Due', date, { optional: true }),
    timeField('dueAt', 'At', time, { optional: true, hint: 'Left empty, the whole day.' }),
    searchField('assignee', 'For', SEARCH.owner, {
      optional: true,
      chosen: assignee && { name: assignee.name, value: assignee.id },
    }),
  ]
}

/** Asks what shall be different about a task. */
export function taskForm(turn: Turn, task: Task): Reply {
  const about = { callbackId: EDIT_TASK, title: `Change ${task.ref}`, submit: 'Save', origin: turn.origin }
  return { kind: 'open', view: form({ ...about, blocks: taskFields(turn, task), data: { task: task.number } }) }
}

/** Keeps the task of a form, new for the deal. Throws `invalid` with the field. */
export function addTaskFrom(turn: Turn, opportunity: number, values: FormValues): Promise<Task> {
  return createTask(turn.ctx, { opportunity, ...saidIn(turn, values) })
}

/** Keeps what a form says about a task that is there. Throws `invalid` with the field. */
export function changeTaskFrom(turn: Turn, { values, data }: Form): Promise<Task> {
  return editTask(turn.ctx, { task: Number(data.task), ...saidIn(turn, values) })
}

function saidIn(turn: Turn, values: FormValues) {
  return { text: values.one('text') ?? '', assignee: values.one('assignee'), ...dueIn(turn, values) }
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
