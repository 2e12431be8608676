import { invalid } from '../errors.ts'
import { sameName } from '../matching.ts'
import type { Report } from '../reports/report.ts'
import { cleanText } from '../text.ts'

/** How wide a card stands, from narrow to wide. */
export const CARD_SIZES = ['third', 'half', 'two-thirds', 'full'] as const
export type CardSize = (typeof CARD_SIZES)[number]

/** The card that holds the key figures; every other one is called like its report. */
export const KEY_FIGURES = 'key-figures'

/** One card of an overview. Each report has at most one. */
export interface OverviewCard {
  /** A report's id, or KEY_FIGURES. */
  readonly card: string
  readonly size: CardSize
  /** What was chosen of the report's options; what is not here is the report's own first choice. */
  readonly options: Readonly<Record<string, string>>
}

/** What can be done to an arrangement. */
export type Deed =
  | { readonly do: 'up' | 'down' | 'remove' | 'add'; readonly card: string }
  | { readonly do: 'resize'; readonly card: string; readonly size: string }
  | { readonly do: 'options'; readonly card: string; readonly options: Readonly<Record<string, string>> }
  /** The cards in their new order; those that are not named keep theirs, behind. */
  | { readonly do: 'order'; readonly order: readonly string[] }
  /** These cards in place of all there were. */
  | { readonly do: 'replace'; readonly cards: readonly CardInput[] }

/** A card as somebody asks for it; what is left out is as when it is added. */
export interface CardInput {
  readonly card: string
  readonly size?: string | undefined
  readonly options?: Readonly<Record<string, string>> | undefined
}

/** What of a report an arrangement has to know. */
type Offered = Pick<Report, 'id' | 'options'>

const card = (id: string, size: CardSize): OverviewCard => ({ card: id, size, options: {} })

/** What a team begins with. */
export const STANDARD_CARDS: readonly OverviewCard[] = [
  card(KEY_FIGURES, 'full'),
  card('value-by-stage', 'two-thirds'),
  card('conversion', 'third'),
  card('funnel', 'half'),
  card('owners', 'half'),
  card('status', 'half'),
  card('won-lost', 'half'),
]

/** The arrangement after a deed. Throws `invalid` for a card, a size or an option that there is not. */
export function arranged(cards: readonly OverviewCard[], deed: Deed, reports: readonly Offered[]): OverviewCard[] {
  if (deed.do === 'order') return inOrder(cards, deed.order)
  if (deed.do === 'replace') return asked(deed.cards, reports)
  if (deed.do === 'add') return added(cards, deed.card, reports)
  const place = cards.findIndex((one) => one.card === deed.card)
  const found = cards[place]
  if (!found) throw invalid('This card is not on your overview any more. Load the page again.')
  const rest = cards.filter((one) => one !== found)
  switch (deed.do) {
    case 'remove':
      return rest
    case 'up':
      return rest.toSpliced(Math.max(0, place - 1), 0, found)
    case 'down':
      return rest.toSpliced(place + 1, 0, found)
    case 'resize':
      return cards.with(place, { ...found, size: sizeOf(found.card, deed.size) })
    case 'options':
      return cards.with(place, { ...found, options: optionsOf(found.card, deed.options, reports) })
  }
}

/** What a stored text says, as far as it still makes sense: a report that is no more has no card. Null when none of it does. */
export function readCards(text: string, reports: readonly Offered[]): OverviewCard[] | null {
  const cards = parsed(text)
  if (!Array.isArray(cards)) return null
  const readable = cards.flatMap((one: unknown) => cardIn(one, reports))
  return readable.filter((one, place) => readable.findIndex(({ card }) => card === one.card) === place)
}

/** A view's name as it is kept. Throws `invalid` when another view has it. */
export function viewName(name: string, others: readonly { readonly name: string }[]): string {
  const clean = cleanText(name, { field: 'name', max: 60, required: true })
  if (others.some((other) => sameName(other.name, clean))) {
    const message = `There is a view called ${clean} already. Choose another name.`
    throw invalid(message, { name: message })
  }
  return clean
}

function inOrder(cards: readonly OverviewCard[], order: readonly string[]): OverviewCard[] {
  const place = ({ card }: OverviewCard) => (order.includes(card) ? order.indexOf(card) : order.length)
  return cards.toSorted((a, b) => place(a) - place(b))
}

function added(cards: readonly OverviewCard[], id: string, reports: readonly Offered[]): OverviewCard[] {
  if (cards.some((one) => one.card === id)) return [...cards]
  if (id === KEY_FIGURES) return [card(KEY_FIGURES, 'full'), ...cards]
  if (!reports.some((report) => report.id === id)) throw invalid(`There is no card “${id}” to add.`)
  return [...cards, card(id, STANDARD_CARDS.find((one) => one.card === id)?.size ?? 'half')]
}

function asked(cards: readonly CardInput[], reports: readonly Offered[]): OverviewCard[] {
  const ids = cards.map((one) => one.card)
  const twice = ids.find((id, place) => ids.indexOf(id) !== place)
  if (twice) throw invalid(`The card “${twice}” is there twice. An overview has each card once.`)
  return cards.flatMap(({ card: id, size, options = {} }) => {
    const known = reports.find((report) => report.id === id)?.options ?? []
    const strange = Object.keys(options).find((key) => !known.some((option) => option.key === key))
    if (strange) throw invalid(`The card “${id}” has no option “${strange}”.`)
    return added([], id, reports).map((one) => ({
      ...one,
      ...(size && { size: sizeOf(id, size) }),
      options: optionsOf(id, options, reports),
    }))
  })
}

/** Five figures side by side need the whole width. */
function sizeOf(id: string, word: string): CardSize {
  if (id === KEY_FIGURES) return 'full'
  const size = CARD_SIZES.find((known) => known === word)
  if (!size) throw invalid(`“${word}” is not a size. Use ${CARD_SIZES.join(', ')}.`)
  return size
}

function optionsOf(
  id: string,
  words: Readonly<Record<string, string>>,
  reports: readonly Offered[],
): Record<string, string> {
  const options = reports.find((report) => report.id === id)?.options ?? []
  const chosen = options.flatMap(({ key, label, choices }): [string, string][] => {
    const word = words[key]?.trim().toLowerCase()
    if (!word || word === choices[0].id) return []
    if (choices.some((choice) => choice.id === word)) return [[key, word]]
    throw invalid(`${label} cannot be “${word}”. Choose ${choices.map((choice) => choice.id).join(', ')}.`)
  })
  return Object.fromEntries(chosen)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function cardIn(stored: unknown, reports: readonly Offered[]): OverviewCard[] {
  if (typeof stored !== 'object' || stored === null) return []
  const { card: id, size, options } = stored as { card?: unknown; size?: unknown; options?: unknown }
  const report = reports.find((one) => one.id === id)
  if (!report) return id === KEY_FIGURES ? [card(KEY_FIGURES, 'full')] : []
  const known = CARD_SIZES.find((one) => one === size) ?? 'half'
  return [{ card: report.id, size: known, options: readableOptions(report, options) }]
}

function readableOptions(report: Offered, stored: unknown): Record<string, string> {
  if (typeof stored !== 'object' || stored === null) return {}
  const entries = Object.entries(stored).filter((entry): entry is [string, string] => {
    const choices = report.options?.find(({ key }) => key === entry[0])?.choices ?? []
    return choices.some(({ id }) => id === entry[1])
  })
  return Object.fromEntries(entries)
}
