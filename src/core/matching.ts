import { distance } from 'fastest-levenshtein'
import { AppError } from './errors.ts'

/** What people call by its name and programs by its id. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** What the words may stand for. `nearest` is the name they were perhaps meant to be. */
export type Match<T> =
  | { readonly kind: 'one'; readonly item: T }
  | { readonly kind: 'several'; readonly items: readonly T[] }
  | { readonly kind: 'none'; readonly nearest: string | undefined }

/** How to speak of the choices when the words name none of them, or several. */
export interface Choices {
  /** "stage" */
  readonly what: string
  /** "in Sales": where it was looked for. */
  readonly where?: string
  /** "Its stages": begins the list of choices; left out, they are not listed. */
  readonly listed?: string
  /** Accept any unambiguous part of the name, not only its beginning. */
  readonly anyPart?: boolean
}

const MOST_LISTED = 20
const MOST_QUOTED = 60

/** The choice that the words name: by id, by name in any case and accent, or by an unambiguous beginning. */
export function matchName<T extends Named>(
  words: string,
  choices: readonly T[],
  opts: { anyPart?: boolean } = {},
): Match<T> {
  const exact = withoutQuotes(words.trim())
  const sought = fold(exact)
  const ways: ((choice: T) => boolean)[] = [
    (choice) => choice.id === exact,
    (choice) => choice.name === exact,
    (choice) => fold(choice.name) === sought,
    (choice) => fold(choice.name).startsWith(sought),
  ]
  if (opts.anyPart) ways.push((choice) => fold(choice.name).includes(sought))

  for (const fits of sought === '' ? [] : ways) {
    const [first, ...others] = choices.filter(fits)
    if (first && others.length === 0) return { kind: 'one', item: first }
    if (first) return { kind: 'several', items: [first, ...others] }
  }
  return {
    kind: 'none',
    nearest: nearestName(
      words,
      choices.map((choice) => choice.name),
    ),
  }
}

/** The one choice that the words name. Throws `not_found` with "did you mean", `invalid` when several fit. */
export function pickByName<T extends Named>(words: string, choices: readonly T[], about: Choices): T {
  const match = matchName(words, choices, { anyPart: about.anyPart ?? false })
  if (match.kind === 'one') return match.item
  if (match.kind === 'several') throw ambiguous(words, match.items)
  throw unknownName(words, choices, about, match.nearest)
}

/** The choices whose names differ by so little that one was probably meant, the likeliest first. */
export function nearestNames<T extends Named>(words: string, choices: readonly T[]): T[] {
  const sought = fold(words)
  const allowed = allowedDistance(sought)
  return choices
    .map((choice) => ({ choice, far: farFrom(sought, fold(choice.name)) }))
    .filter(({ far }) => far <= allowed)
    .sort((a, b) => a.far - b.far)
    .map(({ choice }) => choice)
}

/** The name that differs by so little that it was probably meant; also when only one of its words was written. */
export function nearestName(words: string, names: readonly string[]): string | undefined {
  const sought = fold(words)
  const allowed = allowedDistance(sought)
  let best: { name: string; far: number } | undefined
  for (const name of names) {
    const far = farFrom(sought, fold(name))
    if (far <= allowed && far < (best?.far ?? Number.POSITIVE_INFINITY)) best = { name, far }
  }
  return best?.name
}

function allowedDistance(sought: string): number {
  return Math.max(1, Math.round(sought.length / 3))
}

function farFrom(sought: string, name: string): number {
  return Math.min(...[name, ...name.split(' ')].map((part) => distance(sought, part)))
}

/** Whether two names are the same to a reader: case, accents and spaces apart. */
export function sameName(a: string, b: string): boolean {
  return fold(a) === fold(b)
}

/** A name may be written between quotes. */
function withoutQuotes(words: string): string {
  return /^"([^"]+)"$/.exec(words)?.[1]?.trim() ?? words
}

function ambiguous(words: string, items: readonly Named[]): AppError {
  const message = `“${quoted(words)}” may mean ${list(items, 'or')}. Write more of the name.`
  return new AppError('invalid', message, {}, { words, meant: items })
}

function unknownName(words: string, choices: readonly Named[], about: Choices, nearest: string | undefined): AppError {
  const sentences = [
    `There is no ${about.what} “${quoted(words)}”${about.where ? ` ${about.where}` : ''}.`,
    nearest ? `Did you mean ${nearest}?` : '',
    about.listed && choices.length > 0 ? `${about.listed}: ${list(choices, 'and')}.` : '',
  ]
  const meant = choices.filter((choice) => choice.name === nearest)
  return new AppError('not_found', sentences.filter(Boolean).join(' '), {}, { words, meant })
}

function list(items: readonly Named[], joint: 'and' | 'or'): string {
  const names = items.slice(0, MOST_LISTED).map((item) => item.name)
  if (items.length > MOST_LISTED) names.push(`${items.length - MOST_LISTED} more`)
  return new Intl.ListFormat('en-GB', { type: joint === 'and' ? 'conjunction' : 'disjunction' }).format(names)
}

function quoted(words: string): string {
  const letters = [...words.trim()]
  return letters.length > MOST_QUOTED ? `${letters.slice(0, MOST_QUOTED).join('')}…` : letters.join('')
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ')
}
