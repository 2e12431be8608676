import { type FilterWords, invalid } from '../../core/index.ts'
import { type Begin, type Begun, clausesOf, keyed } from './clauses.ts'
import { shortened } from './dates.ts'
import { plainText, type Token, tokensOf } from './text.ts'

type Key =
  | 'pipeline'
  | 'owner'
  | 'source'
  | 'status'
  | 'stage'
  | 'tag'
  | 'attention'
  | 'reason'
  | 'period'
  | 'from'
  | 'to'
  | 'asOf'
  | 'minValue'
  | 'maxValue'
  | 'everything'
  | 'q'

const KEYS: Readonly<Record<string, Key>> = {
  pipeline: 'pipeline',
  owner: 'owner',
  source: 'source',
  status: 'status',
  stage: 'stage',
  tag: 'tag',
  attention: 'attention',
  reason: 'reason',
  period: 'period',
  from: 'from',
  since: 'from',
  to: 'to',
  'as-of': 'asOf',
  min: 'minValue',
  max: 'maxValue',
  q: 'q',
}
/** Keys of which several values mean any of them. */
const SEVERAL = ['pipeline', 'owner', 'source', 'status', 'stage', 'tag', 'attention', 'reason'] as const
const STATUSES = ['open', 'won', 'lost', 'abandoned']
const ATTENTIONS = ['overdue', 'stuck', 'stale']
const UNITS = 'week|month|quarter|year'

/**
 * Reads filters as people say them: `mine in Proposal source:Referral >10k this quarter acme`. Words that are no filter
 * are searched for in names. Throws `invalid` for a key that is none.
 */
export function parseFilters(text: string): FilterWords {
  const clauses = clausesOf<Key>(joinPeriods(tokensOf(plainText(text))), 'q', begin)
  const said = (key: Key): string[] =>
    clauses.flatMap((clause) => (clause.key === key && clause.words.length > 0 ? [clause.words.join(' ')] : []))
  const words: Record<string, unknown> = {}
  for (const key of SEVERAL) if (said(key).length > 0) words[key] = said(key)
  for (const key of ['period', 'from', 'to', 'asOf', 'minValue', 'maxValue'] as const) {
    const [first, again] = said(key)
    if (again)
      throw invalid(`You said “${shortened(String(first))}” and “${shortened(again)}” for the same thing. Keep one.`)
    if (first) words[key] = first
  }
  const search = said('q').join(' ').trim()
  return { ...words, ...(search && { q: search }) }
}

const begin: Begin<Key> = (token, next) => {
  const word = token.text.toLowerCase()
  const said = keyed(token, KEYS)
  if (said) return said.words.length > 0 ? { ...said, extent: 'over' } : said
  if (/^[a-z-]+:/.test(word) && !/^https?:/.test(word)) throw unknownKey(token.text)
  if (word === 'all' || word === 'everything') return { key: 'everything', words: [], extent: 'over' }
  if (word === 'mine' || word === 'me') return whole('owner', 'me')
  if (STATUSES.includes(word)) return whole('status', word)
  if (ATTENTIONS.includes(word)) return whole('attention', word)
  if (new RegExp(`^(this|last)-(${UNITS})$|^last-\\d+-days$`).test(word)) return whole('period', word)
  if (/^>=?\S/.test(word)) return whole('minValue', word.replace(/^>=?/, ''))
  if (/^<=?[^@\s]/.test(word)) return whole('maxValue', word.replace(/^<=?/, ''))
  if (word === 'in' && next) return { key: 'stage', words: [] }
  if (word === 'for' && next) return { key: 'owner', words: [] }
  return null
}

/** A clause of one word: what follows is searched for. */
function whole(key: Key, word: string): Begun<Key> {
  return { key, words: [word], extent: 'over' }
}

/** "this quarter" is "this-quarter". */
function joinPeriods(tokens: readonly Token[]): Token[] {
  const joined: Token[] = []
  for (let i = 0; i < tokens.length; i += 1) {
    const phrase = [3, 2].map((length) =>
      tokens
        .slice(i, i + length)
        .map((one) => one.text.toLowerCase())
        .join('-'),
    )
    const found = phrase.find((one) => new RegExp(`^((this|last)-(${UNITS})|last-\\d+-days)$`).test(one))
    joined.push(found ? { text: found, quoted: false } : (tokens[i] as Token))
    if (found) i += found.split('-').length - 1
  }
  return joined
}

function unknownKey(text: string): Error {
  const keys = Object.keys(KEYS).join(', ')
  return invalid(`I do not know the filter “${shortened(text)}”. You can use ${keys}; for example source:Referral.`)
}
