import type { AppError } from '../errors.ts'
import { sameName } from '../matching.ts'
import { numberFrom } from '../opportunities/lookup.ts'
import { STAY_OUTCOMES } from '../opportunities/stays.ts'
import type { Period } from '../period.ts'
import { type Directory, stagesOf } from './directory.ts'
import { type FilterWords, REACHES, type ReachedStage, type StayEnd, type StayFilter } from './filters.ts'

/** The word for the win, among the stages that deals reach. */
export const WIN = 'won'

/** How words are read that say more than one of these filters. */
export interface Reading {
  readonly workspaceId: string
  readonly directory: Directory
  /** The ids of the pipelines that were asked for. */
  readonly pipelines: readonly string[]
  /** The words of a list, each once, without empty ones. */
  listed(words: readonly string[] | undefined): string[]
  /** The ids of the stages of a name; throws `invalid` for none. */
  stages(word: string): string[]
  dates(from: string | undefined, to: string | undefined): Period | undefined
  refused(field: string, message: string): AppError
}

export const STAY_ENDS: readonly StayEnd[] = [...STAY_OUTCOMES, 'still_there']

/** `moved_back` as people and URLs write it: `moved-back`. */
export function wordOf(end: StayEnd): string {
  return end.replaceAll('_', '-')
}

/** The stay that deals had; undefined when none was asked for. Throws `invalid` for what is said of a stay without a stage. */
export function readStay(words: FilterWords, read: Reading): StayFilter | undefined {
  const stageIds = read.listed(words.stayIn).flatMap(read.stages)
  const begun = read.dates(words.begunFrom, words.begunTo)
  const ended = read.dates(words.endedFrom, words.endedTo)
  const outcome = read.listed(words.outcome).map((word) => endOf(word, read))
  const wentTo = read.listed(words.wentTo).flatMap(read.stages)
  if (stageIds.length === 0) {
    const said = begun || ended || outcome.length > 0 || wentTo.length > 0
    if (said) throw read.refused('stayIn', 'Say in which stage the stay was: stayIn=Proposal.')
    return undefined
  }
  return { workspaceId: read.workspaceId, stageIds, outcome, wentTo, ...(begun && { begun }), ...(ended && { ended }) }
}

function endOf(word: string, { refused }: Reading): StayEnd {
  const end = STAY_ENDS.find((known) => sameName(wordOf(known), word))
  if (end) return end
  throw refused('outcome', `A stay does not end as “${word}”. Use ${STAY_ENDS.map(wordOf).join(', ')}.`)
}

/** How far deals came; undefined when nobody asked. Throws `invalid` for what is said of it without a stage, and for no such stage. */
export function readReached(words: FilterWords, read: Reading): ReachedStage | undefined {
  const stage = words.reached?.trim()
  const entered = read.dates(words.enteredFrom, words.enteredTo)
  const [how, within, since] = [words.how?.trim(), words.within?.trim(), words.since?.trim()]
  if (!stage) {
    if (!how && !within && !since && !entered) return undefined
    throw read.refused('reached', 'Say which stage the deals reached: reached=Proposal.')
  }
  return {
    ...placeOf(stage, read),
    workspaceId: read.workspaceId,
    how: oneOf('how', how || 'beyond', REACHES, read),
    withinDays: within ? daysOf(within, read) : null,
    since: oneOf('since', since || 'created', ['created', 'entry'] as const, read),
    ...(entered && { entered }),
  }
}

function placeOf(word: string, read: Reading): Pick<ReachedStage, 'stageId' | 'pipelineId' | 'stages'> {
  const { directory, pipelines, refused } = read
  if (sameName(word, WIN)) {
    const [pipelineId, ...others] = pipelines
    if (!pipelineId || others.length > 0) throw refused('reached', 'Choose the one pipeline that the win is of.')
    return { stageId: null, pipelineId, stages: ranked(directory, pipelineId) }
  }
  const [stageId, ...others] = read.stages(word)
  const stage = stagesOf(directory).find(({ id }) => id === stageId)
  if (!stage || others.length > 0) {
    throw refused('reached', `There is more than one stage “${word}”. Choose the pipeline, too.`)
  }
  return { stageId: stage.id, pipelineId: stage.pipelineId, stages: ranked(directory, stage.pipelineId) }
}

/** The stages of a pipeline as the filter needs them. */
export function ranked(directory: Directory, pipelineId: string): ReachedStage['stages'] {
  return stagesOf(directory, [pipelineId]).map(({ id, rank, retiredAt }) => ({ id, rank, retired: retiredAt !== null }))
}

function oneOf<Word extends string>(field: string, word: string, known: readonly Word[], { refused }: Reading): Word {
  const found = known.find((one) => sameName(one, word))
  if (found) return found
  throw refused(field, `“${field}” is one of ${known.join(', ')}, not “${word}”.`)
}

function daysOf(word: string, { refused }: Reading): number {
  if (/^[1-9]\d{0,3}$/.test(word)) return Number(word)
  throw refused('within', `“${word}” is not a number of days. Write it like 90.`)
}

/** The numbers of deals named by reference. Throws `invalid` for what is none. */
export function readDeals(words: FilterWords, { listed, refused }: Reading): number[] {
  return listed(words.deal).map((word) => {
    const number = numberFrom(word)
    if (number === null) throw refused('deal', `“${word}” is not a deal’s reference. Write it like D-42.`)
    return number
  })
}
