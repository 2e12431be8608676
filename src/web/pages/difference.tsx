import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type DatedBack,
  type DealDifference,
  type Difference,
  formatMoney,
  localDateOf,
  type Stood,
  type Workspace,
} from '../../core/index.ts'
import { countText, dateText, dealsText, momentText, standingText } from '../format.ts'
import { STATUS_WORDS } from './status-badge.tsx'

interface DifferenceProps {
  difference: Difference
  workspace: Workspace
}

/** Why a period's figures stood otherwise at its end than they stand now: by how much, and which deals make it. */
export function DifferencePanel({ difference, workspace }: DifferenceProps): JSX.Element {
  const then = standingText(difference.from, workspace.timeZone)
  return (
    <section class="card difference" id="difference" aria-labelledby="difference-title">
      <div class="card-head">
        <div>
          <h2 id="difference-title">What changed since {then}</h2>
          <p>{sumOf({ difference, workspace })}</p>
        </div>
      </div>
      <WhatDiffers difference={difference} workspace={workspace} />
    </section>
  )
}

/** The same for a page of many figures, as one line that opens: all deals in its sight, whatever a card counts of them. */
export function DifferenceLine({ difference, workspace }: DifferenceProps): JSX.Element {
  const then = standingText(difference.from, workspace.timeZone)
  const { deals, datedBack } = difference
  const sum = (
    <>
      <strong>Since {then}:</strong> <span>{sumOf({ difference, workspace })}</span>
    </>
  )
  if (deals === 0 && datedBack.length === 0) return <p class="difference-line muted">{sum}</p>
  return (
    <details class="difference-line" id="difference" data-holds>
      <summary>{sum}</summary>
      <div class="card difference">
        <WhatDiffers difference={difference} workspace={workspace} />
      </div>
    </details>
  )
}

function sumOf({ difference: { deals, before, after }, workspace }: DifferenceProps): string {
  if (deals === 0) return `Nothing: ${worth(before, workspace)} then and now.`
  const change = signed(after.value - before.value, workspace)
  return `${worth(before, workspace)} then, ${worth(after, workspace)} now: ${change}, made by ${dealsText(deals)}.`
}

function WhatDiffers({ difference, workspace }: DifferenceProps): JSX.Element {
  const { deals, datedBack } = difference
  const then = standingText(difference.from, workspace.timeZone)
  return (
    <>
      {deals > 0 ? <Reasons difference={difference} workspace={workspace} /> : null}
      {deals > 0 ? <DifferenceTable difference={difference} workspace={workspace} /> : null}
      {datedBack.length > 0 ? <Back changes={datedBack} workspace={workspace} then={then} /> : null}
    </>
  )
}

function Reasons({ difference, workspace }: DifferenceProps): JSX.Element {
  return (
    <p class="chips">
      {difference.reasons.map(({ reason, count, value }) => (
        <span class="tag">
          {countText(count)} {REASON_WORDS[reason] ?? reason} {value === 0 ? '' : signed(value, workspace)}
        </span>
      ))}
    </p>
  )
}

const REASON_WORDS: Readonly<Record<string, string>> = {
  created: 'created since',
  changed: 'changed',
  deleted: 'deleted',
  'brought in': 'came into what is counted',
  'taken out': 'left what is counted',
  reopened: 'reopened',
  won: 'won since',
  lost: 'lost since',
  abandoned: 'abandoned since',
}

function DifferenceTable({ difference, workspace }: DifferenceProps): JSX.Element {
  const { named, deals } = difference
  return (
    <>
      <section class="table-scroll" aria-label="Deals that make the difference" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Deal</th>
              <th scope="col">Then</th>
              <th scope="col">Now</th>
              <th scope="col" class="number">
                Difference
              </th>
            </tr>
          </thead>
          <tbody>
            {named.map((deal) => (
              <tr>
                <th scope="row" class="name">
                  <a href={`/deals/${deal.number}`}>{deal.name}</a> <span class="muted">D-{deal.number}</span>
                </th>
                <td>{stoodText(deal.before, 'not there yet', workspace)}</td>
                <td>{stoodText(deal.after, 'gone', workspace)}</td>
                <td class="number">{effect(deal, workspace)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {deals > named.length ? (
        <p class="muted small">And {dealsText(deals - named.length)} that make less of it.</p>
      ) : null}
    </>
  )
}

/** What was recorded late: it stands in both figures, though nobody could see it when the period ended. */
function Back({
  changes,
  workspace,
  then,
}: {
  changes: readonly DatedBack[]
  workspace: Workspace
  then: string
}): JSX.Element {
  const { timeZone, currency } = workspace
  return (
    <div class="dated-back">
      <h3>Recorded afterwards</h3>
      <p class="muted">
        {changes.length === 1 ? 'This change is' : 'These changes are'} dated before {then} and{' '}
        {changes.length === 1 ? 'was' : 'were'} entered later: both figures hold {changes.length === 1 ? 'it' : 'them'},
        but nobody saw {changes.length === 1 ? 'it' : 'them'} then.
      </p>
      <ul>
        {changes.map(({ number, name, kind, dated, recorded, by, value }) => (
          <li>
            <a href={`/deals/${number}`}>
              D-{number} {name}
            </a>{' '}
            {kind} on {dateText(localDateOf(dated, timeZone))}
            {value === null ? '' : `, ${formatMoney(value, currency)}`} · entered {momentText(recorded, timeZone)}
            {by ? ` by ${by}` : ''}
          </li>
        ))}
      </ul>
    </div>
  )
}

function worth({ count, value }: Difference['before'], { currency }: Workspace): string {
  return `${formatMoney(value, currency)} in ${dealsText(count)}`
}

function stoodText(stood: Stood | null, none: string, { currency }: Workspace): JSX.Element {
  if (!stood) return <span class="muted">{none}</span>
  const { status, stage, value, counted } = stood
  const text = `${STATUS_WORDS[status]} in ${stage}, ${value === null ? 'no value' : formatMoney(value, currency)}`
  return counted ? <span>{text}</span> : <span class="muted">{text}: not counted</span>
}

function effect({ value, count }: DealDifference, workspace: Workspace): string {
  if (value !== 0) return signed(value, workspace)
  return count === 0 ? 'moved' : count > 0 ? '+1 deal' : '−1 deal'
}

function signed(value: number, { currency }: Workspace): string {
  if (value === 0) return `±${formatMoney(0, currency)}`
  return `${value > 0 ? '+' : '−'}${formatMoney(Math.abs(value), currency)}`
}
