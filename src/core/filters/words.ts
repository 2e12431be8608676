import { exponentOf } from '../money.ts'
import type { Period } from '../period.ts'
import { type Directory, stagesOf } from './directory.ts'
import { type Filters, NOBODY, NONE, type ReachedStage, type StayFilter } from './filters.ts'
import { WIN, wordOf } from './stay-words.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** One filter as it stands in a URL; a key is repeated for several values. */
export type FilterEntry = [key: string, value: string]

/**
 * The way back from filters to words: names where they say which is meant, ids elsewhere. The period is always there,
 * so that no page puts its own default in its place.
 */
export function filterQuery(filters: Filters, directory: Directory): FilterEntry[] {
  const { minValue, maxValue, q, created, expected, reached, stay, deal, asOf, currency } = filters
  return [
    ...namesOf(filters, directory),
    ...(q ? [['q', q] satisfies FilterEntry] : []),
    ...amount('minValue', minValue, currency),
    ...amount('maxValue', maxValue, currency),
    ...periodWords(filters.period),
    ...(created ? dates(created, 'createdFrom', 'createdTo') : []),
    ...(expected ? dates(expected, 'expectedFrom', 'expectedTo') : []),
    ...(filters.undated ? [['undated', '1'] satisfies FilterEntry] : []),
    ...(reached ? reachedWords(reached, filters.pipeline, directory) : []),
    ...(stay ? stayWords(stay, directory) : []),
    ...(deal ?? []).map((number): FilterEntry => ['deal', `D-${number}`]),
    ...(asOf ? [['asOf', asOf] satisfies FilterEntry] : []),
  ]
}

/** Where the deals that the filters let through are listed: "/deals?stage=Proposal&status=open&period=all" */
export function dealsLink(filters: Filters, directory: Directory): string {
  return `/deals?${new URLSearchParams(filterQuery(filters, directory))}`
}

/** Whatever was chosen from a list, in words. */
export function namesOf(filters: Filters, directory: Directory): FilterEntry[] {
  const stages = stagesOf(directory)
  const owner = (id: string) => (id === NOBODY ? NOBODY : nameFor(directory.members, id))
  const reason = (id: string) => (id === NONE ? NONE : nameFor([...directory.reasons, NO_REASON], id))
  return [
    ...filters.pipeline.map((id): FilterEntry => ['pipeline', nameFor(directory.pipelines, id)]),
    ...filters.stage.map((id): FilterEntry => ['stage', nameFor(stages, id)]),
    ...filters.status.map((status): FilterEntry => ['status', status]),
    ...filters.owner.map((id): FilterEntry => ['owner', owner(id)]),
    ...filters.source.map((source): FilterEntry => ['source', source]),
    ...(filters.notSource ?? []).map((source): FilterEntry => ['notSource', source]),
    ...filters.tag.map((tag): FilterEntry => ['tag', tag]),
    ...(filters.reason ?? []).map((id): FilterEntry => ['reason', reason(id)]),
    ...(filters.notReason ?? []).map((id): FilterEntry => ['notReason', reason(id)]),
    ...(filters.attention?.kinds ?? []).map((kind): FilterEntry => ['attention', kind]),
    ...(filters.category ?? []).map((category): FilterEntry => ['category', category]),
  ]
}

/** The win is that of a pipeline, which has to stand beside it. */
function reachedWords(reached: ReachedStage, pipelines: readonly string[], directory: Directory): FilterEntry[] {
  const { stageId, pipelineId, how, withinDays, since, entered } = reached
  const known = stageId !== null || pipelines.includes(pipelineId)
  return [
    ...(known ? [] : [['pipeline', nameFor(directory.pipelines, pipelineId)] satisfies FilterEntry]),
    ['reached', stageId === null ? WIN : nameFor(stagesOf(directory), stageId)],
    ...(how === 'beyond' ? [] : [['how', how] satisfies FilterEntry]),
    ...(withinDays === null ? [] : [['within', String(withinDays)] satisfies FilterEntry]),
    ...(since === 'created' ? [] : [['since', since] satisfies FilterEntry]),
    ...(entered ? dates(entered, 'enteredFrom', 'enteredTo') : []),
  ]
}

function stayWords({ stageIds, outcome, wentTo, begun, ended }: StayFilter, directory: Directory): FilterEntry[] {
  const stages = stagesOf(directory)
  return [
    ...stageIds.map((id): FilterEntry => ['stayIn', nameFor(stages, id)]),
    ...outcome.map((end): FilterEntry => ['outcome', wordOf(end)]),
    ...wentTo.map((id): FilterEntry => ['wentTo', nameFor(stages, id)]),
    ...(begun ? dates(begun, 'begunFrom', 'begunTo') : []),
    ...(ended ? dates(ended, 'endedFrom', 'endedTo') : []),
  ]
}

/** So that a reason of that name is called by its id. */
const NO_REASON: Named = { id: NONE, name: NONE }

/** The name, if no other has it too. */
function nameFor(all: readonly Named[], id: string): string {
  const name = all.find((one) => one.id === id)?.name
  const folded = name?.toLowerCase()
  const alone = all.filter((one) => one.name.toLowerCase() === folded).length === 1
  return name !== undefined && alone ? name : id
}

function periodWords(period: Period): FilterEntry[] {
  return period.preset === 'custom' ? dates(period, 'from', 'to') : [['period', period.preset]]
}

function dates({ fromDate, toDate }: Period, from: string, to: string): FilterEntry[] {
  return [
    ...(fromDate ? [[from, fromDate] satisfies FilterEntry] : []),
    ...(toDate ? [[to, toDate] satisfies FilterEntry] : []),
  ]
}

/** Without grouping, so that it can be read in one way only. */
function amount(key: string, value: number | undefined, currency: string): FilterEntry[] {
  if (value === undefined) return []
  const exponent = exponentOf(currency)
  const digits = String(value).padStart(exponent + 1, '0')
  const [whole, fraction] = [digits.slice(0, digits.length - exponent), digits.slice(digits.length - exponent)]
  return [[key, Number(fraction) === 0 ? whole : `${whole}.${fraction}`]]
}
