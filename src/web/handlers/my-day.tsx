import type { Context } from 'hono'
import {
  addNote,
  agendaOf,
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
  taskNumberFrom,
} from '../../core/index.ts'
import type { WebEnv } from '../env.ts'
import { STATUS_OF } from '../failure.tsx'
import { type Refusal, seenVersion, type Typed, written } from '../forms.ts'
import { backFrom, type Done, inPlace, undoIn } from '../in-place.ts'
import { MyDay } from '../pages/my-day.tsx'
import { showPage } from '../respond.tsx'
import { ctxIn } from '../session.ts'

/** How much of each list one looks at: more are a list of deals. */
const OF_EACH = 12

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
  const of = new URL(address).searchParams.get('of')?.trim() ?? ''
  const own = ctx.actor.memberId
  const member = of === 'team' ? null : await findMember(ctx, of || (own ?? ''))
  const seesAll = ctx.actor.role !== 'rep'
  const [agenda, pipelines, members] = await Promise.all([
    agendaOf(ctx, { whose: member ? 'mine' : 'team', member: member?.id, limit: OF_EACH }),
    listPipelines(ctx),
    seesAll ? listMembers(ctx) : [],
  ])
  const data = {
    ...{ workspace: ctx.workspace, now: ctx.now(), agenda, member, pipelines },
    isOwn: member !== null && member.id === own,
    others: members.filter(({ id }) => id !== own),
    back: of ? `/my-day?of=${encodeURIComponent(of)}` : '/my-day',
    undo: refusal ? null : undoIn(address),
    refused: refusal?.message,
  }
  const page = { title: 'My day', current: 'my-day', ...(refusal && { status: STATUS_OF[refusal.code] }) } as const
  return showPage(c, page, <MyDay {...data} />)
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
