import type { Ctx } from '../context.ts'
import { notFound } from '../errors.ts'
import { nearestNames } from '../matching.ts'
import type { Opportunity } from './model.ts'
import * as store from './store.ts'

/** More words than these are a whole letter, pasted by mistake, and no deal's name. */
const MOST_WORDS = 40

/** The deal by its number. Throws `not_found`; also for a deleted one, unless `deleted` asks for it too. */
export async function getOpportunity(
  ctx: Ctx,
  number: number,
  { deleted = false }: { deleted?: boolean } = {},
): Promise<Opportunity> {
  const deal = await store.find(ctx, number)
  if (deal.deletedAt && !deleted) throw notFound(`${deal.ref} was deleted. A manager can restore it.`)
  return deal
}

/** The deal by its id, for what refers to it by id; null when it is gone or hidden from the actor. */
export async function getOpportunityById(ctx: Ctx, id: string): Promise<Opportunity | null> {
  const deal = await store.findById(ctx, id)
  return deal?.deletedAt ? null : deal
}

/** The number that `D-42`, `d42`, `#42` or `42` names; null when the words are not a reference. */
export function numberFrom(words: string): number | null {
  const match = /^(?:d-?|#)?(\d{1,9})$/i.exec(words.trim())
  return match ? Number(match[1]) : null
}

/**
 * The deals that the words may mean: a reference, or words that all occur in its name, contact or company.
 * Open ones first, then the ones touched last. Nothing found is an empty list.
 */
export async function findOpportunities(
  ctx: Ctx,
  words: string,
  { limit = 10 }: { limit?: number } = {},
): Promise<Opportunity[]> {
  const number = numberFrom(words)
  const byNumber = number === null ? null : await store.find(ctx, number).catch(() => null)
  if (byNumber && !byNumber.deletedAt) return [byNumber]
  const searched = words.trim().split(/\s+/).filter(Boolean)
  return searched.length === 0 || searched.length > MOST_WORDS ? [] : store.search(ctx, searched, limit)
}

const FEWEST_LETTERS = 4
const MOST_COMPARED = 100
const MOST_COMPARED_WORDS = 2

/** Deals whose names differ by so little from the words that one of them was probably meant; the likeliest first. */
export async function similarOpportunities(ctx: Ctx, words: string, { limit = 3 } = {}): Promise<Opportunity[]> {
  const searched = words.trim().split(/\s+/)
  if (searched.length > MOST_WORDS) return []
  // Each part may have to be looked for in every deal, so the words that say most have to do.
  const longest = searched.sort((a, b) => b.length - a.length).slice(0, MOST_COMPARED_WORDS)
  const parts = longest.flatMap(soundParts)
  const found = await Promise.all(parts.map((part) => store.search(ctx, part, MOST_COMPARED)))
  const candidates = [...new Map(found.flat().map((deal) => [deal.id, deal])).values()]
  return nearestNames(words, candidates).slice(0, limit)
}

/** What is still right about a word with one mistake: its beginning, its end, or the outermost letters of both. */
function soundParts(word: string): string[][] {
  const letters = [...word]
  const first = (count: number): string => letters.slice(0, count).join('')
  const last = (count: number): string => letters.slice(-count).join('')
  return letters.length < FEWEST_LETTERS ? [] : [[first(3)], [last(3)], [first(2), last(2)]]
}

/** The sources in use, in alphabetical order. */
export function listSources(ctx: Ctx): Promise<string[]> {
  return store.distinctValues(ctx, 'source')
}

/** The tags in use, in alphabetical order. */
export async function listTags(ctx: Ctx): Promise<string[]> {
  const lists = await store.distinctValues(ctx, 'tags')
  return [...new Set(lists.flatMap((list) => JSON.parse(list) as string[]))].sort()
}
