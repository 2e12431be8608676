import type { JSX } from 'hono/jsx/jsx-runtime'
import { CARD_SIZES, KEY_FIGURES, type Overview, type OverviewCard, type Report } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { Refused } from './fields.tsx'
import { SPANS } from './overview.tsx'
import { ShareView, TeamViews } from './shared-views.tsx'
import { viewsOf } from './view-menu.tsx'

export interface ArrangeData {
  readonly arrangement: Overview
  readonly reports: readonly Report[]
  readonly mayShare: boolean
  /** The filters of the overview that it was opened from. */
  readonly query: string
  readonly refusal?: Refusal
}

/** What a card is called while it is arranged. */
interface Tile extends OverviewCard {
  readonly title: string
  readonly question: string
  readonly choices: NonNullable<Report['options']>
}

const SIZE_WORDS = {
  third: ['⅓', 'a third'],
  half: ['½', 'half'],
  'two-thirds': ['⅔', 'two thirds'],
  full: ['Full', 'full'],
} as const

/** The overview's cards without their figures: to order, size, choose, take away and add; by mouse, keys or plain forms. */
export function Arrange(data: ArrangeData): JSX.Element {
  const { arrangement, query, refusal } = data
  const tiles = arrangement.cards.map((card) => tileOf(card, data.reports))
  return (
    <>
      <p class="crumbs">
        <a href={`/${query}`}>Overview</a>
      </p>
      <div class="page-head">
        <div>
          <h1>Arrange your overview</h1>
          <p class="sub">
            Drag a card by its handle, or use its buttons. What you change is kept at once, for you alone.
          </p>
        </div>
        <div class="buttons">
          {arrangement.hasOwn ? (
            <form method="post" action={`/overview/reset${query}`}>
              <button class="button" type="submit">
                Reset to the team’s
              </button>
            </form>
          ) : null}
          <a class="button main" href={`/${query}`}>
            Done
          </a>
        </div>
      </div>
      <Refused message={refusal?.message} />
      <p class="visually-hidden" aria-live="polite" data-arranged />
      <div data-arrange={`/overview/arrange${query}`}>
        <WhoseArrangement arrangement={arrangement} />
        <ol class="grid tiles" aria-label="Cards in their order">
          {tiles.map((tile, place) => (
            <TileCard tile={tile} first={place === 0} last={place === tiles.length - 1} query={query} />
          ))}
        </ol>
        <AddCards {...data} />
      </div>
      {data.mayShare ? <ShareView {...data} /> : null}
      <TeamViews {...data} />
    </>
  )
}

/** A change of a shared view becomes one's own arrangement; that the one before is given up for it is said. */
function WhoseArrangement({ arrangement }: Pick<ArrangeData, 'arrangement'>): JSX.Element | null {
  const { shown, hasOwn } = arrangement
  if (shown === 'own') return null
  const name = viewsOf(arrangement).find(({ id }) => id === shown)?.name
  return (
    <p class="banner">
      You see {name}. What you change becomes your own arrangement{hasOwn ? ', in place of the one you have' : ''};{' '}
      {name} stays as it is.
    </p>
  )
}

interface TileProps {
  tile: Tile
  first: boolean
  last: boolean
  query: string
}

function TileCard({ tile, first, last, query }: TileProps): JSX.Element {
  const { card, title, question, size } = tile
  return (
    <li class={`card tile ${SPANS[size]}`} id={`tile-${card}`} data-card={card} data-title={title}>
      <div class="tile-head">
        <button
          type="button"
          class="tile-grip with-scripts"
          data-grip
          data-focus={`${card} grip`}
          aria-label={`Move ${title} with the arrow keys`}
        >
          <Grip />
        </button>
        <div>
          <h2>{question}</h2>
          <p class="muted small">{title}</p>
        </div>
      </div>
      <form method="post" action={`/overview/arrange${query}`} class="tile-tools">
        <input type="hidden" name="card" value={card} />
        <DeedButton tile={tile} does="up" label={`Move ${title} forward`} off={first}>
          ↑
        </DeedButton>
        <DeedButton tile={tile} does="down" label={`Move ${title} back`} off={last}>
          ↓
        </DeedButton>
        {card === KEY_FIGURES ? null : <Sizes tile={tile} />}
        <DeedButton tile={tile} does="remove" label={`Remove ${title}`}>
          Remove
        </DeedButton>
      </form>
      {tile.choices.length > 0 ? <TileOptions tile={tile} query={query} /> : null}
    </li>
  )
}

