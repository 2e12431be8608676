import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Attention, DEAL_LISTS, TASK_LISTS, type TaskList } from '../../core/index.ts'
import { countText } from '../format.ts'
import { queryOf } from '../query.ts'
import type { MyDayData } from './day-data.ts'
import { DealsOfDay } from './day-deals.tsx'
import { DayHead } from './day-head.tsx'
import { TASK_WORDS, TaskOfDay } from './day-tasks.tsx'

/** Beside the tasks what has a date, in the other column what has stood still. */
const COLUMNS: readonly (readonly Attention[])[] = [
  ['overdue', 'closing'],
  ['stuck', 'stale', 'no-next-step'],
]

/** What one member, or the team, has before them today, each with what one does about it. */
export function MyDay(data: MyDayData): JSX.Element {
  const { agenda } = data
  const tasks = TASK_LISTS.reduce((sum, list) => sum + agenda.tasks[list].count, 0)
  const deals = DEAL_LISTS.filter((kind) => agenda.deals[kind].count > 0)
  return (
    <>
      <DayHead data={data} sum={sumOf(tasks, data)} />
      <div class="day" data-live="day">
        {tasks === 0 && deals.length === 0 ? <AllClear {...data} /> : null}
        {COLUMNS.map((kinds, place) => {
          const lists = deals.filter((kind) => kinds.includes(kind))
          const withTasks = place === 0 && tasks > 0
          return lists.length > 0 || withTasks ? (
            <div class="day-column">
              {withTasks ? <Tasks {...data} /> : null}
              {lists.map((kind) => (
                <DealsOfDay kind={kind} list={agenda.deals[kind]} data={data} />
              ))}
            </div>
          ) : null
        })}
      </div>
    </>
  )
}

function Tasks(data: MyDayData): JSX.Element {
  const { agenda } = data
  return (
    <section class="card day-card day-tasks" aria-labelledby="day-tasks">
      <div class="card-head">
        <h2 id="day-tasks">Tasks</h2>
      </div>
      {TASK_LISTS.filter((list) => agenda.tasks[list].count > 0).map((list) => (
        <>
          <h3 class={`day-group ${list === 'overdue' ? 'bad' : 'muted'}`}>
            {TASK_WORDS[list](data)} <span>{countText(agenda.tasks[list].count)}</span>
          </h3>
          <ul class="day-list">
            {agenda.tasks[list].items.map((task) => (
              <TaskOfDay task={task} list={list} data={data} />
            ))}
          </ul>
          <Unseen list={list} data={data} />
        </>
      ))}
    </section>
  )
}

function Unseen({ list, data }: { list: TaskList; data: MyDayData }): JSX.Element | null {
  const { items, count } = data.agenda.tasks[list]
  if (count <= items.length) return null
  return (
    <p class="behind">
      <a href={`/my-day${queryOf([...data.entries, ['tasks', list]])}`}>
        All {countText(count)} {list === 'overdue' ? 'overdue tasks' : 'tasks due today'}
      </a>
    </p>
  )
}

/** Nothing is due and nothing is stuck: that is worth a good page. */
function AllClear({ isOwn, agenda, asOf }: MyDayData): JSX.Element {
  if (asOf.asOf) return <ClearThen />
  const open = agenda.stages.reduce((sum, { count }) => sum + count, 0)
  return (
    <section class="card empty all-clear">
      <svg width="72" height="48" viewBox="0 0 72 48" fill="none" aria-hidden="true">
        <path class="sun" d="M20 40a16 16 0 0 1 32 0" />
        <path class="rays" d="M36 6v8M13 15l5.6 5.6M59 15l-5.6 5.6M2 40h8M62 40h8" />
        <path class="ground" d="M14 46h44" />
      </svg>
      <h2>All clear</h2>
      <p>
        {open > 0
          ? 'Nothing is due, nothing is late, and every open deal has a next step. Time for a good conversation.'
          : `${isOwn ? 'You have' : 'There are'} no open deals. A new one begins with one line.`}
      </p>
      <div class="buttons">
        <a class="button main" href={open > 0 ? '/board' : '/deals/new'}>
          {open > 0 ? 'Open the board' : 'New deal'}
        </a>
      </div>
    </section>
  )
}

function ClearThen(): JSX.Element {
  return (
    <section class="card empty">
      <h2>Nothing was waiting</h2>
      <p>No task was due, and no open deal wanted attention.</p>
    </section>
  )
}

function sumOf(tasks: number, { agenda, asOf }: MyDayData): string {
  const { overdue } = agenda.tasks
  const wanting = DEAL_LISTS.reduce((sum, kind) => sum + agenda.deals[kind].count, 0)
  if (tasks === 0 && wanting === 0) return asOf.asOf ? 'nothing was waiting' : 'nothing is waiting'
  const late = overdue.count > 0 ? `, ${countText(overdue.count)} of them overdue` : ''
  return `${tasks === 0 ? 'no task' : tasks === 1 ? 'one task' : `${countText(tasks)} tasks`} ${asOf.asOf ? 'due then' : 'today'}${late}`
}
