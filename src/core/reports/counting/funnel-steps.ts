import type { Ctx } from '../../context.ts'
import type { ReachedStage } from '../../filters/filters.ts'
import { type Directory, dealsLink, type Filters } from '../../filters/index.ts'
import { ranked } from '../../filters/stay-words.ts'
import { ALL_TIME } from '../../period.ts'
import type { Pipeline } from '../../pipelines/model.ts'
import type { Choices } from '../report.ts'
import type { Cell } from './cells.ts'
import { admits, createdInPeriod } from './narrowing.ts'
import { type Reaches, type Reaching, reachesOf, reachesOfGone } from './reaches.ts'
import { NOTHING, type Tally, total } from './tally.ts'

/** One bar of a funnel: a stage, or the win. */
export interface Step extends Reaching {
  readonly name: string
  readonly link: { deals?: string }
}

export interface Funnel {
  readonly all: Tally
  /** Deals of the cohort that are open in the pipeline. */
  readonly open: number
  readonly steps: readonly Step[]
  /** The deals it speaks of. */
  readonly counted: Filters | null
}

/** Which deals a funnel follows, and what it counts as having come to a stage. */
export interface Cohort {
  /** Without what only a pipeline's stages can tell. */
  readonly filters: Filters
  readonly basis: 'created' | 'entry'
  readonly reach: Pick<ReachedStage, 'how' | 'withinDays' | 'since' | 'entered'>
  /** HighLevel's funnel knows no window. */
  readonly ignoresWindow: boolean
}

/** The cohort that the options choose. A deal that left the pipeline is in its funnel, so that no pipeline is asked for. */
export function cohortOf(filters: Filters, { mode, basis, window }: Choices): Cohort {
  const how = mode === 'reached' ? 'beyond' : (mode as ReachedStage['how'])
  const since = basis === 'entry' ? 'entry' : 'created'
  const { period } = filters
  const entered = since === 'entry' && (period.from || period.to) ? { entered: period } : {}
  const wanted = window && window !== 'none' ? Number(window) : null
  const withinDays = how === 'highlevel' ? null : wanted
  const followed = since === 'entry' ? { ...filters, period: ALL_TIME } : createdInPeriod(filters)
  return {
    filters: followed,
    basis: since,
    reach: { how, withinDays, since, ...entered },
    ignoresWindow: wanted !== withinDays,
  }
}

/** A funnel is one pipeline's: the first with deals among those asked for, or else the first. */
export function pipelineShown(
  cells: readonly Cell[],
  filters: Filters,
  { pipelines }: Directory,
): Pipeline | undefined {
  const asked = pipelines.filter(({ id, retiredAt }) =>
    filters.pipeline.length
      ? filters.pipeline.includes(id)
      : !retiredAt || cells.some((cell) => cell.pipeline_id === id),
  )
  return asked.find(({ id }) => cells.some((cell) => cell.pipeline_id === id)) ?? asked[0]
}

/** The stages in their order, then the win. `cells` are the cohort's deals that stand in the pipeline. */
export async function stepsOf(
  ctx: Ctx,
  cohort: Cohort,
  pipeline: Pipeline,
  cells: readonly Cell[],
  directory: Directory,
): Promise<Funnel> {
  const places = placesOf(ctx, cohort, pipeline, directory)
  const everywhere = { ...cohort.filters, pipeline: [] }
  const { how, withinDays, entered } = cohort.reach
  // Where deals stand tells how far they came; what only their stays tell takes longer to find out.
  const standing = how === 'beyond' && withinDays === null && !entered
  const found = standing ? await byStanding(ctx, everywhere, places, cells) : await reachesOf(ctx, everywhere, places)
  const steps = places.map((place, i): Step => {
    const name = pipeline.stages.find(({ id }) => id === place.stageId)?.name ?? 'Won'
    return { name, ...(found.steps[i] ?? NO_REACHING), link: linkTo(cohort.filters, place, directory) }
  })
  const [lowest] = places
  const counted = cohort.filters.reached
    ? { ...cohort.filters, pipeline: [pipeline.id] }
    : countedBy(everywhere, lowest)
  return { all: found.all, open: found.open, steps, counted }
}

const NO_REACHING: Reaching = { ...NOTHING, alsoBefore: 0, open: 0 }

type Places = readonly [ReachedStage, ...ReachedStage[]]

/** What deals have to have reached for each step; the last is the win. */
function placesOf({ workspace }: Ctx, { reach }: Cohort, pipeline: Pipeline, directory: Directory): Places {
  const place = { ...reach, workspaceId: workspace.id, pipelineId: pipeline.id, stages: ranked(directory, pipeline.id) }
  const stages = pipeline.stages.filter(({ retiredAt }) => !retiredAt)
  const steps = [...stages.map(({ id }) => ({ ...place, stageId: id })), { ...place, stageId: null }]
  return steps as unknown as Places
}

/** By the furthest rank that deals carry, with those that went to another pipeline besides. */
async function byStanding(ctx: Ctx, everywhere: Filters, places: Places, cells: readonly Cell[]): Promise<Reaches> {
  const gone = await reachesOfGone(ctx, everywhere, places)
  const steps = places.map(({ stageId, stages }, i) => {
    const rank = stages.find(({ id }) => id === stageId)?.rank ?? Number.POSITIVE_INFINITY
    const standing = cells.filter(({ status, highest_rank }) => status === 'won' || highest_rank >= rank)
    const tally = total([...standing, gone.steps[i] ?? NOTHING])
    // Who came so far came to every stage before.
    return { ...tally, alsoBefore: tally.count, open: openIn(standing) }
  })
  return { all: total([...cells, gone.all]), open: openIn(cells), steps }
}

function openIn(cells: readonly Cell[]): number {
  return total(cells.filter(({ status }) => status === 'open')).count
}

/** Where a step's deals are listed; nowhere when the filters ask for deals that came elsewhere, and both cannot be said. */
function linkTo(filters: Filters, place: ReachedStage, directory: Directory): { deals?: string } {
  const { stageId, pipelineId } = place
  const link = (narrowed: Filters) => ({ deals: dealsLink(narrowed, directory) })
  if (stageId === null && !admits(filters, 'won')) return {}
  if (stageId === null && isPlain(place)) return link({ ...filters, pipeline: [pipelineId], status: ['won'] })
  const pipeline = stageId === null ? [pipelineId] : []
  const asked = filters.reached
  if (!asked) return link({ ...filters, pipeline, reached: place })
  if (!isPlain(asked) || !isPlain(place) || asked.pipelineId !== pipelineId) return {}
  // Who asked for deals that came far already gets no others.
  return link({ ...filters, pipeline, reached: rankOf(asked) > rankOf(place) ? asked : place })
}

/** Whether it is about the furthest stage only. */
function isPlain({ how, withinDays, entered }: ReachedStage): boolean {
  return how === 'beyond' && withinDays === null && !entered
}

function rankOf({ stages, stageId }: ReachedStage): number {
  return stages.find(({ id }) => id === stageId)?.rank ?? Number.POSITIVE_INFINITY
}

/** Every deal of the cohort that was in the pipeline. */
function countedBy(everywhere: Filters, place: ReachedStage): Filters {
  const [lowest] = place.stages
  return { ...everywhere, reached: { ...place, how: 'beyond', withinDays: null, stageId: lowest?.id ?? null } }
}
