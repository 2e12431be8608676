import type { Context } from 'hono'
import { completeTask, createTask, notFound, reopenTask, taskNumberFrom } from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { written } from '../forms.ts'
import { ctxIn } from '../session.ts'
import { act } from './deal.tsx'

/** POST /deals/:number/tasks */
export function addTask(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'task', async (opportunity, typed) => {
    const said = { text: typed.text ?? '', dueOn: written(typed, 'dueOn'), assignee: written(typed, 'assignee') }
    const { ref } = await createTask(ctxIn(c), { opportunity, ...said })
    return `${ref} is added.`
  })
}

/** POST /deals/:number/tasks/:task/complete */
export function finishTask(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'tick', async () => `${(await completeTask(ctxIn(c), { task: taskIn(c) })).ref} is done.`)
}

/** POST /deals/:number/tasks/:task/reopen */
export function takeTaskUp(c: Context<WebEnv>): Promise<Response> {
  return act(c, 'tick', async () => `${(await reopenTask(ctxIn(c), { task: taskIn(c) })).ref} is open again.`)
}

function taskIn(c: Context): number {
  const number = taskNumberFrom(`T-${c.req.param('task')}`)
  if (number === null) throw notFound(`There is no task “${c.req.param('task')}”.`)
  return number
}
