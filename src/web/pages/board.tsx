import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type BoardColumn,
  type Board as BoardOfDeals,
  type BoardSort,
  CARDS_AT_ONCE,
  formatMoney,
  type Instant,
  MOST_CARDS,
  type Stage,
  type Workspace,
} from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import { countText } from '../format.ts'
import type { Undo } from '../in-place.ts'
import { type FilterEntry, queryOf } from '../query.ts'
import { AsOfBanner } from './as-of.tsx'
import { DealCard } from './board-card.tsx'
import { BOARD_CONTROLS, BoardFilters } from './board-filters.tsx'
import { Refused } from './fields.tsx'
import { FilterChips, type FilterChoices } from './filter-bar.tsx'
import { asOfOf, FilterProblem } from './overview.tsx'
import { STATUS_WORDS } from './status-badge.tsx'
import { UndoForm } from './undo.tsx'

export interface BoardData {
  readonly workspace: Workspace
  readonly now: Instant
  readonly page: PageFilters
  /** What narrows the board down, as it stands in the address. */
  readonly entries: readonly FilterEntry[]
  readonly sort: BoardSort
  readonly shown: ReadonlyMap<string, number>
  readonly choices: FilterChoices
  readonly tags: readonly string[]
  readonly board: BoardOfDeals
  /** A rep who sees own deals only. */
  readonly ownOnly: boolean
  readonly undo: Undo | null
  /** Why the last change was refused. */
  readonly refused?: string | undefined
}

/** One pipeline's open deals, a column per stage, to move and to close. */
export function Board(data: BoardData): JSX.Element {
  const { workspace, page, entries, board, choices } = data
  const { asOf } = page.filters
  const { timeZone } = workspace
  const back = hrefOf(data)
  return (
    <div class="board-page" data-board={asOf ? 'past' : 'now'}>
      <div class="page-head">
        <div>
          <h1>{board.pipeline.name}</h1>
          <p class="sub" data-live="board-sum">
            <BoardSum {...data} />
          </p>
        </div>
        <a class="button main" href="/deals/new">
          New deal
        </a>
      </div>
      <div class="toolbar">
        <BoardFilters {...data} pipeline={board.pipeline} timeZone={timeZone} />
      </div>
      <FilterProblem refusal={page.refusal} />
      <Refused message={data.refused} />
      <UndoForm undo={data.undo} back={back} />
      {asOf ? <PastBanner {...data} /> : null}
      <FilterChips
        action="/board"
        filters={page.filters}
        entries={entries}
        choices={choices}
        controlled={BOARD_CONTROLS}
      />
      {asOf ? null : <ActForm back={back} />}
      <StageSwitcher columns={board.columns} />
      <section class="columns" aria-label={`Stages of ${board.pipeline.name}`} data-columns tabindex={-1}>
        {board.columns.map((column) => (
          <Column column={column} data={data} />
        ))}
      </section>
      {asOf ? null : <ClosingBar />}
    </div>
  )
}

/** The address of the board as it is shown. */
function hrefOf({ entries, sort, shown }: Pick<BoardData, 'entries' | 'sort' | 'shown'>): string {
  const sorted: FilterEntry[] = sort === 'expected-close' ? [] : [['sort', sort]]
  const grown = [...shown].map(([stage, most]): FilterEntry => ['shown', `${stage}:${most}`])
  return `/board${queryOf([...entries, ...sorted, ...grown])}`
}

function BoardSum({ board, workspace, ownOnly }: BoardData): JSX.Element {
  const { count, value, weighted } = board.columns.reduce(
    (sum, column) => ({
      count: sum.count + column.count,
      value: sum.value + column.value,
      weighted: sum.weighted + column.weighted,
    }),
    { count: 0, value: 0, weighted: 0 },
  )
  const money = (amount: number) => formatMoney(amount, workspace.currency)
  return (
    <>
      {countText(count)} open {count === 1 ? 'deal' : 'deals'} · {money(value)} · {money(weighted)} weighted
      {ownOnly ? ' · your own deals' : ''}
    </>
  )
}

/** The past cannot be changed, so nothing on it can be moved. */
function PastBanner({ page, entries, workspace }: BoardData): JSX.Element {
  const asOf = asOfOf('/board', { ...page, entries }, workspace.timeZone)
  return (
    <>
      <AsOfBanner {...asOf} />
      <p class="muted small past-note">Nothing can be moved here: this is how the board stood then.</p>
    </>
  )
}

