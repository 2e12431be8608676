import { getContact } from '../contacts/index.ts'
import type { Ctx } from '../context.ts'
import { invalid, onField } from '../errors.ts'
import { findMember } from '../members/index.ts'
import { checkValue, parseCurrency } from '../money.ts'
import { cleanText } from '../text.ts'
import { type LocalDate, parseLocalDate } from '../time.ts'
import type { EditableFields } from './model.ts'

const LONGEST_NAME = 255
const MOST_TAGS = 20

/** What a person or program may say about a deal; owner and contact by id or name, money in minor units. */
export interface FactsInput {
  readonly name?: string
  readonly value?: number | null
  readonly currency?: string
  readonly owner?: string | null
  /** A contact's id. */
  readonly contact?: string | null
  readonly source?: string | null
  readonly expectedCloseOn?: LocalDate | null
  readonly probability?: number | null
  readonly tags?: readonly string[]
}

/** Checks and resolves what was said; what was not said is left out. Throws `invalid` with the field's name. */
export async function readFacts(ctx: Ctx, input: FactsInput): Promise<Partial<EditableFields>> {
  const facts: { -readonly [Field in keyof EditableFields]?: EditableFields[Field] } = {}
  const { name, value, currency, owner, contact, source, expectedCloseOn, probability, tags } = input
  if (name !== undefined) facts.name = cleanText(name, { field: 'name', max: LONGEST_NAME, required: true })
  if (value !== undefined) facts.value = await onField('value', () => value && checkValue(value))
  if (currency !== undefined) facts.currency = await onField('currency', () => parseCurrency(currency))
  if (owner !== undefined) facts.owner = owner === null ? null : await onField('owner', () => ownerFrom(ctx, owner))
  if (contact !== undefined) facts.contact = contact ? await onField('contact', () => getContact(ctx, contact)) : null
  if (source !== undefined) facts.source = cleanText(source, { field: 'source', max: 100 })
  if (expectedCloseOn !== undefined) {
    facts.expectedCloseOn = expectedCloseOn && (await onField('expectedCloseOn', () => parseLocalDate(expectedCloseOn)))
  }
  if (probability !== undefined) facts.probability = await onField('probability', () => percent(probability))
  if (tags !== undefined) facts.tags = await onField('tags', () => readTags(tags))
  return facts
}

async function ownerFrom(ctx: Ctx, words: string): Promise<EditableFields['owner']> {
  const { id, name, slackUserId } = await findMember(ctx, words)
  return { id, name, slackUserId }
}

function percent(probability: number | null): number | null {
  if (probability === null) return null
  if (Number.isInteger(probability) && probability >= 0 && probability <= 100) return probability
  throw invalid('A probability is a whole number from 0 to 100 percent.')
}

/** Tags as they are kept: lower-case, in order, each once. Throws `invalid` for what cannot be one, or too many. */
export function readTags(tags: readonly string[]): string[] {
  const words = tags.map((tag) => tag.trim().replace(/^#/, '').toLowerCase()).filter((tag) => tag !== '')
  const odd = words.find((tag) => !/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u.test(tag))
  if (odd !== undefined) {
    throw invalid(`“${odd}” cannot be a tag. Use letters, digits and hyphens, 40 at the most.`)
  }
  const unique = [...new Set(words)].sort()
  if (unique.length > MOST_TAGS) throw invalid(`A deal has at most ${MOST_TAGS} tags.`)
  return unique
}
