import { ATTENTIONS, type Attention } from '../attention/model.ts'
import type { Ctx } from '../context.ts'
import { invalid } from '../errors.ts'
import { type Directory, dealsLink, type Filters, loadDirectory, resolveFilters } from '../filters/index.ts'
import { listOpportunities, totalOpportunities } from '../opportunities/listing-store.ts'
import { requireManager } from '../permissions.ts'
import { listOpenTasks } from '../tasks/index.ts'
import { type Instant, localDateOf } from '../time.ts'
import {
  type Agenda,
  type Cursors,
  DEAL_LISTS,
  type DealPage,
  SORT_OF,
  TASK_LISTS,
  type TaskList,
  type TasksOfDay,
  type Whose,
} from './model.ts'
import * as store from './store.ts'

interface DayInput {
  readonly whose: Whose
  /** Another member's id: "mine" is theirs then. For managers and admins. */
  readonly member?: string | undefined
  /** The moment that the day is asked for; now when left out. */
  readonly asOf?: Instant | null | undefined
}

export interface AgendaInput extends DayInput {
  /** Of each list; at most 200. */
  readonly limit: number
  readonly cursors?: Cursors
}

/**
 * One member's day, or the team's: tasks that are overdue or due today, deals that are overdue, close this month, are
 * stuck or stale or have no next step, and the open pipeline by stage. Days are the workspace's. As of a moment of the past
 * it is the day as it stood then; of tasks only their making and finishing is kept, so they have the dates of today.
 * The team's and other members' are for managers and admins, else `forbidden`. Throws `invalid` for a cursor of another list.
 */
export async function agendaOf(ctx: Ctx, input: AgendaInput): Promise<Agenda> {
  const { whose, limit, asOf = null, cursors = {} } = input
  const memberId = assigneeOf(ctx, input)
  const [directory, everything] = await Promise.all([loadDirectory(ctx), filtersOf(ctx, memberId, asOf)])
  const { attention, ...base } = everything
  const dealsOf = async (kind: Attention): Promise<DealPage> => {
    const filters: Filters = attention ? { ...base, attention: { ...attention, kinds: [kind] } } : base
    return dealPage(ctx, filters, kind, { limit, cursor: cursors.deals?.[kind] ?? null, directory })
  }
  const tasksOf = (due: TaskList): Promise<TasksOfDay> =>
    listOpenTasks(ctx, { assigneeId: memberId, due, asOf, limit, cursor: cursors.tasks?.[due] ?? null })
  const [stages, tasks, deals] = await Promise.all([
    store.openByStage(ctx, base),
    eachOf(TASK_LISTS, tasksOf),
    eachOf(DEAL_LISTS, dealsOf),
  ])
  return {
    whose,
    today: localDateOf(asOf ?? ctx.now(), ctx.workspace.timeZone),
    stages,
    link: dealsLink(base, directory),
    tasks,
    deals,
  }
}

/** One list of tasks of a day by itself, a page at a time. Throws as `agendaOf` does. */
export async function tasksOfDay(
  ctx: Ctx,
  input: DayInput & { readonly due: TaskList; readonly limit: number; readonly cursor: string | null },
): Promise<TasksOfDay> {
  const { due, limit, cursor, asOf = null } = input
  return listOpenTasks(ctx, { assigneeId: assigneeOf(ctx, input), due, asOf, limit, cursor })
}

/** Whose tasks and deals a day has; null is everybody's. */
function assigneeOf(ctx: Ctx, input: DayInput): string | null {
  if (input.whose === 'mine') return memberOf(ctx, input)
  requireManager(ctx, 'see the day of the team')
  return null
}

function memberOf(ctx: Ctx, { member }: DayInput): string {
  const { actor } = ctx
  if (member && member !== actor.memberId) {
    requireManager(ctx, 'see the day of somebody else')
    return member
  }
  if (actor.memberId) return actor.memberId
  throw invalid('Nobody in particular is asking, so there is no day of theirs.')
}

function filtersOf(ctx: Ctx, memberId: string | null, asOf: Instant | null): Promise<Filters> {
  const owner = memberId === null ? [] : [memberId]
  const words = { owner, attention: ATTENTIONS, status: ['open'], asOf: asOf ?? undefined }
  return resolveFilters(ctx, words, { defaultPeriod: 'all' })
}

async function dealPage(
  ctx: Ctx,
  filters: Filters,
  kind: Attention,
  page: { limit: number; cursor: string | null; directory: Directory },
): Promise<DealPage> {
  const { limit, cursor, directory } = page
  const [{ items, next }, totals] = await Promise.all([
    listOpportunities(ctx, { filters, sort: SORT_OF[kind], limit, cursor }),
    totalOpportunities(ctx, filters),
  ])
  return { items, next, ...totals, link: dealsLink(filters, directory) }
}

async function eachOf<Name extends string, Answer>(
  names: readonly Name[],
  ask: (name: Name) => Promise<Answer>,
): Promise<Record<Name, Answer>> {
  const answers = await Promise.all(names.map(async (name) => [name, await ask(name)] as const))
  return Object.fromEntries(answers) as Record<Name, Answer>
}