interface DeedButtonProps {
  tile: Tile
  does: string
  label: string
  off?: boolean
  children: string
}

function DeedButton({ tile, does, label, off, children }: DeedButtonProps): JSX.Element {
  return (
    <button
      class="button tight"
      type="submit"
      name="do"
      value={does}
      aria-label={label}
      disabled={off ?? false}
      data-focus={`${tile.card} ${does}`}
    >
      {children}
    </button>
  )
}

function Sizes({ tile }: { tile: Tile }): JSX.Element {
  return (
    <fieldset class="segments" aria-label={`Width of ${tile.title}`}>
      {CARD_SIZES.map((size) => (
        <button
          type="submit"
          name="do"
          value={size}
          aria-label={`${tile.title}: ${SIZE_WORDS[size][1]}`}
          aria-pressed={size === tile.size ? 'true' : 'false'}
          data-focus={`${tile.card} ${size}`}
        >
          {SIZE_WORDS[size][0]}
        </button>
      ))}
    </fieldset>
  )
}

/** What the report can be asked differently by; scripts send it at each choice. */
function TileOptions({ tile, query }: Pick<TileProps, 'tile' | 'query'>): JSX.Element {
  return (
    <form method="post" action={`/overview/arrange${query}`} class="tile-options">
      <input type="hidden" name="card" value={tile.card} />
      <input type="hidden" name="do" value="options" />
      {tile.choices.map(({ key, label, choices }) => (
        <label class="pick">
          <span>{label}</span>
          <select name={key} data-focus={`${tile.card} ${key}`}>
            {choices.map(({ id, label: text }) => (
              <option value={id} selected={id === (tile.options[key] ?? choices[0].id)}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button class="button tight without-scripts" type="submit">
        Choose
      </button>
    </form>
  )
}

/** What is not on the overview yet. */
function AddCards({ arrangement, reports, query }: ArrangeData): JSX.Element | null {
  const missing = [KEY_FIGURES_TILE, ...reports].filter(({ id }) => !arrangement.cards.some(({ card }) => card === id))
  if (missing.length === 0) return null
  return (
    <section class="add-cards" aria-labelledby="add-cards">
      <h2 id="add-cards">Add a card</h2>
      <ul>
        {missing.map(({ id, title, question }) => (
          <li>
            <form method="post" action={`/overview/arrange${query}`}>
              <input type="hidden" name="card" value={id} />
              <button
                class="button"
                type="submit"
                name="do"
                value="add"
                data-focus={`${id} add`}
                aria-label={`Add ${title}`}
              >
                + {title}
              </button>
            </form>
            <span class="muted small">{question}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const KEY_FIGURES_TILE = { id: KEY_FIGURES, title: 'Key figures', question: 'How are we doing, in five figures?' }

function tileOf(card: OverviewCard, reports: readonly Report[]): Tile {
  const report = reports.find(({ id }) => id === card.card)
  const { title, question } = report ?? KEY_FIGURES_TILE
  return { ...card, title, question, choices: report?.options ?? [] }
}

function Grip(): JSX.Element {
  return (
    <svg width="10" height="16" viewBox="0 0 10 16" fill="currentColor" aria-hidden="true">
      {[2, 8, 14].map((y) => [2, 8].map((x) => <circle cx={x} cy={y} r="1.5" />))}
    </svg>
  )
}
