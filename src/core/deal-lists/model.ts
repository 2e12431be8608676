import { type AppError, invalid } from '../errors.ts'
import type { Opportunity } from '../opportunities/model.ts'
import type { Sort } from '../opportunities/sort-store.ts'
import { type Instant, type LocalDate, localDateOf, secondsBetween } from '../time.ts'

/** How a column's cells are read: money in minor units of the deal's currency, days as a number, lists of words. */
export type DealColumnType = 'text' | 'status' | 'money' | 'percent' | 'date' | 'days' | 'words'

/** What is planned next about a deal. */
export interface NextTask {
  readonly text: string
  readonly dueOn: LocalDate | null
}

export type DealCell = string | number | readonly string[] | null

interface Look {
  readonly now: Instant
  readonly timeZone: string
  readonly nextTask: NextTask | null
}

interface ColumnShape {
  readonly key: string
  readonly label: string
  readonly type: DealColumnType
  /** What the list is sorted by, where it can be; with `-`, the largest or latest come first at the first press. */
  readonly sort?: Sort
  readonly cell: (deal: Opportunity, look: Look) => DealCell
}

const DAY = 24 * 60 * 60

/** Everything that a list of deals can show, in the order in which it is offered. The name is always there. */
export const DEAL_COLUMNS = [
  { key: 'name', label: 'Deal', type: 'text', sort: 'name', cell: ({ name }) => name },
  { key: 'stage', label: 'Stage', type: 'text', sort: 'stage', cell: ({ stage }) => stage.name },
  { key: 'pipeline', label: 'Pipeline', type: 'text', cell: ({ pipeline }) => pipeline.name },
  { key: 'status', label: 'Status', type: 'status', sort: 'status', cell: ({ status }) => status },
  { key: 'value', label: 'Value', type: 'money', sort: '-value', cell: ({ value }) => value },
  { key: 'weighted', label: 'Weighted', type: 'money', sort: '-weighted', cell: weightedValue },
  { key: 'probability', label: 'Probability', type: 'percent', sort: '-probability', cell: chanceOf },
  { key: 'owner', label: 'Owner', type: 'text', sort: 'owner', cell: ({ owner }) => owner?.name ?? null },
  { key: 'contact', label: 'Contact', type: 'text', sort: 'contact', cell: ({ contact }) => contact?.name ?? null },
  { key: 'company', label: 'Company', type: 'text', sort: 'company', cell: ({ contact }) => contact?.company ?? null },
  { key: 'source', label: 'Source', type: 'text', sort: 'source', cell: ({ source }) => source },
  {
    ...{ key: 'expected', label: 'Expected close', type: 'date', sort: 'expected-close' },
    cell: ({ expectedCloseOn }) => expectedCloseOn,
  },
  { key: 'next-task', label: 'Next task', type: 'text', cell: (_deal, { nextTask }) => nextTask && taskText(nextTask) },
  {
    ...{ key: 'stage-age', label: 'In stage', type: 'days', sort: 'stage-entered' },
    cell: ({ status, stageEnteredAt }, look) => (status === 'open' ? daysSince(stageEnteredAt, look) : null),
  },
  {
    ...{ key: 'idle', label: 'Idle', type: 'days', sort: 'activity' },
    cell: ({ status, lastActivityAt }, look) => (status === 'open' ? daysSince(lastActivityAt, look) : null),
  },
  {
    ...{ key: 'activity', label: 'Last activity', type: 'date', sort: '-activity' },
    cell: ({ lastActivityAt }, { timeZone }) => localDateOf(lastActivityAt, timeZone),
  },
  {
    ...{ key: 'created', label: 'Created', type: 'date', sort: '-created' },
    cell: ({ createdAt }, { timeZone }) => localDateOf(createdAt, timeZone),
  },
  { key: 'closed', label: 'Closed', type: 'date', sort: '-closed', cell: ({ closedOn }) => closedOn },
  { key: 'reason', label: 'Reason', type: 'text', sort: 'reason', cell: ({ reason }) => reason?.name ?? null },
  { key: 'tags', label: 'Tags', type: 'words', cell: ({ tags }) => tags },
] as const satisfies readonly ColumnShape[]

export type DealColumn = (typeof DEAL_COLUMNS)[number]['key']

/** What a member sees who never chose. */
export const DEFAULT_COLUMNS: readonly DealColumn[] = [
  ...(['name', 'stage', 'status', 'value', 'owner', 'expected', 'next-task', 'activity'] as const),
]

/** What one column is. */
export function dealColumn(key: DealColumn): ColumnShape {
  return DEAL_COLUMNS.find((column) => column.key === key) as ColumnShape
}

/** The columns that the words name, in their order, the name first. Throws `invalid` for a word that names none. */
export function readColumns(words: readonly string[]): DealColumn[] {
  const keys = [...new Set(words.map((word) => word.trim()).filter((word) => word !== '' && word !== 'name'))]
  const strange = keys.find((key) => !DEAL_COLUMNS.some((column) => column.key === key))
  if (strange !== undefined) throw unknownColumn(strange)
  return ['name', ...(keys as DealColumn[])]
}

/** The same of columns that were kept: one that is no more is left out. */
export function columnsKept(text: string): DealColumn[] {
  return readColumns(text.split(',').filter((key) => DEAL_COLUMNS.some((column) => column.key === key)))
}

function unknownColumn(word: string): AppError {
  const known = DEAL_COLUMNS.map(({ key }) => key).join(', ')
  return invalid(`“${word}” is no column of a list of deals. Choose from ${known}.`, {
    columns: 'Choose other columns.',
  })
}

/** Percent: its own while it is open, else its stage's; 100 when won, 0 when lost or abandoned. */
function chanceOf({ status, probability, stage }: Opportunity): number {
  if (status !== 'open') return status === 'won' ? 100 : 0
  return probability ?? stage.probability
}

function weightedValue(deal: Opportunity): number | null {
  return deal.value === null ? null : Math.round((deal.value * chanceOf(deal)) / 100)
}

function daysSince(moment: Instant, { now }: Look): number {
  return Math.max(0, secondsBetween(moment, now)) / DAY
}

function taskText({ text, dueOn }: NextTask): string {
  return dueOn ? `${text} (${dueOn})` : text
}
