import type { JSX } from 'hono/jsx/jsx-runtime'
import { countText } from '../format.ts'
import { type FilterEntry, queryOf } from '../query.ts'
import type { DayTasksData } from './day-data.ts'
import { DayHead } from './day-head.tsx'
import { TASK_WORDS, TaskOfDay } from './day-tasks.tsx'

/** One list of a day's tasks with nothing left out, a page at a time. */
export function DayTasks(data: DayTasksData): JSX.Element {
  const { list, tasks, further, entries } = data
  const own: FilterEntry[] = [...entries, ['tasks', list]]
  return (
    <>
      <DayHead
        data={data}
        title={`Tasks: ${TASK_WORDS[list](data).toLowerCase()}`}
        sum={`${countText(tasks.count)} ${tasks.count === 1 ? 'task' : 'tasks'}`}
      />
      <section class="card day-card day-tasks" aria-label={TASK_WORDS[list](data)} data-live="day-tasks">
        {tasks.items.length === 0 ? <p class="muted">None are left.</p> : null}
        <ul class="day-list">
          {tasks.items.map((task) => (
            <TaskOfDay task={task} list={list} data={data} />
          ))}
        </ul>
        <nav class="list-foot" aria-label="Pages">
          {further ? (
            <a href={`/my-day${queryOf(own)}`}>First page</a>
          ) : (
            <a href={`/my-day${queryOf(entries)}`}>The whole day</a>
          )}
          {tasks.next ? <a href={`/my-day${queryOf([...own, ['cursor', tasks.next]])}`}>Next page</a> : null}
        </nav>
      </section>
    </>
  )
}
