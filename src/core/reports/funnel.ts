import { type Directory, dealsLink, type Filters } from '../filters/index.ts'
import type { Pipeline, Stage } from '../pipelines/model.ts'
import { type Cell, cellsOf } from './counting/cells.ts'
import { createdInPeriod, linkTo } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals, number, percent } from './counting/sentences.ts'
import { ratio, type Tally, total } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

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
    const everyCell = await cellsOf(ctx, cohort)
    const pipeline = pipelineShown(everyCell, filters, directory)
    const cells = everyCell.filter((cell) => cell.pipeline_id === pipeline?.id)
    const all = total(cells)
    const inPipeline = { ...cohort, pipeline: pipeline ? [pipeline.id] : [] }
    const steps = pipeline ? stepsOf(cells, pipeline, inPipeline, directory) : []
    return {
      rows: rowsOf(steps, all),
      totals: { count: all.count, value: all.value },
      n: all.count,
      summary: all.count === 0 ? noDeals(filters) : summaryOf(steps, all),
      notes: [...choiceNote(pipeline, filters, directory), ...(await notesOn(ctx, inPipeline, all))],
    }
  },
}

/** A funnel is one pipeline's: the first with deals among those asked for, or else the first. */
function pipelineShown(cells: readonly Cell[], filters: Filters, { pipelines }: Directory): Pipeline | undefined {
  const asked = pipelines.filter(({ id, retiredAt }) =>
    filters.pipeline.length
      ? filters.pipeline.includes(id)
      : !retiredAt || cells.some((cell) => cell.pipeline_id === id),
  )
  return asked.find(({ id }) => cells.some((cell) => cell.pipeline_id === id)) ?? asked[0]
}

function choiceNote(shown: Pipeline | undefined, { pipeline }: Filters, { pipelines }: Directory): string[] {
  const choices = pipeline.length || pipelines.filter(({ retiredAt }) => !retiredAt).length
  if (!shown || choices < 2) return []
  return [`A funnel shows one pipeline: this is ${shown.name}. Filter by another one to see it.`]
}

/** The stages in their order, then the win. */
function stepsOf(cells: readonly Cell[], pipeline: Pipeline, filters: Filters, directory: Directory): Step[] {
  const stages = pipeline.stages.filter(({ retiredAt }) => !retiredAt)
  const won = cells.filter(({ status }) => status === 'won')
  return [
    ...stages.map((stage) => ({
      name: stage.name,
      ...total(cells.filter((cell) => hasReached(cell, stage))),
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

function hasReached({ highest_rank, status }: Cell, { rank }: Stage): boolean {
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
