import type { Directory, Filters } from '../filters/index.ts'
import type { Pipeline } from '../pipelines/model.ts'
import { cellsOf } from './counting/cells.ts'
import { type Cohort, cohortOf, type Funnel, pipelineShown, type Step, stepsOf } from './counting/funnel-steps.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals, number, percent } from './counting/sentences.ts'
import { NOTHING, ratio, type Tally } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** Where deals drop out on their way through one pipeline. */
export const funnel: Report = {
  id: 'funnel',
  title: 'Funnel',
  question: 'Where do deals drop out?',
  definition:
    'Of the deals created in the period, or that first entered the pipeline in it, how many came to each stage of one ' +
    'pipeline. Reached: by the furthest stage, skipped ones passed, won deals passed all; lost and abandoned deals, and ' +
    'those that went to another pipeline, stay in up to the furthest stage they reached. Touched: by a stay in the stage. ' +
    'Strict: by a stay in every stage up to it, in order. HighLevel: deals that stand in the stage or beyond it, and all ' +
    'won ones. With a window, what happened within so many days of creation or entry. Step is the share of the stage ' +
    'before, cumulative the share of all. Stages stand in today’s order.',
  dated: [
    { what: 'deals', by: 'created', only: ['basis', 'created'] },
    { what: 'deals', by: 'entered stage', only: ['basis', 'entry'] },
  ],
  columns: [
    { key: 'stage', label: 'Stage', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
    { key: 'step', label: 'Of the stage before', type: 'ratio', none: 'no deals reached the stage before' },
    { key: 'cumulative', label: 'Of all', type: 'ratio' },
    { key: 'stillOpen', label: 'Still open', type: 'ratio', none: 'no deals reached this stage' },
  ],
  options: [
    {
      key: 'mode',
      label: 'Count',
      choices: [
        { id: 'reached', label: 'Reached or beyond' },
        { id: 'touched', label: 'Touched' },
        { id: 'strict', label: 'Every stage in order' },
        { id: 'highlevel', label: 'HighLevel' },
      ],
    },
    {
      key: 'basis',
      label: 'Deals',
      choices: [
        { id: 'created', label: 'Created in the period' },
        { id: 'entry', label: 'First entered in the period' },
      ],
    },
    {
      key: 'window',
      label: 'Within',
      choices: [
        { id: 'none', label: 'Any time' },
        ...['30', '60', '90', '180'].map((days) => ({ id: days, label: `${days} days` })),
      ],
    },
  ],
  async run(ctx, filters, directory, choices) {
    const cohort = cohortOf(filters, choices)
    const everyCell = await cellsOf(ctx, cohort.filters)
    const pipeline = pipelineShown(everyCell, filters, directory)
    const cells = everyCell.filter((cell) => cell.pipeline_id === pipeline?.id)
    const { all, open, steps, counted } = pipeline ? await stepsOf(ctx, cohort, pipeline, cells, directory) : NO_STEPS
    return {
      rows: rowsOf(steps, all, cohort.basis),
      totals: { count: all.count, value: all.value, stillOpen: ratio(open, all.count) },
      n: all.count,
      summary: all.count === 0 ? noDeals(filters) : summaryOf(steps, all, cohort.basis),
      notes: [
        ...choiceNote(pipeline, filters, directory),
        ...windowNotes(cohort, open, all.count),
        ...(counted ? await notesOn(ctx, counted, all) : []),
      ],
    }
  },
}

const NO_STEPS: Funnel = { all: NOTHING, open: 0, steps: [], counted: null }

function choiceNote(shown: Pipeline | undefined, { pipeline }: Filters, { pipelines }: Directory): string[] {
  const choices = pipeline.length || pipelines.filter(({ retiredAt }) => !retiredAt).length
  if (!shown || choices < 2) return []
  return [`A funnel shows one pipeline: this is ${shown.name}. Filter by another one to see it.`]
}

/** What a window leaves undecided. */
function windowNotes({ reach, ignoresWindow }: Cohort, open: number, all: number): string[] {
  if (ignoresWindow) return ['HighLevel’s funnel is about where deals stand now: it has no window.']
  if (reach.withinDays === null || all === 0) return []
  const share = percent(ratio(open, all))
  const are = open === 1 ? 'is' : 'are'
  return [
    `${number(open)} of ${deals(all)} (${share}) ${are} still open: they may have time left of their ${reach.withinDays} days.`,
  ]
}

function rowsOf(steps: readonly Step[], all: Tally, basis: Cohort['basis']): Row[] {
  const none = basis === 'entry' ? 'no deals entered' : 'no deals created'
  return steps.map(({ name, count, value, alsoBefore, open, link }, place) => {
    const before = steps[place - 1]
    return {
      ...{ stage: name, count, value },
      step: before ? ratio(alsoBefore, before.count) : ratio(count, all.count),
      cumulative: ratio(count, all.count),
      stillOpen: ratio(open, count),
      ...(all.count === 0 && { none }),
      ...link,
    }
  })
}

function summaryOf(steps: readonly Step[], all: Tally, basis: Cohort['basis']): string {
  const won = steps.at(-1)?.count ?? 0
  const what = basis === 'entry' ? 'that entered' : 'created'
  const share = `${number(won)} of ${deals(all.count)} ${what} (${percent(ratio(won, all.count))})`
  const gaps = steps.slice(1).map((step, i) => ({ after: steps[i]?.name, size: (steps[i]?.count ?? 0) - step.count }))
  const [widest] = gaps.sort((a, b) => b.size - a.size)
  const where = widest && widest.size > 0 ? `; the widest gap is after ${widest.after}` : ''
  return `${share} ${won === 1 ? 'is' : 'are'} won so far${where}.`
}
