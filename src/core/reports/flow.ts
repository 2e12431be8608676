import type { Ctx } from '../context.ts'
import { stagesOf } from '../filters/directory.ts'
import type { StayEnd } from '../filters/filters.ts'
import type { Directory, Filters } from '../filters/index.ts'
import { STAY_ENDS, wordOf } from '../filters/stay-words.ts'
import { notesOn } from './counting/notes.ts'
import { noDeals, number, percent, when } from './counting/sentences.ts'
import { linkToStays, type NamedStage, stagesShown } from './counting/stay-rows.ts'
import { type Begun, staysBegun } from './counting/stays.ts'
import { NOTHING, ratio } from './counting/tally.ts'
import type { Report, Row } from './report.ts'

/** What became of deals that entered a stage. */
export const flow: Report = {
  id: 'flow',
  title: 'Flow',
  question: 'What happened to deals that entered a stage?',
  definition:
    'Stays in a stage that began in the period, by how they ended: advanced, moved back, won, lost, abandoned, handed off ' +
    'to another pipeline, removed with the deal, or still there. Entries are their sum; a deal that came twice counts ' +
    'twice, and is listed once. Shares are of the entries without those that ended because the stage was retired. ' +
    'Skipped: of the moves forward that came to a stage or passed over it, in today’s order, those that passed. ' +
    'Pipeline and stage are those of the stay; other filters are about the deal as it stands.',
  dated: [{ what: 'stays', by: 'entered stage' }],
  columns: [
    { key: 'stage', label: 'Stage', type: 'text' },
    { key: 'pipeline', label: 'Pipeline', type: 'text' },
    { key: 'outcome', label: 'What happened', type: 'text' },
    { key: 'to', label: 'To', type: 'text' },
    { key: 'count', label: 'Stays', type: 'count' },
    { key: 'share', label: 'Share', type: 'ratio', none: 'no deals came this far' },
  ],
  options: [
    {
      key: 'mode',
      label: 'Show',
      choices: [
        { id: 'outcomes', label: 'Outcomes' },
        { id: 'matrix', label: 'From stage to stage' },
        { id: 'skips', label: 'Skipped stages' },
      ],
    },
  ],
  async run(ctx, filters, directory, { mode }) {
    const begun = await staysBegun(ctx, filters, directory)
    const entered = new Set(begun.map(({ stage_id }) => stage_id))
    const stages = stagesShown((id) => entered.has(id), filters, directory)
    const rowsOf = { outcomes: outcomeRows, matrix: matrixRows, skips: skipRows }[mode as 'outcomes']
    const rows = stages.flatMap((stage) => rowsOf({ ctx, filters, directory, begun, stages }, stage))
    return {
      rows,
      totals: mode === 'skips' ? {} : { count: rows.reduce((all, row) => all + (row.count as number), 0) },
      n: added(begun),
      summary: begun.length === 0 ? nothing(filters) : summaryOf(filters, begun, stages),
      notes: [...retiredNote(begun), ...(await notesOn(ctx, filters, NOTHING))],
    }
  },
}

interface Question {
  readonly ctx: Ctx
  readonly filters: Filters
  readonly directory: Directory
  readonly begun: readonly Begun[]
  readonly stages: readonly NamedStage[]
}

function outcomeRows(question: Question, named: NamedStage): Row[] {
  const stays = question.begun.filter(({ stage_id }) => stage_id === named.stage.id)
  return STAY_ENDS.flatMap((end) => {
    const count = added(stays.filter((one) => endOf(one) === end))
    return count === 0 ? [] : [rowOf(question, named, { end, to: null, count, of: stays })]
  })
}

/** Each end apart by the stage that it led to; what led nowhere else stands under what it was. */
function matrixRows(question: Question, named: NamedStage): Row[] {
  const { begun, directory } = question
  const stays = begun.filter(({ stage_id }) => stage_id === named.stage.id)
  const places = stagesOf(directory).map(({ id }) => id)
  const order = ({ next_stage_id }: Begun) => places.indexOf(next_stage_id ?? '')
  return STAY_ENDS.filter((end) => end !== 'stage_retired').flatMap((end) =>
    stays
      .filter((one) => endOf(one) === end)
      .sort((a, b) => order(a) - order(b))
      .map((one) => rowOf(question, named, { end, to: one.next_stage_id, count: one.count, of: stays })),
  )
}

