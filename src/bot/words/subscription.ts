import { type FilterWords, invalid, NOTICE_KINDS, type NoticeKind } from '../../core/index.ts'
import { shortened } from './dates.ts'
import { parseFilters } from './filters.ts'
import { plainText, tokensOf } from './text.ts'

/** What people say for a kind of change. */
const WORDS: Readonly<Record<string, readonly NoticeKind[]>> = {
  ...Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, [kind]])),
  new: ['created'],
  moves: ['moved'],
  move: ['moved'],
  wins: ['won'],
  win: ['won'],
  losses: ['lost'],
  closed: ['won', 'lost', 'abandoned'],
  values: ['value'],
  owners: ['assigned'],
  idle: ['stale'],
  all: NOTICE_KINDS,
  everything: NOTICE_KINDS,
}
const CAN_NARROW = ['pipeline', 'owner', 'minValue']

/** What a subscription shall be about, in words; names are not looked up yet. */
export interface SubscriptionWords {
  /** Empty where none was said. */
  readonly kinds: readonly NoticeKind[]
  readonly pipeline?: string
  readonly owner?: string
  readonly minValue?: string
}

/** Reads `won lost >10k pipeline:Sales mine`. Throws `invalid` for words that a subscription cannot go by. */
export function parseSubscription(text: string): SubscriptionWords {
  const tokens = tokensOf(
    plainText(text)
      .replaceAll(',', ' ')
      .replace(/\band\b/gi, ' '),
  )
  const kindOf = (token: (typeof tokens)[number]): readonly NoticeKind[] =>
    (!token.quoted && Object.hasOwn(WORDS, token.text.toLowerCase()) && WORDS[token.text.toLowerCase()]) || []
  const kinds = tokens.flatMap(kindOf)
  const others = tokens.filter((token) => kindOf(token).length === 0)
  const words = parseFilters(others.map(({ text, quoted }) => (quoted ? `"${text}"` : respelled(text))).join(' '))
  refuseStrange(words)
  return {
    kinds: NOTICE_KINDS.filter((kind) => kinds.includes(kind)),
    ...single('pipeline', words.pipeline),
    ...single('owner', words.owner),
    ...(words.minValue && { minValue: words.minValue }),
  }
}

/** A key's words stay together when they are read again. */
function respelled(text: string): string {
  return text.replace(/^([a-z-]+:)(.*\s.*)$/is, '$1"$2"')
}

function refuseStrange({ q, ...words }: FilterWords): void {
  const strange = q ?? Object.keys(words).find((key) => !CAN_NARROW.includes(key))
  if (strange === undefined) return
  throw invalid(
    `I cannot subscribe to “${shortened(strange)}”. Say what (${NOTICE_KINDS.join(', ')}) and which deals: /deal subscribe won lost >10k pipeline:Sales mine`,
  )
}

function single(key: 'pipeline' | 'owner', said: readonly string[] | undefined): Record<string, string> {
  const [first, second] = said ?? []
  if (second !== undefined) {
    throw invalid(`A subscription has one ${key}. Make another one for “${shortened(second)}”.`)
  }
  return first === undefined ? {} : { [key]: first }
}
