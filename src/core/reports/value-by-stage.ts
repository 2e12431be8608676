import type { Ctx } from '../context.ts'
import type { Directory, Filters } from '../filters/index.ts'
import { formatMoneyShort } from '../money.ts'
import { STATUSES } from '../opportunities/model.ts'
import type { Pipeline, Stage } from '../pipelines/model.ts'
import { byStageAndStatus, type StageGroup } from './counting/by-stage.ts'
import { admits, linkTo } from './counting/narrowing.ts'
import { notesOn } from './counting/notes.ts'
import { deals, noDeals } from './counting/sentences.ts'
import { NOTHING, total } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** How much is in the pipeline, and where. */
export const valueByStage: Report = {
  id: 'value-by-stage',
  title: 'Value by stage',
  question: 'How much is in the pipeline, and where?',
  definition:
    'Open deals by the stage they stand in, and deals whose final close lies in the period by the last stage they ' +
    'held; for all time, every deal. Weighted is value times probability, rounded deal by deal: the deal’s own ' +
    'probability, else its stage’s as it is today; won deals count whole, lost and abandoned ones nothing.',
  dated: [
    { what: 'open deals', by: 'as of' },
    { what: 'closed deals', by: 'closed' },
  ],
  columns: [
    { key: 'stage', label: 'Stage', type: 'text' },
    { key: 'pipeline', label: 'Pipeline', type: 'text' },
    { key: 'status', label: 'Status', type: 'text' },
    { key: 'count', label: 'Deals', type: 'count' },
    { key: 'value', label: 'Value', type: 'money' },
    { key: 'weighted', label: 'Weighted', type: 'money' },
  ],
  async run(ctx, filters, directory) {
    const groups = await byStageAndStatus(ctx, filters)
    const all = total(groups)
    return {
      rows: rowsOf(groups, filters, directory),
      totals: { count: all.count, value: all.value, weighted: weightedTotal(groups) },
      n: all.count,
      summary: summaryOf(ctx, groups, filters, directory),
      notes: await notesOn(ctx, filters, all),
    }
  },
}

/** Stages in their order, each with the statuses that occur; an empty stage of a pipeline in use shows that it is. */
function rowsOf(groups: readonly StageGroup[], filters: Filters, directory: Directory): Row[] {
  return pipelinesShown(groups, filters, directory).flatMap((pipeline) =>
    pipeline.stages.flatMap((stage) =>
      STATUSES.flatMap((status) => {
        const group = groups.find((one) => one.stage_id === stage.id && one.status === status)
        if (!group && !(status === 'open' && showsEmpty(stage, filters))) return []
        const { count, value, weighted } = { ...NOTHING, weighted: 0, ...group }
        const deals = linkTo({ ...filters, stage: [stage.id] }, status, directory)
        const name = stage.retiredAt ? `${stage.name} (retired)` : stage.name
        return { stage: name, pipeline: pipeline.name, status, count, value, weighted, ...deals }
      }),
    ),
  )
}

/** Those that were asked for, else those that hold deals, else the first: a workspace begins with an empty one. */
function pipelinesShown(groups: readonly StageGroup[], { pipeline }: Filters, { pipelines }: Directory): Pipeline[] {
  const holdsDeals = ({ stages }: Pipeline) => stages.some(({ id }) => groups.some((group) => group.stage_id === id))
  const shown = pipelines.filter((one) => pipeline.includes(one.id) || (pipeline.length === 0 && holdsDeals(one)))
  return shown.length > 0 ? shown : pipelines.filter(({ retiredAt }) => !retiredAt).slice(0, 1)
}

function showsEmpty(stage: Stage, filters: Filters): boolean {
  const asked = filters.stage.length === 0 || filters.stage.includes(stage.id)
  return asked && !stage.retiredAt && admits(filters, 'open')
}

function weightedTotal(groups: readonly StageGroup[]): number {
  return groups.reduce((sum, group) => sum + group.weighted, 0)
}

function summaryOf({ workspace }: Ctx, groups: readonly StageGroup[], filters: Filters, directory: Directory): string {
  const money = (value: number) => formatMoneyShort(value, workspace.currency)
  const all = total(groups)
  const open = groups.filter(({ status }) => status === 'open')
  const { count, value } = total(open)
  if (all.count === 0) return noDeals(filters)
  if (count === 0) return `No open deals; ${deals(all.count)} worth ${money(all.value)} are closed.`
  const largest = open.reduce((most, group) => (group.value > most.value ? group : most))
  const stage = directory.pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === largest.stage_id)
  const part = largest.value * 2 > value ? 'most of it' : 'the largest part'
  const where = value > 0 && stage ? `, ${part} in ${stage.name} (${money(largest.value)})` : ''
  return `${money(value)} in ${deals(count, 'open')}${where}.`
}
