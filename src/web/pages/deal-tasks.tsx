import type { JSX } from 'hono/jsx/jsx-runtime'
import { dueOf, type Instant, localDateOf, type Opportunity, type Task } from '../../core/index.ts'
import { dateText, momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import type { DealChoices } from './deal-form.tsx'
import { Field, Options } from './fields.tsx'

interface DealTasksProps {
  deal: Opportunity
  tasks: readonly Task[]
  owners: DealChoices['owners']
  /** Who looks: tasks are theirs unless they say otherwise. */
  memberId: string | null
  now: Instant
  timeZone: string
  refusal: Refusal | undefined
}

/** What is to be done about a deal: to add and to tick. */
export function DealTasks({ deal, tasks, owners, memberId, now, timeZone, refusal }: DealTasksProps): JSX.Element {
  const refused = refusal?.form === 'task' ? refusal : undefined
  const clock = { now, today: localDateOf(now, timeZone) }
  return (
    <section class="card" aria-labelledby="tasks">
      <div class="card-head">
        <h2 id="tasks">Tasks</h2>
      </div>
      <ul class="tasks" data-live="deal-tasks">
        {tasks.length === 0 ? <li class="muted">No tasks yet. What is the next step?</li> : null}
        {tasks.map((task) => (
          <li data-key={task.ref} class={task.doneAt ? 'done' : dueOf(task, clock)}>
            <Tick deal={deal} task={task} />
            <span class="grow">
              <span class="task-text">{task.text}</span>{' '}
              <span class="muted small">
                {[task.ref, task.assignee?.name, dueText(task, timeZone)].filter(Boolean).join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {deal.deletedAt ? null : (
        <form method="post" action={`/deals/${deal.number}/tasks`} class="task-form">
          <Field label="New task" name="text" prefix="task" error={refused?.message}>
            {(field) => <input {...field} value={refused?.typed.text ?? ''} required maxlength={500} />}
          </Field>
          <Field label="Due" name="dueOn" prefix="task">
            {(field) => <input {...field} type="date" value={refused?.typed.dueOn ?? ''} />}
          </Field>
          <Field label="For" name="assignee" prefix="task">
            {(field) => (
              <select {...field}>
                <Options
                  options={owners.map(({ id, name }) => ({ value: id, label: name }))}
                  chosen={refused?.typed.assignee ?? memberId ?? ''}
                />
              </select>
            )}
          </Field>
          <button class="button" type="submit">
            Add task
          </button>
        </form>
      )}
    </section>
  )
}

function Tick({ deal, task }: { deal: Opportunity; task: Task }): JSX.Element {
  const [deed, label] = task.doneAt ? ['reopen', `Reopen ${task.ref}`] : ['complete', `${task.ref} is done`]
  return (
    <form method="post" action={`/deals/${deal.number}/tasks/${task.number}/${deed}`}>
      <button class="tick" type="submit" aria-label={label} title={label} aria-pressed={task.doneAt ? 'true' : 'false'}>
        {task.doneAt ? '✓' : ''}
      </button>
    </form>
  )
}

function dueText({ dueOn, dueAt, doneAt }: Task, timeZone: string): string | null {
  if (doneAt) return `done ${momentText(doneAt, timeZone)}`
  if (dueAt) return `due ${momentText(dueAt, timeZone)}`
  return dueOn && `due ${dateText(dueOn)}`
}
