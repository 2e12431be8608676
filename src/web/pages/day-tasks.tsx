import { addDays, format } from 'date-fns'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { LocalDate, Task, TaskList } from '../../core/index.ts'
import { momentText, shortDate } from '../format.ts'
import type { DayFrame } from './day-data.ts'
import { dealHref, todayIn } from './day-head.tsx'

/** What the lists of tasks are called. */
export const TASK_WORDS: Record<TaskList, (data: DayFrame) => string> = {
  overdue: () => 'Overdue',
  today: ({ asOf }) => (asOf.asOf ? 'Due that day' : 'Due today'),
}

interface TaskOfDayProps {
  task: Task
  list: TaskList
  data: DayFrame
}

/** A task that is due: to tick, or to put off; of a day of the past, to read. */
export function TaskOfDay({ task, list, data }: TaskOfDayProps): JSX.Element {
  const { workspace, member, asOf } = data
  const { opportunity: deal } = task
  const today = todayIn(data)
  return (
    <li class="day-row" data-key={task.ref}>
      {asOf.asOf ? null : <Tick task={task} back={data.back} />}
      <div class="grow">
        <p class="day-name">{task.text}</p>
        <p class="small muted">
          <a href={dealHref(deal.number, asOf.asOf)}>{deal.name}</a> · {task.ref}
          {member === null ? ` · ${task.assignee?.name ?? 'nobody’s'}` : ''} ·{' '}
          <span class={list === 'overdue' ? 'bad' : ''}>
            {task.dueAt
              ? momentText(task.dueAt, workspace.timeZone)
              : task.dueOn && `due ${shortDate(task.dueOn, today)}`}
          </span>
        </p>
      </div>
      {asOf.asOf ? null : <PutOff task={task} back={data.back} today={today} />}
    </li>
  )
}

function Tick({ task, back }: { task: Task; back: string }): JSX.Element {
  return (
    <form method="post" action={`/my-day/tasks/${task.number}/complete`} data-in-place>
      <input type="hidden" name="back" value={back} />
      <button class="tick" type="submit" aria-label={`${task.ref} is done: ${task.text}`} title="Done" />
    </form>
  )
}

function PutOff({ task, back, today }: { task: Task; back: string; today: LocalDate }): JSX.Element {
  return (
    <details class="menu day-do" data-closes data-holds>
      <summary class="button tight">
        Later
        <span class="visually-hidden">: {task.text}</span>
      </summary>
      <div class="menu-panel">
        <form
          method="post"
          action={`/my-day/tasks/${task.number}/reschedule`}
          class="panel-fields"
          data-in-place
          aria-label={`Put off ${task.ref}`}
        >
          <input type="hidden" name="back" value={back} />
          <div class="buttons">
            {soon(today).map(({ label, day }) => (
              <button class="button tight" type="submit" name="to" value={day} formnovalidate>
                {label}
              </button>
            ))}
          </div>
          <label class="field">
            <span>Or on a day of your choice</span>
            <input type="date" name="day" min={today} />
          </label>
          <button class="button tight" type="submit">
            Put off
          </button>
        </form>
      </div>
    </details>
  )
}

/** The days that tasks are put off to most. */
function soon(today: LocalDate): { label: string; day: LocalDate }[] {
  const noon = new Date(`${today}T12:00:00Z`)
  const on = (days: number) => format(addDays(noon, days), 'yyyy-MM-dd')
  const toMonday = (8 - noon.getUTCDay()) % 7 || 7
  return [
    { label: 'Tomorrow', day: on(1) },
    { label: 'Next Monday', day: on(toMonday) },
    { label: 'In two weeks', day: on(14) },
  ]
}
