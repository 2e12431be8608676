import { addDays, format } from 'date-fns'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { LocalDate, Task, TaskList } from '../../core/index.ts'
import { momentText, shortDate } from '../format.ts'
import type { MyDayData } from './day-data.ts'

interface TaskOfDayProps {
  task: Task
  list: TaskList
  data: MyDayData
}

/** A task that is due: to tick, or to put off. */
export function TaskOfDay({ task, list, data }: TaskOfDayProps): JSX.Element {
  const { agenda, back, workspace, member } = data
  const { opportunity: deal } = task
  return (
    <li class="day-row" data-key={task.ref}>
      <form method="post" action={`/my-day/tasks/${task.number}/complete`} data-in-place>
        <input type="hidden" name="back" value={back} />
        <button class="tick" type="submit" aria-label={`${task.ref} is done: ${task.text}`} title="Done" />
      </form>
      <div class="grow">
        <p class="day-name">{task.text}</p>
        <p class="small muted">
          <a href={`/deals/${deal.number}`}>{deal.name}</a> · {task.ref}
          {member === null ? ` · ${task.assignee?.name ?? 'nobody’s'}` : ''} ·{' '}
          <span class={list === 'overdue' ? 'bad' : ''}>
            {task.dueAt
              ? momentText(task.dueAt, workspace.timeZone)
              : task.dueOn && `due ${shortDate(task.dueOn, agenda.today)}`}
          </span>
        </p>
      </div>
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
              {soon(agenda.today).map(({ label, day }) => (
                <button class="button tight" type="submit" name="to" value={day} formnovalidate>
                  {label}
                </button>
              ))}
            </div>
            <label class="field">
              <span>Or on a day of your choice</span>
              <input type="date" name="day" min={agenda.today} />
            </label>
            <button class="button tight" type="submit">
              Put off
            </button>
          </form>
        </div>
      </details>
    </li>
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
