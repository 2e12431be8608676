import type { Ctx } from '../context.ts'
import { type Directory, dealsLink, type Filters } from '../filters/index.ts'
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

interface Step extends Tally {
  readonly name: string
  readonly link: { deals?: string }
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
  async run(ctx, filters, directory) {
    const cohort = createdInPeriod(filters)
    const everyGroup = await byRankReached(ctx, cohort)
    const pipeline = pipelineShown(everyGroup, filters, directory)
    const groups = everyGroup.filter((group) => group.pipeline_id === pipeline?.id)
    const all = total(groups)
    const inPipeline = { ...cohort, pipeline: pipeline ? [pipeline.id] : [] }
    const steps = pipeline ? stepsOf(groups, pipeline, inPipeline, directory) : []
    return {
      rows: rowsOf(steps, all),
      totals: { count: all.count, value: all.value },
      summary: all.count === 0 ? noDeals(filters) : summaryOf(steps, all),
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

/** The stages in their order, then the win. */
function stepsOf(groups: readonly Group[], pipeline: Pipeline, filters: Filters, directory: Directory): Step[] {
  const stages = pipeline.stages.filter(({ retiredAt }) => !retiredAt)
  const won = groups.filter(({ status }) => status === 'won')
  return [
    ...stages.map((stage) => ({
      name: stage.name,
      ...total(groups.filter((group) => hasReached(group, stage))),
      link: { deals: dealsLink(furthest(filters, stage), directory) },
    })),
    { name: 'Won', ...total(won), link: linkTo(filters, 'won', directory) },
  ]
}

function rowsOf(steps: readonly Step[], all: Tally): Row[] {
  return steps.map(({ name, count, value, link }, place) => ({
    stage: name,
    count,
    value,
    step: ratio(count, (steps[place - 1] ?? all).count),
    cumulative: ratio(count, all.count),
    ...link,
  }))
}

function hasReached({ highest_rank, status }: Group, { rank }: Stage): boolean {
  return status === 'won' || highest_rank >= rank
}

/** Who asked for deals that came far already gets no others. */
function furthest(filters: Filters, { id, pipelineId, rank }: Stage): Filters {
  if (filters.reached && filters.reached.rank > rank) return filters
  return { ...filters, reached: { stageId: id, pipelineId, rank } }
}

function summaryOf(steps: readonly Step[], all: Tally): string {
  const won = steps.at(-1)?.count ?? 0
  const share = `${number(won)} of ${deals(all.count)} created (${percent(ratio(won, all.count))})`
  const gaps = steps.slice(1).map((step, i) => ({ after: steps[i]?.name, size: (steps[i]?.count ?? 0) - step.count }))
  const [widest] = gaps.sort((a, b) => b.size - a.size)
  const where = widest && widest.size > 0 ? `; the widest gap is after ${widest.after}` : ''
  return `${share} ${won === 1 ? 'is' : 'are'} won so far${where}.`
}
