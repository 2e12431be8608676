import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type Agenda,
  type Attention,
  DEAL_LISTS,
  type LocalDate,
  TASK_LISTS,
  type TaskList,
  type TasksOfDay,
} from '../../core/index.ts'
import { countText } from '../format.ts'
import type { MyDayData } from './day-data.ts'
import { DealsOfDay } from './day-deals.tsx'
import { TaskOfDay } from './day-tasks.tsx'
import { Refused } from './fields.tsx'
import { UndoForm } from './undo.tsx'

/** Beside the tasks what has a date, in the other column what has stood still. */
const COLUMNS: readonly (readonly Attention[])[] = [
  ['overdue', 'closing'],
  ['stuck', 'stale', 'no-next-step'],
]

const TASK_WORDS: Record<TaskList, string> = { overdue: 'Overdue', today: 'Due today' }

/** What one member, or the team, has before them today, each with what one does about it. */
export function MyDay(data: MyDayData): JSX.Element {
  const { agenda, back, undo, refused, member, isOwn } = data
  const tasks = TASK_LISTS.reduce((sum, list) => sum + agenda.tasks[list].count, 0)
  const deals = DEAL_LISTS.filter((kind) => agenda.deals[kind].count > 0)
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{isOwn ? `Good ${partOfDay(data)}, ${firstName(member?.name)}` : dayOf(member)}</h1>
          <p class="sub" data-live="day-sum" data-quiet>
            {longDate(agenda.today)} · {sumOf(tasks, agenda)}
          </p>
        </div>
        {data.others.length > 0 ? <WhosePick {...data} /> : null}
      </div>
      <Refused message={refused} />
      <UndoForm undo={undo} back={back} />
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
            {TASK_WORDS[list]} <span>{countText(agenda.tasks[list].count)}</span>
          </h3>
          <ul class="day-list">
            {agenda.tasks[list].items.map((task) => (
              <TaskOfDay task={task} list={list} data={data} />
            ))}
          </ul>
          <Unseen list={agenda.tasks[list]} />
        </>
      ))}
    </section>
  )
}

function Unseen({ list: { items, count } }: { list: TasksOfDay }): JSX.Element | null {
  if (count <= items.length) return null
  return <p class="muted small">And {countText(count - items.length)} more. They move up as you finish these.</p>
}

function WhosePick({ others, member, isOwn }: MyDayData): JSX.Element {
  return (
    <form class="filters" method="get" action="/my-day" data-filters aria-label="Whose day">
      <label class="pick">
        <span>Day of</span>
        <select name="of">
          <option value="" selected={isOwn}>
            Me
          </option>
          <option value="team" selected={member === null}>
            The team
          </option>
          {others.map(({ id, name }) => (
            <option value={id} selected={!isOwn && member?.id === id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button class="button without-scripts" type="submit">
        Show
      </button>
    </form>
  )
}

/** Nothing is due and nothing is stuck: that is worth a good page. */
function AllClear({ isOwn, agenda }: MyDayData): JSX.Element {
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

function sumOf(tasks: number, { tasks: { overdue }, deals }: Agenda): string {
  const wanting = DEAL_LISTS.reduce((sum, kind) => sum + deals[kind].count, 0)
  if (tasks === 0 && wanting === 0) return 'nothing is waiting'
  const late = overdue.count > 0 ? `, ${countText(overdue.count)} of them overdue` : ''
  return `${tasks === 0 ? 'no task' : tasks === 1 ? 'one task' : `${countText(tasks)} tasks`} today${late}`
}

function dayOf(member: MyDayData['member']): string {
  return member ? `The day of ${member.name}` : 'The day of the team'
}

function partOfDay({ now, workspace }: MyDayData): string {
  const hour = new TZDate(now, workspace.timeZone).getHours()
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
}

function firstName(name = ''): string {
  return name.split(/\s+/)[0] ?? name
}

function longDate(date: LocalDate): string {
  return format(new TZDate(`${date}T00:00:00Z`, 'UTC'), 'EEEE, d MMMM')
}