/** The one form that every card's buttons belong to. */
function ActForm({ back }: { back: string }): JSX.Element {
  return (
    <>
      <form id="card-act" method="post" action="/board" data-live="card-act" data-quiet>
        <input type="hidden" name="back" value={back} />
      </form>
      <p id="board-keys" class="visually-hidden">
        Press Space to pick the deal up, arrow keys to choose a stage or an ending, Space to drop it, Escape to leave it
        where it was.
      </p>
      <p class="visually-hidden" role="status" aria-live="assertive" data-board-said />
    </>
  )
}

/** On a narrow screen one column is seen at a time: these lead to the others. */
function StageSwitcher({ columns }: { columns: readonly BoardColumn[] }): JSX.Element {
  return (
    <nav class="stage-switcher" aria-label="Stages" data-live="stage-switcher" data-quiet>
      {columns.map(({ stage, count }) => (
        <a href={`#stage-${stage.id}`}>
          {stage.name} <span class="muted">{countText(count)}</span>
        </a>
      ))}
    </nav>
  )
}

function Column({ column, data }: { column: BoardColumn; data: BoardData }): JSX.Element {
  const { workspace, page, now, board } = data
  const { stage, cards } = column
  const stages = page.filters.asOf ? null : board.pipeline.stages.filter(({ retiredAt }) => !retiredAt)
  return (
    <section
      class="column"
      id={`stage-${stage.id}`}
      aria-labelledby={`head-${stage.id}`}
      data-column={stage.id}
      data-name={stage.name}
    >
      <header class="column-head">
        <ColumnHead column={column} currency={workspace.currency} />
      </header>
      <div class="column-body" data-scroll>
        <ol class="deal-cards" aria-labelledby={`head-${stage.id}`} data-live={`cards-${stage.id}`}>
          {cards.map((card) => (
            <DealCard
              card={card}
              stage={stage}
              stages={stages}
              at={page.filters.asOf ?? now}
              timeZone={workspace.timeZone}
              currency={workspace.currency}
            />
          ))}
          {cards.length === 0 ? <li class="no-deals muted small">No deals here</li> : null}
        </ol>
        <div class="column-foot" data-live={`foot-${stage.id}`} data-quiet>
          <More column={column} data={data} />
        </div>
      </div>
    </section>
  )
}

function ColumnHead({ column, currency }: { column: BoardColumn; currency: string }): JSX.Element {
  const { stage, count, value, weighted, unvalued, unpriced, link } = column
  const aside = [
    unvalued > 0 ? `${countText(unvalued)} without a value` : '',
    unpriced > 0 ? `${unpriced} not priced` : '',
  ]
  return (
    <>
      <div class="column-title">
        <h2 id={`head-${stage.id}`}>{nameOf(stage)}</h2>
        <a class="column-count" href={link} title="Open as a list">
          <span data-live={`count-${stage.id}`}>{countText(count)}</span>
          <span class="visually-hidden"> deals in {stage.name}, as a list</span>
        </a>
      </div>
      <p class="column-sum" data-live={`sum-${stage.id}`} title={aside.filter(Boolean).join(', ')}>
        <strong>{formatMoney(value, currency)}</strong>{' '}
        <span class="muted small">{formatMoney(weighted, currency)} weighted</span>
      </p>
    </>
  )
}

function More({ column, data }: { column: BoardColumn; data: BoardData }): JSX.Element | null {
  const { stage, cards, count, link } = column
  const left = count - cards.length
  if (left <= 0) return null
  if (cards.length >= MOST_CARDS) {
    return (
      <a class="button tight" href={link}>
        All {countText(count)} as a list
      </a>
    )
  }
  const shown = new Map([...data.shown, [stage.id, cards.length + CARDS_AT_ONCE]])
  return (
    <a class="button tight" href={`${hrefOf({ ...data, shown })}#stage-${stage.id}`} data-more>
      {countText(Math.min(left, CARDS_AT_ONCE))} more of {countText(left)}
      <span class="visually-hidden"> in {stage.name}</span>
    </a>
  )
}

/** Where a deal is dropped that has ended; seen only while one is carried. */
function ClosingBar(): JSX.Element {
  return (
    <div class="closing-bar with-scripts" data-closing-bar hidden>
      {(['won', 'lost', 'abandoned'] as const).map((status) => (
        <div class={`closing-target ${status}`} data-ending={status} data-name={STATUS_WORDS[status]}>
          <span class={`swatch ${status}`} aria-hidden="true" />
          {STATUS_WORDS[status]}
        </div>
      ))}
    </div>
  )
}

function nameOf({ name, retiredAt }: Stage): string {
  return retiredAt ? `${name} (retired)` : name
}
