import { invalid } from '../errors.ts'
import { newId } from '../ids.ts'
import { type Named, sameName } from '../matching.ts'
import { cleanText } from '../text.ts'
import type { Instant } from '../time.ts'

export interface Stage {
  readonly id: string
  readonly pipelineId: string
  readonly name: string
  /** Its place in the pipeline: grows from first to last, with gaps where stages were retired. */
  readonly rank: number
  /** 0 to 100 percent: what a deal here counts in weighted figures. */
  readonly probability: number
  /** The most days a deal should stay here, and stay untouched; null is no limit. */
  readonly limitDays: number | null
  readonly retiredAt: Instant | null
}

export interface Pipeline {
  readonly id: string
  readonly name: string
  /** 0 is the first, which new deals go to unless told otherwise. */
  readonly position: number
  readonly retiredAt: Instant | null
  /** In the order of their ranks. */
  readonly stages: readonly Stage[]
}

export interface StageInput {
  name: string
  /** 0 to 100 percent; left out, it is spread evenly over the pipeline. */
  probability?: number | undefined
  /** Days; null for none, 14 when left out. */
  limitDays?: number | null | undefined
}

export type NewStage = Pick<Stage, 'id' | 'name' | 'rank' | 'probability' | 'limitDays'>

/** What a stage begins with: two weeks. */
export const FIRST_LIMIT_DAYS = 14
const LONGEST_LIMIT_DAYS = 3650

const MOST_STAGES = 50
/** A stage says where in the process; these say how it ended. */
const STATUS_WORDS = ['Open', 'Won', 'Lost', 'Abandoned', 'Closed won', 'Closed lost']

/** A pipeline's name as it is kept. Throws `invalid` when another one has it. */
export function pipelineName(name: string, others: readonly Named[]): string {
  const clean = cleanText(name, { field: 'name', max: 200, required: true })
  if (others.some((other) => sameName(other.name, clean))) {
    throw refused('name', `There is a pipeline called ${clean} already. Choose another name.`)
  }
  return clean
}

/** A stage's name as it is kept. Throws `invalid` for a status word and for the name of another stage. */
export function stageName(name: string, others: readonly { readonly name: string }[]): string {
  const clean = cleanText(name, { field: 'name', max: 60, required: true })
  if (STATUS_WORDS.some((word) => sameName(word, clean))) {
    throw refused(
      'name',
      `A stage cannot be called ${clean}: that is how a deal stands, not where. Choose another name.`,
    )
  }
  if (others.some((other) => sameName(other.name, clean))) {
    throw refused('name', `The pipeline has a stage called ${clean} already. Choose another name.`)
  }
  return clean
}

/** Throws `invalid` for anything but a whole percentage. */
export function checkProbability(probability: number): number {
  if (!Number.isInteger(probability) || probability < 0 || probability > 100) {
    throw refused('probability', 'A probability is a whole number from 0 to 100 percent.')
  }
  return probability
}

/** Throws `invalid` for anything but a whole number of days, or null for no limit. */
export function checkLimit(days: number | null): number | null {
  if (days === null || (Number.isInteger(days) && days >= 1 && days <= LONGEST_LIMIT_DAYS)) return days
  throw refused('limitDays', `A limit is a whole number of days from 1 to ${LONGEST_LIMIT_DAYS}, or nothing.`)
}

/** The stages of a new pipeline, in order. Throws `invalid` for none, too many, or a name twice. */
export function stagesToAdd(inputs: readonly StageInput[]): NewStage[] {
  if (inputs.length === 0) throw refused('stages', 'A pipeline needs at least one stage.')
  if (inputs.length > MOST_STAGES) throw refused('stages', `A pipeline can have ${MOST_STAGES} stages at most.`)
  const stages: NewStage[] = []
  for (const [rank, input] of inputs.entries()) {
    const probability = checkProbability(input.probability ?? evenProbability(rank, inputs.length))
    const limitDays = checkLimit(input.limitDays === undefined ? FIRST_LIMIT_DAYS : input.limitDays)
    stages.push({ id: newId(), name: stageName(input.name, stages), rank, probability, limitDays })
  }
  return stages
}

/** Where a stage goes that is put at `place` (0 first) among the active ones, and by which rank the later ones begin. */
export function rankAt(place: number | undefined, all: readonly Stage[]): number {
  const active = all.filter((stage) => stage.retiredAt === null)
  const last = Math.max(-1, ...all.map((stage) => stage.rank)) + 1
  if (active.length >= MOST_STAGES) throw refused('stages', `A pipeline can have ${MOST_STAGES} stages at most.`)
  if (place === undefined) return last
  if (!Number.isInteger(place) || place < 0) throw refused('rank', 'The place of a stage is a number from 0 on.')
  return active[place]?.rank ?? last
}

/** The same ranks dealt out in another order. Throws `invalid` unless `order` has every stage exactly once. */
export function ranksInOrder(stages: readonly Stage[], order: readonly string[]): Map<string, number> {
  const complete = order.length === stages.length && stages.every((stage) => order.includes(stage.id))
  if (!complete) throw refused('stages', 'The new order must name every stage of the pipeline exactly once.')
  return new Map(stages.map((stage, place) => [order[place] as string, stage.rank]))
}

/** Ten percent at the start, near certainty at the end. */
export function evenProbability(place: number, count: number): number {
  return Math.round((100 * (place + 1)) / (count + 1))
}

function refused(field: string, message: string): Error {
  return invalid(message, { [field]: message })
}
