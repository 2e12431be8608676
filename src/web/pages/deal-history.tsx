import type { JSX } from 'hono/jsx/jsx-runtime'
import { type ChangeKind, formatMoney, type HistoryItem, type Via } from '../../core/index.ts'
import { dateText, momentText } from '../format.ts'

/** What a change did, of the deal as “it”. */
export const DEEDS: Record<ChangeKind, string> = {
  created: 'created the deal',
  moved: 'moved it',
  'stage-retired': 'moved it, because its stage was retired',
  won: 'won it',
  lost: 'marked it as lost',
  abandoned: 'marked it as abandoned',
  reopened: 'reopened it',
  edited: 'edited it',
  assigned: 'assigned it',
  deleted: 'deleted it',
  restored: 'restored it',
}
const WAYS: Record<Via, string> = {
  slack: 'in Slack',
  web: 'on the dashboard',
  api: 'by the API',
  import: 'by import',
  automation: 'by itself',
}
const FIELDS: Record<string, string> = {
  name: 'Name',
  pipeline: 'Pipeline',
  stage: 'Stage',
  status: 'Status',
  value: 'Value',
  currency: 'Currency',
  probability: 'Probability',
  owner: 'Owner',
  contact: 'Contact',
  source: 'Source',
  tags: 'Tags',
  expectedCloseOn: 'Expected close',
  reason: 'Reason',
  closedOn: 'Closed on',
}

interface DealHistoryProps {
  readonly history: readonly HistoryItem[]
  readonly timeZone: string
  /** Managers may look at the bulk change that a change was part of. */
  readonly seesBulk: boolean
}

/** Everything that ever happened to a deal, newest first: who, when, how, and what was before. */
export function DealHistory({ history, timeZone, seesBulk }: DealHistoryProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="history">
      <div class="card-head">
        <h2 id="history">History</h2>
        <p class="muted small">Nothing is ever forgotten.</p>
      </div>
      <ol class="timeline" data-live="deal-history">
        <HistoryEntries history={history} count={history.length} timeZone={timeZone} seesBulk={seesBulk} />
      </ol>
    </section>
  )
}

interface EntriesProps {
  /** The whole history, newest first: what an entry says depends on the ones before it. */
  history: readonly HistoryItem[]
  /** How many of the newest are shown. */
  count: number
  timeZone: string
  seesBulk?: boolean
}

/** The latest changes, one line each with what was before. */
export function HistoryEntries({ history, count, timeZone, seesBulk = false }: EntriesProps): JSX.Element {
  return (
    <>
      {history.slice(0, count).map((item, place) => (
        <li data-key={`${item.version}`} class={item.kind}>
          <p>
            <strong>{item.by}</strong> {DEEDS[item.kind]}{' '}
            <span class="muted small">
              {WAYS[item.via]} · <time datetime={item.at}>{momentText(item.at, timeZone)}</time>
              <Bulk item={item} seesBulk={seesBulk} />
              <BackDated item={item} timeZone={timeZone} />
            </span>
          </p>
          <Changes item={item} currency={currencyAt(history, place)} />
        </li>
      ))}
    </>
  )
}

/** With which other deals it was changed. */
function Bulk({ item, seesBulk }: { item: HistoryItem; seesBulk: boolean }): JSX.Element | null {
  if (!item.bulkId) return null
  if (!seesBulk) return <> · with others at once</>
  return (
    <>
      {' · '}
      <a href={`/deals/bulk/${item.bulkId}`}>with others at once</a>
    </>
  )
}

/** A minute between the moment and its record is no more than a clock that was set. */
const SOON = 60_000

function BackDated({ item, timeZone }: { item: HistoryItem; timeZone: string }): JSX.Element | null {
  if (Date.parse(item.recordedAt) - Date.parse(item.at) < SOON) return null
  return <span class="back-dated">back-dated, written down {momentText(item.recordedAt, timeZone)}</span>
}

type Changed = HistoryItem['changes'][string]

function Changes({ item, currency }: { item: HistoryItem; currency: string }): JSX.Element | null {
  const shown = Object.entries(item.changes).filter(([field]) => !(item.kind === 'created' && field === 'status'))
  if (shown.length === 0) return null
  return (
    <ul class="changes">
      {shown.map(([field, [before, after]]) => (
        <li>
          <span class="muted">{FIELDS[field] ?? field}</span>{' '}
          {item.kind === 'created' ? null : (
            <>
              <del>{factText(field, before, currency)}</del> <span aria-hidden="true">→</span>
              <span class="visually-hidden">now</span>{' '}
            </>
          )}
          <ins>{factText(field, after, currency)}</ins>
        </li>
      ))}
    </ul>
  )
}

function factText(field: string, fact: Changed[number], currency: string): string {
  if (fact === null || (Array.isArray(fact) && fact.length === 0)) return 'none'
  if (field === 'value' && typeof fact === 'number') return formatMoney(fact, currency)
  if (field === 'probability') return `${fact} %`
  if (field === 'expectedCloseOn' || field === 'closedOn') return dateText(String(fact))
  return Array.isArray(fact) ? fact.join(', ') : String(fact)
}

/** The currency after a change: its own, or that of the latest change before it that set one. */
function currencyAt(history: readonly HistoryItem[], place: number): string {
  const set = history.slice(place).find(({ changes }) => changes.currency)?.changes.currency
  return String(set?.[1] ?? 'USD')
}
