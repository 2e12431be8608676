import type { Context } from 'hono'
import {
  type AgendaInput,
  addNote,
  agendaOf,
  type Ctx,
  completeTask,
  createTask,
  editOpportunity,
  findMember,
  listMembers,
  listPipelines,
  moveOpportunity,
  notFound,
  numberFrom,
  reopenTask,
  rescheduleTask,
  TASK_LISTS,
  taskNumberFrom,
  tasksOfDay,
} from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { readFilters } from '../filters.ts'
import { type Refusal, seenVersion, type Typed, written } from '../forms.ts'
import { backFrom, type Done, inPlace, undoIn } from '../in-place.ts'
import type { DayFrame } from '../pages/day-data.ts'
import { DayTasks } from '../pages/day-task-list.tsx'
import { MyDay } from '../pages/my-day.tsx'
import { asOfOf } from '../pages/overview.tsx'
import { type FilterEntry, queryOf } from '../query.ts'
import { showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'

/** How much of each list one looks at: more are a list of their own. */
const OF_EACH = 12
/** How much of one list by itself is on a page. */
const OF_ONE = 50

/** GET /my-day */
export function myDay(c: Context<WebEnv>): Promise<Response> {
  return showDay(c, c.req.url)
}

/** POST /my-day/tasks/:task/complete */
export function completeOfDay(c: Context<WebEnv>): Promise<Response> {
  return act(c, async () => {
    const { ref, number, text } = await completeTask(ctxIn(c), { task: taskIn(c) })
    return { said: `${ref} is done: ${text}`, undo: `T-${number}` }
  })
}

/** POST /my-day/tasks/:task/reopen */
export function reopenOfDay(c: Context<WebEnv>): Promise<Response> {
  return act(c, async () => ({ said: `${(await reopenTask(ctxIn(c), { task: taskIn(c) })).ref} is open again.` }))
}

/** POST /my-day/tasks/:task/reschedule */
export function putOff(c: Context<WebEnv>): Promise<Response> {
  return act(c, async (typed) => {
    const to = written(typed, 'to') ?? written(typed, 'day') ?? ''
    const task = await rescheduleTask(ctxIn(c), { task: taskIn(c), to })
    return { said: `${task.ref} is due on ${task.dueOn} now.` }
  })
}

/** POST /my-day/deals/:number/note */
export function noteOfDay(c: Context<WebEnv>): Promise<Response> {
  return act(c, async ({ text = '' }) => {
    const opportunity = dealIn(c)
    await addNote(ctxIn(c), { opportunity, text })
    return { said: `Your note on D-${opportunity} is added.` }
  })
}

/** POST /my-day/deals/:number/task */
export function taskOfDay(c: Context<WebEnv>): Promise<Response> {
  return act(c, async (typed) => {
    const said = { text: typed.text ?? '', dueOn: written(typed, 'dueOn') }
    const { ref, opportunity } = await createTask(ctxIn(c), { opportunity: dealIn(c), ...said })
    return { said: `${ref} is added to ${opportunity.name}.` }
  })
}

/** POST /my-day/deals/:number/move */
export function moveOfDay(c: Context<WebEnv>): Promise<Response> {
  return act(c, async (typed) => {
    const input = { opportunity: dealIn(c), stage: typed.stage ?? '', ...seenVersion(typed) }
    const { number, name, stage, version } = await moveOpportunity(ctxIn(c), input)
    return { said: `${name} is in ${stage.name} now.`, undo: `${number}.${version}` }
  })
}

/** POST /my-day/deals/:number/date */
export function dateOfDay(c: Context<WebEnv>): Promise<Response> {
  return act(c, async (typed) => {
    const changes = { expectedCloseOn: written(typed, 'expectedCloseOn') }
    const deal = await editOpportunity(ctxIn(c), { opportunity: dealIn(c), ...seenVersion(typed), changes })
    return { said: `${deal.name} is expected on ${deal.expectedCloseOn}.`, undo: `${deal.number}.${deal.version}` }
  })
}

function act(c: Context<WebEnv>, carryOut: (typed: Typed) => Promise<Done>): Promise<Response> {
  return inPlace(c, carryOut, (refusal) => {
    const back = backFrom(refusal.typed)
    return showDay(c, new URL(back.startsWith('/my-day') ? back : '/my-day', c.req.url).href, refusal)
  })
}

async function showDay(c: Context<WebEnv>, address: string, refusal?: Refusal): Promise<Response> {
  const ctx = { ...ctxIn(c), answers: new Map() }
  const query = new URL(address).searchParams
  const [frame, asked] = await readFrame(ctx, address, refusal)
  const page = { title: 'My day', current: 'my-day', ...(refusal && { status: STATUS_OF[refusal.code] }) } as const
  const list = TASK_LISTS.find((known) => known === query.get('tasks'))
  if (!list) return showPage(c, page, <MyDay {...frame} agenda={await agendaOf(ctx, { ...asked, limit: OF_EACH })} />)
  const cursor = query.get('cursor') || null
  const tasks = await tasksOfDay(ctx, { ...asked, due: list, cursor, limit: OF_ONE })
  return showPage(c, page, <DayTasks {...frame} list={list} tasks={tasks} further={cursor !== null} />)
}

type Asked = Pick<AgendaInput, 'whose' | 'member' | 'asOf'>

/** What an address says about whose day is meant and as of when, and what every page of it shows. */
async function readFrame(ctx: Ctx, address: string, refusal?: Refusal): Promise<[DayFrame, Asked]> {
  const { actor, workspace } = ctx
  const query = new URL(address).searchParams
  const of = query.get('of')?.trim() ?? ''
  const [read, pipelines, members, member] = await Promise.all([
    readFilters(ctx, address, { defaultPeriod: 'all' }),
    listPipelines(ctx),
    actor.role === 'rep' ? [] : listMembers(ctx),
    of === 'team' ? null : findMember(ctx, of || (actor.memberId ?? '')),
  ])
  if (read.refusal) throw read.refusal
  const entries: FilterEntry[] = [
    ...(of ? [['of', of] as const] : []),
    ...read.entries.filter(([key]) => key === 'asOf'),
  ]
  const place = ['tasks', 'cursor'].flatMap((key): FilterEntry[] =>
    query.get(key) ? [[key, query.get(key) ?? '']] : [],
  )
  const frame: DayFrame = {
    ...{ workspace, now: ctx.now(), member, pipelines, entries },
    isOwn: member !== null && member.id === actor.memberId,
    others: members.filter(({ id }) => id !== actor.memberId),
    asOf: asOfOf('/my-day', { ...read, entries }, workspace.timeZone),
    back: `/my-day${queryOf([...entries, ...place])}`,
    undo: refusal ? null : undoIn(address),
    refused: refusal?.message,
  }
  return [frame, { whose: member ? 'mine' : 'team', member: member?.id, asOf: read.filters.asOf }]
}

function taskIn(c: Context): number {
  const number = taskNumberFrom(`T-${c.req.param('task')}`)
  if (number === null) throw notFound(`There is no task “${c.req.param('task')}”.`)
  return number
}

function dealIn(c: Context): number {
  const number = numberFrom(c.req.param('number') ?? '')
  if (number === null) throw notFound(`There is no deal “${c.req.param('number')}”.`)
  return number
}
