import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoney, type HistoryItem, type Instant, type Opportunity, type Stance } from '../../core/index.ts'
import { AsOfPick } from './as-of.tsx'
import { DEEDS } from './deal-history.tsx'
import { StatusBadge } from './status-badge.tsx'

/** The list that the member came from, and the deals beside this one in it. */
export interface Neighbours {
  readonly href: string
  readonly previous: number | null
  readonly next: number | null
}

interface DealHeadProps {
  readonly deal: Opportunity
  readonly neighbours: Neighbours
  readonly asOf: Instant | null
  readonly timeZone: string
  /** What the viewer did last, where they can take it back. */
  readonly undoable: HistoryItem | null
  /** What the viewer wants to hear of the deal; left out where it is history. */
  readonly stance?: Stance | 'none'
}

/** The deal's name and standing, with the way to its neighbours and back in time. */
export function DealHead({ deal, neighbours, asOf, timeZone, undoable, stance }: DealHeadProps): JSX.Element {
  const here = `/deals/${deal.number}`
  return (
    <div class="page-head">
      <div data-live="deal-head">
        <p class="crumbs">
          <a href={neighbours.href}>Deals</a> <span class="muted">/ {deal.ref}</span>
          <Beside number={neighbours.previous} rel="prev" sign="‹" label="Previous" />
          <Beside number={neighbours.next} rel="next" sign="›" label="Next" />
        </p>
        <h1>{deal.name}</h1>
        <p class="sub facts-line">
          <StatusBadge status={deal.status} />
          <strong class="ink">{deal.value === null ? 'No value yet' : formatMoney(deal.value, deal.currency)}</strong>
          <span>
            {deal.pipeline.name} · {deal.stage.name}
          </span>
          <span>{deal.owner?.name ?? 'Nobody’s'}</span>
        </p>
      </div>
      <div class="buttons">
        <div class="buttons" data-live="deal-own">
          {undoable ? <Undo deal={deal} undoable={undoable} /> : null}
          {stance ? <StanceButtons here={here} stance={stance} /> : null}
        </div>
        <form class="filters" method="get" action={here} data-filters aria-label="Moment">
          <AsOfPick asOf={asOf} timeZone={timeZone} nowHref={here} />
        </form>
      </div>
    </div>
  )
}

interface BesideProps {
  number: number | null
  rel: 'prev' | 'next'
  sign: string
  label: string
}

function Beside({ number, rel, sign, label }: BesideProps): JSX.Element | null {
  if (number === null) return null
  return (
    <a class="beside" href={`/deals/${number}`} rel={rel} title={`${label}: D-${number}`}>
      <span class="visually-hidden">{label} deal of the list</span>
      <span aria-hidden="true">{sign}</span>
    </a>
  )
}

function Undo({ deal, undoable }: { deal: Opportunity; undoable: HistoryItem }): JSX.Element {
  return (
    <form method="post" action={`/deals/${deal.number}/undo`}>
      <input type="hidden" name="version" value={String(undoable.version)} />
      <button class="button" type="submit" title={`Takes back that you ${DEEDS[undoable.kind]}`}>
        Undo my change
      </button>
    </form>
  )
}

/** To hear of everything that others do to the deal, or of nothing. */
function StanceButtons({ here, stance }: { here: string; stance: Stance | 'none' }): JSX.Element {
  const [following, muted] = [stance === 'following', stance === 'muted']
  return (
    <form method="post" action={`${here}/stance`} class="buttons">
      {muted ? null : (
        <button class="button" type="submit" name="stance" value={following ? 'unfollow' : 'follow'}>
          {following ? 'Unfollow' : 'Follow'}
        </button>
      )}
      <button class="button" type="submit" name="stance" value={muted ? 'unmute' : 'mute'}>
        {muted ? 'Unmute' : 'Mute'}
      </button>
    </form>
  )
}
