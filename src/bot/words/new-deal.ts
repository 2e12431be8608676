import { invalid, type LocalDate, type Money, matchName, type Named, parseMoney } from '../../core/index.ts'
import { isAmount, isCode, isPlainNumber } from './amounts.ts'
import { type Begin, type Clause, clausesOf, keyed } from './clauses.ts'
import { leadingDay, type Moment, shortened } from './dates.ts'
import { plainText, tokensOf } from './text.ts'

/** A new deal as it was said; names are still words. */
export interface NewDealWords {
  readonly name: string
  readonly value?: Money
  readonly pipeline?: string
  readonly stage?: string
  readonly owner?: string
  readonly contact?: string
  readonly source?: string
  readonly expectedCloseOn?: LocalDate
  readonly tags?: string[]
  readonly note?: string
}

/** What the words are read against. */
export interface Surroundings extends Moment {
  /** `in Proposal` names one of them, `in Europe` is part of a name. */
  readonly stages: readonly Named[]
  readonly currency: string
}

type Key = 'name' | 'value' | 'pipeline' | 'stage' | 'owner' | 'contact' | 'source' | 'close' | 'tags' | 'note'

const KEYS: Readonly<Record<string, Key>> = {
  name: 'name',
  value: 'value',
  pipeline: 'pipeline',
  stage: 'stage',
  owner: 'owner',
  contact: 'contact',
  source: 'source',
  close: 'close',
  closes: 'close',
  tag: 'tags',
  tags: 'tags',
  note: 'note',
}

const EXAMPLE = '/deal new Acme renewal 12k in Proposal source:Referral close:31 Dec for @ana with jane@acme.com'

/**
 * Reads `Acme renewal 12k in Proposal source:Referral close:31 Dec for @ana with jane@acme.com`, in nearly any order.
 * Throws `invalid`, repeating what was not understood, with an example.
 */
export function parseNewDeal(text: string, around: Surroundings): NewDealWords {
  const clauses = clausesOf<Key>(tokensOf(plainText(text)), 'name', beginOf(around))
  const close = closeOf(clauses, around)
  const all = [...clauses, ...(close ? [{ key: 'name' as const, words: close.rest }] : [])]
  const { name, amount } = nameAndAmount(all)
  if (!name) throw invalid(`“${shortened(text)}” names no deal. Write it like ${EXAMPLE}`)

  const said = (key: Key): string | undefined => saidOnce(clauses, key)
  const facts = {
    pipeline: said('pipeline'),
    stage: said('stage'),
    owner: said('owner'),
    contact: said('contact'),
    source: said('source'),
    note: said('note'),
    tags: said('tags')?.split(/[\s,]+/),
    value: amount === undefined ? undefined : parseMoney(amount, around.currency),
    expectedCloseOn: close?.day,
  }
  return { name, ...(Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) as object) }
}

function beginOf({ stages }: Surroundings): Begin<Key> {
  const isStage = (word: string): boolean => {
    const match = matchName(word, stages)
    return match.kind !== 'none' || match.nearest !== undefined
  }
  return (token, next, before) => {
    const word = token.text
    const said = keyed(token, KEYS)
    if (said) return said.key === 'note' ? { ...said, extent: 'rest' } : said
    const current = before.at(-1)
    if (current?.key === 'value' && current.words.length === 0) return null
    if (isAmount(word) || (/^-?\d+([.,]\d+)?$/.test(word) && isCode(next?.text))) return { key: 'value', words: [word] }
    if (isCode(word) && next && isNumber(next.text)) return { key: 'value', words: [word] }
    if (current?.key === 'value') return afterAmount(token.text, current)

    const nameIsOver = before.length > 1
    const following = next?.text ?? ''
    if (/^in$/i.test(word) && next && (nameIsOver || isStage(following))) return { key: 'stage', words: [] }
    if (/^for$/i.test(word) && next && (nameIsOver || /^(<@|@|me$)/i.test(following)))
      return { key: 'owner', words: [] }
    if (/^with$/i.test(word) && next && (nameIsOver || /\S@\S/.test(following))) return { key: 'contact', words: [] }
    return null
  }
}

/** An amount is a number and at most a currency; whatever follows is something else. */
function afterAmount(word: string, { words }: Clause<Key>): ReturnType<Begin<Key>> {
  const belongs = words.length === 1 && (isCode(word) || (isCode(words[0]) && isNumber(word)))
  if (belongs) return null
  if (/^in$/i.test(word)) return { key: 'stage', words: [] }
  if (/^for$/i.test(word)) return { key: 'owner', words: [] }
  if (/^with$/i.test(word)) return { key: 'contact', words: [] }
  return { key: 'name', words: [word] }
}

function isNumber(word: string): boolean {
  return isAmount(word) || /^-?\d+([.,]\d+)?$/.test(word)
}

/** A plain number at the end of the name is the amount when none was said: `Acme renewal 5000`. */
function nameAndAmount(clauses: readonly Clause<Key>[]): { name: string; amount: string | undefined } {
  const words = clauses.flatMap((clause) => (clause.key === 'name' ? clause.words : []))
  const said = saidOnce(clauses, 'value')
  const last = words.at(-1) ?? ''
  if (said !== undefined || words.length < 2 || !isPlainNumber(last)) return { name: words.join(' '), amount: said }
  return { name: words.slice(0, -1).join(' '), amount: last }
}

function closeOf(clauses: readonly Clause<Key>[], moment: Moment): { day: LocalDate; rest: string[] } | null {
  return saidOnce(clauses, 'close') === undefined
    ? null
    : leadingDay(clauses.find((clause) => clause.key === 'close')?.words ?? [], moment)
}

function saidOnce(clauses: readonly Clause<Key>[], key: Key): string | undefined {
  const [said, again] = clauses.filter((clause) => clause.key === key)
  if (again && key !== 'name') {
    throw invalid(`You said the ${key} twice: “${said?.words.join(' ')}” and “${again.words.join(' ')}”. Keep one.`)
  }
  const words = said?.words.join(' ').trim()
  if (said && !words) throw invalid(`Nothing follows “${key}”. Write it like ${EXAMPLE}`)
  return words
}
