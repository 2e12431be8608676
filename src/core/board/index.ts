import type { Ctx } from '../context.ts'
import { notFound } from '../errors.ts'
import { type Directory, dealsLink, type Filters, loadDirectory } from '../filters/index.ts'
import { listOpportunities } from '../opportunities/listing-store.ts'
import type { Opportunity } from '../opportunities/model.ts'
import { ALL_TIME } from '../period.ts'
import type { Pipeline, Stage } from '../pipelines/model.ts'
import { byStageAndStatus, type StageGroup } from '../reports/counting/by-stage.ts'
import { NOTHING } from '../reports/counting/tally.ts'
import { nextTasksOf } from '../tasks/next-store.ts'
import { type Board, type BoardColumn, type BoardSort, CARDS_AT_ONCE, MOST_CARDS } from './model.ts'

const PER_PAGE = 200

export interface BoardInput {
  /** The first pipeline chosen is shown, else the workspace's first; status and period do not matter to a board. */
  readonly filters: Filters
  readonly sort: BoardSort
  /** How many cards a column shows, by the stage's id; 25 where it is left out. */
  readonly shown?: ReadonlyMap<string, number>
}

/**
 * One pipeline's open deals in columns, a stage each, as far as the filters leave them and the actor sees them; with an
 * `asOf`, as they stood then. A column's figures are those of the report value-by-stage with the same filters.
 */
export async function boardOf(ctx: Ctx, { filters, sort, shown = new Map() }: BoardInput): Promise<Board> {
  const directory = await loadDirectory(ctx)
  const pipeline = pipelineOf(directory, filters)
  const open: Filters = { ...filters, pipeline: [pipeline.id], status: ['open'], period: ALL_TIME }
  const groups = await byStageAndStatus(ctx, open)
  const groupOf = ({ id }: Stage) => groups.find((group) => group.stage_id === id)
  const asked = ({ id }: Stage) => filters.stage.length === 0 || filters.stage.includes(id)
  const stages = pipeline.stages.filter((stage) => asked(stage) && (!stage.retiredAt || groupOf(stage)))
  const columns = stages.map((stage) => {
    const most = Math.min(shown.get(stage.id) ?? CARDS_AT_ONCE, MOST_CARDS)
    return columnOf(ctx, { stage, group: groupOf(stage), open, sort, most, directory })
  })
  return { pipeline, columns: await Promise.all(columns) }
}

interface ColumnInput {
  stage: Stage
  group: StageGroup | undefined
  open: Filters
  sort: BoardSort
  most: number
  directory: Directory
}

async function columnOf(ctx: Ctx, { stage, group, open, sort, most, directory }: ColumnInput): Promise<BoardColumn> {
  const filters: Filters = { ...open, stage: [stage.id] }
  const { count, value, weighted, unvalued, unpriced } = { ...NOTHING, weighted: 0, ...group }
  const deals = group ? await firstDeals(ctx, filters, sort, most) : []
  // What is to be done next is a matter of now; a moment of the past has deals alone.
  const next = open.asOf ? new Map() : await nextTasksOf(ctx, deals)
  const cards = deals.map((deal) => ({ deal, nextTask: next.get(deal.id) ?? null }))
  return { stage, count, value, weighted, unvalued, unpriced, cards, link: dealsLink(filters, directory) }
}

async function firstDeals(ctx: Ctx, filters: Filters, sort: BoardSort, most: number): Promise<Opportunity[]> {
  const deals: Opportunity[] = []
  let cursor: string | null = null
  do {
    const limit = Math.min(PER_PAGE, most - deals.length)
    const page = await listOpportunities(ctx, { filters, sort, limit, cursor })
    deals.push(...page.items)
    cursor = page.next
  } while (cursor && deals.length < most)
  return deals
}

function pipelineOf({ pipelines }: Directory, { pipeline: [chosen] }: Filters): Pipeline {
  const first = pipelines.find(({ retiredAt }) => !retiredAt)
  const pipeline = chosen ? pipelines.find(({ id }) => id === chosen) : first
  if (!pipeline) throw notFound('There is no pipeline yet. A manager can make one in the settings.')
  return pipeline
}
