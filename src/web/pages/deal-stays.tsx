import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Instant, Stay } from '../../core/index.ts'
import { dateText, lastedText } from '../format.ts'

interface DealStaysProps {
  readonly stays: readonly Stay[]
  readonly now: Instant
  /** The day of a moment, on the workspace's calendar. */
  readonly dayOf: (moment: Instant) => string
  /** What the moment is called up to which stays are told. */
  readonly until?: string
}

const DAY = 86_400

/** Where the deal has been, and for how long: as a bar to scale, and stay by stay. */
export function DealStays({ stays, now, dayOf, until = 'now' }: DealStaysProps): JSX.Element | null {
  if (stays.length === 0) return null
  const episodes = [...new Set(stays.map(({ episode }) => episode))]
  return (
    <section class="card" aria-labelledby="stays">
      <div class="card-head">
        <h2 id="stays">Time in stages</h2>
      </div>
      <div data-live="deal-stays" data-quiet>
        <StayBar stays={stays} now={now} />
        {episodes.map((episode) => {
          const own = stays.filter((stay) => stay.episode === episode)
          return (
            <>
              {episodes.length > 1 ? <EpisodeHead episode={episode} own={own} dayOf={dayOf} /> : null}
              <ol class="stays">
                {own.map((stay) => (
                  <StayLine stay={stay} stays={stays} dayOf={dayOf} until={until} />
                ))}
              </ol>
            </>
          )
        })}
      </div>
    </section>
  )
}

function EpisodeHead({
  episode,
  own,
  dayOf,
}: Pick<DealStaysProps, 'dayOf'> & { episode: number; own: readonly Stay[] }) {
  const begun = own[0] ? dateText(dayOf(own[0].enteredAt)) : ''
  return (
    <h3 class="episode">
      {episode === 1 ? 'First time' : `Reopened, time ${episode}`} <span class="muted">from {begun}</span>
    </h3>
  )
}

function StayLine({ stay, stays, dayOf, until }: { stay: Stay } & Pick<DealStaysProps, 'stays' | 'dayOf' | 'until'>) {
  const { stage, pipeline, seconds, limitDays, enteredAt, leftAt } = stay
  const several = new Set(stays.map((one) => one.pipeline.id)).size > 1
  const over = seconds !== null && limitDays !== null && seconds > limitDays * DAY
  return (
    <li>
      <span class={`dot ${shadeOf(stay, stays)}`} aria-hidden="true" />
      <span class="grow">
        <strong>{stage.name}</strong>
        {several ? <span class="muted"> of {pipeline.name}</span> : null}
        <span class="muted small">
          {dateText(dayOf(enteredAt))} – {leftAt ? dateText(dayOf(leftAt)) : until}
        </span>
      </span>
      <span class="stay-time">
        {seconds === null ? <span class="muted">not known since when</span> : lastedText(seconds)}
        {over ? <span class="late">limit {limitDays} d</span> : null}
        <span class={`muted small end ${stay.outcome ?? ''}`}>{endText(stay)}</span>
      </span>
    </li>
  )
}

function endText({ outcome, next }: Stay): string {
  switch (outcome) {
    case null:
      return 'still there'
    case 'advanced':
      return `on to ${next}`
    case 'moved_back':
      return `back to ${next}`
    case 'handed_off':
      return `handed off to ${next}`
    case 'stage_retired':
      return `its stage was retired, on to ${next}`
    case 'removed':
      return 'deleted'
    default:
      return outcome
  }
}

/** The stays to scale, with gaps where the deal was closed; what lies beyond a stage's limit is underlined. */
function StayBar({ stays, now }: Pick<DealStaysProps, 'stays' | 'now'>): JSX.Element | null {
  const at = (moment: Instant) => Date.parse(moment) / 1000
  const begun = at(stays[0]?.enteredAt ?? now)
  const span = Math.max(...stays.map(({ leftAt }) => at(leftAt ?? now))) - begun
  if (span <= 0) return null
  const share = (seconds: number) => `${((seconds / span) * 100).toFixed(2)}%`
  return (
    <svg class="stay-bar" height="46" role="img" aria-label={barText(stays)}>
      {stays.map((stay) => {
        const from = at(stay.enteredAt) - begun
        const length = at(stay.leftAt ?? now) - at(stay.enteredAt)
        const limit = (stay.limitDays ?? Number.POSITIVE_INFINITY) * DAY
        const ending = ['won', 'lost', 'abandoned'].includes(stay.outcome ?? '')
        const isWide = length / span > stay.stage.name.length * 0.018
        return (
          <svg x={share(from)} width={share(length)} height="46" aria-hidden="true">
            <rect class={stay.seconds === null ? 'unknown' : shadeOf(stay, stays)} width="100%" height="20" rx="3" />
            {stay.seconds !== null && length > limit ? (
              <rect class="over" x={`${((limit / length) * 100).toFixed(2)}%`} y="22" width="100%" height="3" />
            ) : null}
            {ending ? (
              <rect class={`ending ${stay.outcome}`} x="100%" width="5" height="20" transform="translate(-5)" />
            ) : null}
            {isWide ? (
              <text x="0" y="42">
                {stay.stage.name}
              </text>
            ) : null}
          </svg>
        )
      })}
    </svg>
  )
}

function barText(stays: readonly Stay[]): string {
  const words = stays.map((stay) =>
    `${stay.stage.name} ${stay.seconds === null ? '' : lastedText(stay.seconds)}`.trim(),
  )
  return `Time in stages: ${words.join(', ')}.`
}

/** The stages' one hue, from the first to the last that the deal was in. */
function shadeOf({ stage }: Stay, stays: readonly Stay[]): string {
  const highest = Math.max(1, ...stays.map((stay) => stay.stage.rank))
  return `shade-${Math.round((stage.rank / highest) * 4)}`
}