interface Part {
  readonly end: StayEnd
  readonly to: string | null
  readonly count: number
  /** All that began in the stage. */
  readonly of: readonly Begun[]
}

function rowOf(question: Question, { stage, name, pipeline }: NamedStage, { end, to, count, of }: Part): Row {
  const { ctx, filters, directory } = question
  const entries = added(of.filter((one) => endOf(one) !== 'stage_retired'))
  const stay = { stageIds: [stage.id], outcome: [end], wentTo: to ? [to] : [], ...begunIn(filters) }
  return {
    stage: name,
    pipeline: pipeline.name,
    outcome: wordOf(end).replaceAll('-', ' '),
    to: stagesOf(directory).find(({ id }) => id === to)?.name ?? null,
    count,
    ...(end === 'stage_retired' ? { share: null, none: 'left out of shares' } : { share: ratio(count, entries) }),
    ...linkToStays(ctx, filters, stay, directory),
  }
}

/** How many moves forward passed over the stage. */
function skipRows({ ctx, filters, directory, begun }: Question, { stage, name, pipeline }: NamedStage): Row[] {
  if (stage.retiredAt) return []
  const rankOf = new Map(pipeline.stages.map(({ id, rank }) => [id, rank]))
  const forward = begun.filter(({ outcome }) => outcome === 'advanced')
  const starts = ({ stage_id }: Begun) => (rankOf.get(stage_id) ?? Number.POSITIVE_INFINITY) < stage.rank
  const passed = forward.filter((move) => starts(move) && (rankOf.get(move.next_stage_id ?? '') ?? 0) > stage.rank)
  const came = forward.filter((move) => starts(move) && move.next_stage_id === stage.id)
  const count = added(passed)
  const stay = {
    stageIds: pipeline.stages.filter(({ rank }) => rank < stage.rank).map(({ id }) => id),
    wentTo: pipeline.stages.filter(({ rank }) => rank > stage.rank).map(({ id }) => id),
    outcome: ['advanced' as const],
    ...begunIn(filters),
  }
  const link = count > 0 ? linkToStays(ctx, filters, stay, directory) : {}
  const share = ratio(count, count + added(came))
  return [{ stage: name, pipeline: pipeline.name, outcome: 'skipped', to: null, count, share, ...link }]
}

function begunIn({ period }: Filters): Pick<NonNullable<Filters['stay']>, 'begun'> {
  return period.from || period.to ? { begun: period } : {}
}

function endOf({ outcome }: Begun): StayEnd {
  return outcome ?? 'still_there'
}

function added(groups: readonly Begun[]): number {
  return groups.reduce((all, { count }) => all + count, 0)
}

function retiredNote(begun: readonly Begun[]): string[] {
  const count = added(begun.filter(({ outcome }) => outcome === 'stage_retired'))
  if (count === 0) return []
  const stays = count === 1 ? '1 stay' : `${number(count)} stays`
  return [`${stays} ended because the stage was retired, which is left out of the shares.`]
}

function nothing(filters: Filters): string {
  return noDeals(filters).startsWith('No deals fit')
    ? noDeals(filters)
    : `No deal entered a stage${when(filters) || ' yet'}.`
}

function summaryOf(filters: Filters, begun: readonly Begun[], stages: readonly NamedStage[]): string {
  const entries = added(begun.filter((one) => endOf(one) !== 'stage_retired'))
  const advanced = added(begun.filter(({ outcome }) => outcome === 'advanced'))
  const share = percent(ratio(advanced, entries))
  const losses = stages.map(({ stage, name }) => ({
    name,
    lost: added(begun.filter(({ stage_id, outcome }) => stage_id === stage.id && outcome === 'lost')),
  }))
  const [most] = losses.sort((a, b) => b.lost - a.lost)
  const where = most && most.lost > 0 ? `; most losses happen in ${most.name} (${number(most.lost)})` : ''
  const were = advanced === 1 ? 'has' : 'have'
  return `${number(advanced)} of ${number(entries)} stays begun${when(filters)} ${were} advanced (${share})${where}.`
}
