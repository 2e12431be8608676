import type { PlainTextOption } from '@slack/types'
import {
  type Contact,
  findContacts,
  findOpportunities,
  listMembers,
  listOpportunities,
  listReasons,
  listSources,
  resolveFilters,
  sameName,
} from '../../core/index.ts'
import { contactText } from '../blocks/facts.ts'
import { clip, option } from '../blocks/render.ts'
import type { Command, Turn } from '../command.ts'

/** The menus that search while somebody types, by what they find. */
export const SEARCH = {
  owner: 'deal.owner',
  contact: 'deal.contact',
  source: 'deal.source',
  lost: 'deal.reason.lost',
  abandoned: 'deal.reason.abandoned',
} as const

/** Begins the value of a choice that does not exist yet. */
const NEW = 'new:'
const MOST_SHOWN = 30
/** An option's value has 150 characters at most; nobody types more into a menu. */
const LONGEST_NEW = 140

const LONGEST_SOURCE = 100

/** What answers the menus of `SEARCH`. */
export const searches: NonNullable<Command['options']> = {
  [SEARCH.owner]: searchMembers,
  [SEARCH.contact]: searchContacts,
  [SEARCH.source]: searchSources,
  [SEARCH.lost]: (turn, typed) => searchReasons(turn, typed, 'lost'),
  [SEARCH.abandoned]: (turn, typed) => searchReasons(turn, typed, 'abandoned'),
}

/** What was typed for something new; null for a choice that exists. */
export function newlyTyped(chosen: string): string | null {
  return chosen.startsWith(NEW) ? chosen.slice(NEW.length) : null
}

/** Deals by reference or words; before anything is typed, one's own open ones. */
export async function searchDeals({ ctx }: Turn, typed: string): Promise<PlainTextOption[]> {
  const words = typed.trim()
  const deals = words ? await findOpportunities(ctx, words, { limit: MOST_SHOWN }) : await ownDeals()
  return deals.map(({ ref, name, number }) => option(`${ref} ${name}`, String(number)))

  async function ownDeals() {
    const filters = await resolveFilters(ctx, { owner: ['me'], status: ['open'] }, { defaultPeriod: 'all' })
    return (await listOpportunities(ctx, { filters, sort: '-created', limit: MOST_SHOWN })).items
  }
}

async function searchMembers({ ctx }: Turn, typed: string): Promise<PlainTextOption[]> {
  return named(await listMembers(ctx), typed)
}

async function searchContacts({ ctx }: Turn, typed: string): Promise<PlainTextOption[]> {
  const words = typed.trim()
  if (words.length > LONGEST_NEW) return []
  const found = await findContacts(ctx, words, MOST_SHOWN)
  const isKnown = ({ name, email }: Contact): boolean => sameName(name, words) || email === words.toLowerCase()
  return [...found.map((one) => option(contactText(one), one.id)), ...addition(words, found.some(isKnown))]
}

/** A source is a word that deals carry, so a new one is its own value. */
async function searchSources({ ctx }: Turn, typed: string): Promise<PlainTextOption[]> {
  const words = typed.trim()
  const sources = (await listSources(ctx)).map((name) => ({ id: name, name }))
  const isKnown = sources.some(({ name }) => sameName(name, words))
  return [...named(sources, words).slice(0, MOST_SHOWN), ...addition(clip(words, LONGEST_SOURCE), isKnown)]
}

async function searchReasons({ ctx }: Turn, typed: string, status: 'lost' | 'abandoned'): Promise<PlainTextOption[]> {
  return named(await listReasons(ctx, { status }), typed)
}

function named(all: readonly { id: string; name: string }[], typed: string): PlainTextOption[] {
  const words = typed.trim().toLowerCase()
  const found = all.filter(({ name }) => name.toLowerCase().includes(words))
  return found.slice(0, 100).map(({ id, name }) => option(name, id))
}

function addition(words: string, isKnown: boolean): PlainTextOption[] {
  if (!words || isKnown) return []
  return [option(`${words} (new)`, `${NEW}${words}`)]
}
