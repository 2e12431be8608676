import type { JSX } from 'hono/jsx/jsx-runtime'
import type { BulkChange, BulkDeal, BulkOutcome } from '../../core/index.ts'
import { countText, dealsText, momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { BulkHead } from './bulk-change.tsx'
import { Refused } from './fields.tsx'
import { Meter } from './meter.tsx'

/** Deals of one outcome, as far as they are shown. */
export interface BulkGroup {
  readonly outcome: BulkOutcome | 'undone' | 'left'
  readonly count: number
  readonly deals: readonly BulkDeal[]
}

export interface BulkResultData {
  readonly bulk: BulkChange
  readonly groups: readonly BulkGroup[]
  readonly timeZone: string
  readonly refusal?: Refusal | undefined
}

/** A bulk change at any time of its life: dry run, on its way, done, taken back. */
export function BulkResult({ bulk, groups, timeZone, refusal }: BulkResultData): JSX.Element {
  const { sentence, by, startedAt, createdAt, undoneBy, undoneAt } = bulk
  const who = by?.name ?? 'Dealwright'
  return (
    <>
      <BulkHead title={sentence}>
        <p class="sub">
          {startedAt ? `${who} · ${momentText(startedAt, timeZone)}` : `Dry run of ${momentText(createdAt, timeZone)}`}
          {undoneAt ? ` · taken back by ${undoneBy ?? 'Dealwright'} ${momentText(undoneAt, timeZone)}` : ''}
        </p>
      </BulkHead>
      <Refused message={refusal?.message} />
      <NextStep bulk={bulk} />
      {groups
        .filter(({ count }) => count > 0)
        .map((group) => (
          <Group group={group} bulk={bulk} />
        ))}
    </>
  )
}

/** What happened so far in one sentence, and what can be done now. */
function NextStep({ bulk }: { bulk: BulkChange }): JSX.Element {
  const { id, counts, startedAt, finishedAt, undoStartedAt, undoneAt, undone, left } = bulk
  const post = `/deals/bulk/${id}`
  if (!startedAt) {
    return (
      <Step says={wouldText(bulk)}>
        {counts.planned > 0 ? (
          <StepForm action={`${post}/run`} button={`Change ${dealsText(counts.planned)}`} main />
        ) : null}
        <a class="button" href="/deals">
          Leave everything as it is
        </a>
      </Step>
    )
  }
  if (undoStartedAt) {
    const rest = counts.done - undone - left
    const says = `${dealsText(undone)} taken back${left > 0 ? `, ${countText(left)} left as others made them since` : ''}.`
    if (undoneAt || rest === 0) return <Step says={says} />
    return (
      <Step says={`${says} ${countText(rest)} to go.`} share={(undone + left) / counts.done}>
        <StepForm action={`${post}/undo`} button="Go on" main goesOn />
      </Step>
    )
  }
  if (!finishedAt) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const says = `${countText(total - counts.planned)} of ${dealsText(total)} looked at. ${countText(counts.planned)} to go.`
    return (
      <Step says={says} share={1 - counts.planned / total}>
        <StepForm action={`${post}/run`} button="Go on" main goesOn />
        <StepForm action={`${post}/undo`} button="Stop and take back" />
      </Step>
    )
  }
  return (
    <Step says={didText(bulk)}>
      {counts.done > 0 ? <StepForm action={`${post}/undo`} button={`Take back ${dealsText(counts.done)}`} /> : null}
      <a class="button" href="/deals">
        Back to the deals
      </a>
    </Step>
  )
}

function wouldText({ counts }: BulkChange): string {
  const { planned, unchanged, refused } = counts
  const rest = [
    ...(unchanged > 0 ? [`${countText(unchanged)} ${are(unchanged)} so already`] : []),
    ...(refused > 0 ? [`${countText(refused)} cannot be changed`] : []),
  ]
  const others = rest.length > 0 ? ` ${rest.join(', ')}.` : ''
  return planned > 0 ? `${dealsText(planned)} would change.${others}` : `Nothing would change.${others}`
}

function didText({ counts }: BulkChange): string {
  const { done, unchanged, refused, conflict } = counts
  const rest = [
    ...(conflict > 0 ? [`${countText(conflict)} ${conflict === 1 ? 'was' : 'were'} changed by others meanwhile`] : []),
    ...(refused > 0 ? [`${countText(refused)} could not be changed`] : []),
    ...(unchanged > 0 ? [`${countText(unchanged)} ${unchanged === 1 ? 'was' : 'were'} so already`] : []),
  ]
  const others = rest.length > 0 ? ` ${rest.join(', ')}.` : ''
  return `${done > 0 ? `${dealsText(done)} changed.` : 'No deal changed.'}${others}`
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are'
}

interface StepProps {
  says: string
  /** How far it is, 0 to 1. */
  share?: number
  children?: JSX.Element | null | (JSX.Element | null)[]
}

function Step({ says, share, children }: StepProps): JSX.Element {
  return (
    <section class="card bulk-step" aria-label="What happens">
      <div class="grow">
        <p>
          <strong>{says}</strong>
        </p>
        {share === undefined ? null : <Meter share={share} />}
      </div>
      <div class="buttons">{children}</div>
    </section>
  )
}

interface StepFormProps {
  action: string
  button: string
  main?: boolean
  /** Scripts press it as soon as the page is there. */
  goesOn?: boolean
}

function StepForm({ action, button, main = false, goesOn = false }: StepFormProps): JSX.Element {
  return (
    <form method="post" action={action} {...(goesOn ? { 'data-goes-on': '' } : {})}>
      <button class={`button ${main ? 'main' : ''}`} type="submit">
        {button}
      </button>
    </form>
  )
}

const TITLES: Record<BulkGroup['outcome'], string> = {
  planned: 'Would change',
  done: 'Changed',
  unchanged: 'So already',
  refused: 'Cannot be changed',
  conflict: 'Changed by others meanwhile, so left alone',
  undone: 'Taken back',
  left: 'Left, since somebody changed them after',
}

function Group({ group, bulk }: { group: BulkGroup; bulk: BulkChange }): JSX.Element {
  const { outcome, count, deals } = group
  const title = outcome === 'planned' && bulk.startedAt ? 'Not tried yet' : TITLES[outcome]
  return (
    <section class="card bulk-group" aria-labelledby={`bulk-${outcome}`}>
      <div class="card-head">
        <h2 id={`bulk-${outcome}`}>
          {title} <span class="muted">{countText(count)}</span>
        </h2>
      </div>
      <ul>
        {deals.map((deal) => (
          <li>
            <a href={`/deals/${deal.number}`}>{deal.name}</a> <span class="muted small">{deal.ref}</span>
            <span class="said">{outcome === 'left' ? deal.undoMessage : deal.message}</span>
          </li>
        ))}
      </ul>
      {count > deals.length ? (
        <p class="muted small">
          … and {countText(count - deals.length)} more. <a href={`/deals/bulk/${bulk.id}.csv`}>All of them as CSV</a>
        </p>
      ) : null}
    </section>
  )
}
