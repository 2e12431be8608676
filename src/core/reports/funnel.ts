import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters, loadDirectory } from '../filters/index.ts'
import type { Pipeline, Stage } from '../pipelines/model.ts'
import { createdInPeriod, linkTo } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { population } from './counting/population.ts'
import { deals, noDeals, number, percent } from './counting/sentences.ts'
import { ratio, type Tally, tallied, total } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

interface Group extends Tally {
  readonly pipeline_id: string
  readonly highest_rank: number
  readonly status: string
}

/** Where deals drop out on their way through one pipeline. */
export const funnel: Report = {
  id: 'funnel',
  title: 'Funnel',
  question: 'Where do deals drop out?',
  definition:
    'Of the deals created in the period in one pipeline, how many reached each stage or went beyond it. Won deals ' +
    'passed every stage; lost and abandoned ones stay in up to the furthest stage they reached, and skipped stages ' +
    'count as passed. Step is the share of the stage before, cumulative the share of all. Stages stand in today’s order.',
  columns: [
    { key: 'stage', label: 'Stage', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
    { key: 'step', label: 'Of the stage before', type: 'ratio' },
    { key: 'cumulative', label: 'Of all', type: 'ratio' },
  ],
  async run(ctx, filters) {
    const cohort = createdInPeriod(filters)
    const [directory, everyGroup] = await Promise.all([loadDirectory(ctx), byRankReached(ctx, cohort)])
    const pipeline = pipelineShown(everyGroup, filters, directory)
    const groups = everyGroup.filter((group) => group.pipeline_id === pipeline?.id)
    const all = total(groups)
    const inPipeline = { ...cohort, pipeline: pipeline ? [pipeline.id] : [] }
    const rows = pipeline ? rowsOf(groups, pipeline, inPipeline, directory) : []
    return {
      rows,
      totals: { count: all.count, value: all.value },
      summary: all.count === 0 ? noDeals(filters) : summaryOf(rows, all),
      notes: [...choiceNote(pipeline, filters, directory), ...(await notesOn(ctx, inPipeline, all))],
    }
  },
}

function byRankReached(ctx: Ctx, filters: Filters): Promise<Group[]> {
  return population(ctx, filters)
    .groupBy(['d.pipeline_id', 'd.highest_rank', 'd.status'])
    .select(['d.pipeline_id', 'd.highest_rank', 'd.status'])
    .select(tallied(ctx.workspace.currency))
    .execute()
}

/** A funnel is one pipeline's: the first with deals among those asked for, or else the first. */
function pipelineShown(groups: readonly Group[], filters: Filters, { pipelines }: Directory): Pipeline | undefined {
  const asked = pipelines.filter(({ id, retiredAt }) =>
    filters.pipeline.length ? filters.pipeline.includes(id) : !retiredAt || groups.some((g) => g.pipeline_id === id),
  )
  return asked.find(({ id }) => groups.some((group) => group.pipeline_id === id)) ?? asked[0]
}

function choiceNote(shown: Pipeline | undefined, { pipeline }: Filters, { pipelines }: Directory): string[] {
  const choices = pipeline.length || pipelines.filter(({ retiredAt }) => !retiredAt).length
  if (!shown || choices < 2) return []
  return [`A funnel shows one pipeline: this is ${shown.name}. Filter by another one to see it.`]
}

function rowsOf(groups: readonly Group[], pipeline: Pipeline, filters: Filters, directory: Directory): Row[] {
  const all = total(groups)
  const stages = pipeline.stages.filter(({ retiredAt }) => !retiredAt)
  const reached = stages.map((stage) => total(groups.filter((group) => hasReached(group, stage))))
  const won = total(groups.filter(({ status }) => status === 'won'))
  const step = (place: number, { count }: Tally) => ratio(count, (reached[place - 1] ?? all).count)
  const figures = (place: number, tally: Tally) => ({
    count: tally.count,
    value: tally.value,
    step: step(place, tally),
    cumulative: ratio(tally.count, all.count),
  })
  const stageRows = stages.map((stage, place) => ({
    stage: stage.name,
    ...figures(place, reached[place] as Tally),
    deals: dealsLink(furthest(filters, stage), directory),
  }))
  return [...stageRows, { stage: 'Won', ...figures(stages.length, won), ...linkTo(filters, 'won', directory) }]
}

function hasReached({ highest_rank, status }: Group, { rank }: Stage): boolean {
  return status === 'won' || highest_rank >= rank
}

/** Who asked for deals that came far already gets no others. */
function furthest(filters: Filters, { id, pipelineId, rank }: Stage): Filters {
  if (filters.reached && filters.reached.rank > rank) return filters
  return { ...filters, reached: { stageId: id, pipelineId, rank } }
}

function summaryOf(rows: readonly Row[], all: Tally): string {
  const won = rows.at(-1)?.count as number
  const steps = rows
    .slice(1)
    .map((row, i) => ({ from: rows[i]?.stage, lost: (rows[i]?.count as number) - (row.count as number) }))
  const widest = steps.reduce((most, step) => (step.lost > most.lost ? step : most), {
    from: '',
    lost: 0,
  } as (typeof steps)[0])
  const share = `${number(won)} of ${deals(all.count)} created (${percent(ratio(won, all.count))}) ${won === 1 ? 'is' : 'are'} won so far`
  return widest.lost === 0 ? `${share}.` : `${share}; most stop at ${widest.from}.`
}
