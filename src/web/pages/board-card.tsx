import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type BoardCard,
  formatMoney,
  type Instant,
  isStuck,
  localDateOf,
  type NextTask,
  type Opportunity,
  type Stage,
} from '../../core/index.ts'
import { daysBetween, initialsOf, shortDate } from '../format.ts'

export interface CardProps {
  card: BoardCard
  stage: Stage
  /** Where it can be moved; null where nothing can be changed, as in the past. */
  stages: readonly Stage[] | null
  /** The moment that the board shows. */
  at: Instant
  timeZone: string
  currency: string
}

/** One deal of a column: what it is, what it is worth, how long it has stood here and what comes next. */
export function DealCard(props: CardProps): JSX.Element {
  const { card, stage, stages, at, timeZone, currency } = props
  const { deal, nextTask } = card
  const company = deal.contact?.company ?? deal.contact?.name
  const today = localDateOf(at, timeZone)
  return (
    <li
      class="deal-card"
      data-key={deal.ref}
      data-number={String(deal.number)}
      data-version={String(deal.version)}
      data-name={deal.name}
    >
      <h3 class="deal-card-name">
        <a href={`/deals/${deal.number}`} draggable="false">
          {deal.name}
        </a>
      </h3>
      <p class="muted small deal-card-about">
        {deal.ref}
        {company ? ` · ${company}` : ''}
      </p>
      <div class="deal-card-row">
        <strong>
          {deal.value === null ? (
            <span class="no-value muted">No value</span>
          ) : (
            formatMoney(deal.value, deal.currency || currency)
          )}
        </strong>
        <CloseDay deal={deal} today={today} />
      </div>
      <div class="deal-card-row">
        <Age deal={deal} stage={stage} at={at} />
        <Owner deal={deal} />
      </div>
      {nextTask ? <Next task={nextTask} today={today} /> : null}
      {stages ? <CardActions deal={deal} stages={stages} /> : null}
    </li>
  )
}

function CloseDay({ deal, today }: { deal: Opportunity; today: string }): JSX.Element | null {
  const day = deal.expectedCloseOn
  if (!day) return <span class="muted small">No date</span>
  const overdue = day < today
  return (
    <span class={`small close-day ${overdue ? 'bad' : 'muted'}`}>
      <span class="visually-hidden">Expected to close </span>
      {overdue ? 'Overdue ' : ''}
      <time datetime={day}>{shortDate(day, today)}</time>
    </span>
  )
}

/** How long it has stood in its stage; a bar shows how much of the stage's limit that is. */
function Age({ deal, stage, at }: { deal: Opportunity; stage: Stage; at: Instant }): JSX.Element {
  const days = daysBetween(deal.stageEnteredAt, at)
  const { limitDays } = stage
  const stuck = isStuck(deal, limitDays, at)
  return (
    <span class={`small age ${stuck ? 'bad' : 'muted'}`}>
      {limitDays === null ? null : (
        <svg class="age-bar" viewBox="0 0 24 4" width="24" height="4" aria-hidden="true">
          <rect class="track" width="24" height="4" rx="2" />
          <rect width={String(Math.max(2, Math.min(1, days / limitDays) * 24))} height="4" rx="2" />
        </svg>
      )}
      <span title={limitDays === null ? undefined : `A deal should leave ${stage.name} within ${limitDays} days.`}>
        {stuck ? 'Stuck, ' : ''}
        {limitDays === null ? `${days} d in stage` : `${days} of ${limitDays} days`}
      </span>
    </span>
  )
}

function Owner({ deal: { owner } }: { deal: Opportunity }): JSX.Element {
  if (!owner) return <span class="muted small">Nobody’s</span>
  return (
    <span class="avatar small-avatar" title={owner.name}>
      <span aria-hidden="true">{initialsOf(owner.name)}</span>
      <span class="visually-hidden">{owner.name}</span>
    </span>
  )
}

function Next({ task, today }: { task: NextTask; today: string }): JSX.Element {
  const late = task.dueOn !== null && task.dueOn < today
  return (
    <p class="deal-card-next small" title={`${task.ref}: ${task.text}`}>
      <span class="visually-hidden">Next: </span>
      <span class="next-text">{task.text}</span>
      {task.dueOn ? (
        <time class={late ? 'bad' : 'muted'} datetime={task.dueOn}>
          {shortDate(task.dueOn, today)}
        </time>
      ) : null}
    </p>
  )
}

/** Everything that dragging does, as plain buttons of the one form that all cards share. */
function CardActions({ deal, stages }: { deal: Opportunity; stages: readonly Stage[] }): JSX.Element {
  const path = `/board/${deal.number}`
  return (
    <>
      <button
        type="button"
        class="grip with-scripts"
        aria-label={`Move ${deal.name}`}
        aria-describedby="board-keys"
        data-grip
      >
        <svg width="8" height="14" viewBox="0 0 8 14" fill="currentColor" aria-hidden="true">
          <path d="M1 1h2v2H1zM5 1h2v2H5zM1 6h2v2H1zM5 6h2v2H5zM1 11h2v2H1zM5 11h2v2H5z" />
        </svg>
      </button>
      <details class="card-menu" data-closes data-holds>
        <summary>
          <span aria-hidden="true">⋯</span>
          <span class="visually-hidden">What to do with {deal.name}</span>
        </summary>
        <div class="card-menu-body">
          <p class="small muted">Move to</p>
          {stages
            .filter(({ id }) => id !== deal.stage.id)
            .map(({ id, name }) => (
              <button
                class="button tight"
                type="submit"
                form="card-act"
                formaction={`${path}/move?version=${deal.version}`}
                name="stage"
                value={id}
              >
                {name}
              </button>
            ))}
          <p class="small muted">Close as</p>
          {(['won', 'lost', 'abandoned'] as const).map((status) => (
            <a class="button tight" href={`${path}/close?status=${status}`} data-close-as={status}>
              {status === 'won' ? 'Won' : status === 'lost' ? 'Lost' : 'Abandoned'} …
            </a>
          ))}
        </div>
      </details>
    </>
  )
}
