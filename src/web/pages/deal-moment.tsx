import type { JSX } from 'hono/jsx/jsx-runtime'
import { type EarlierFacts, formatMoney, type Opportunity } from '../../core/index.ts'
import type { PageFilters } from '../filters.ts'
import { dateText, standingText } from '../format.ts'
import { AsOfPick } from './as-of.tsx'
import { asOfOf } from './overview.tsx'
import { STATUS_WORDS } from './status-badge.tsx'

/** The moment that a deal's page is asked for, and how the deal stood then; null when it was not there. */
export interface DealMomentData {
  readonly page: PageFilters
  readonly stood: EarlierFacts | null
}

interface DealMomentProps extends DealMomentData {
  deal: Opportunity
  timeZone: string
}

/** Chooses the moment. */
export function DealMomentPick({ page, deal, timeZone }: DealMomentProps): JSX.Element {
  const action = `/deals/${deal.number}`
  return (
    <form class="filters" method="get" action={action} aria-label="Moment">
      <AsOfPick {...asOfOf(action, page, timeZone)} />
    </form>
  )
}

/** How the deal stood at the moment that was asked for, beside how it stands now. */
export function DealThen({ page, stood, deal, timeZone }: DealMomentProps): JSX.Element | null {
  const { asOf } = page.filters
  if (!asOf) return null
  const moment = standingText(asOf, timeZone)
  const rows = stood ? factsBeside(stood, deal) : []
  return (
    <section class="card deal-then" aria-labelledby="deal-then">
      <div class="card-head">
        <div>
          <h2 id="deal-then">
            {deal.ref} as of {moment}
          </h2>
          <p>{stood ? 'History beside today; what differs is marked.' : `${deal.ref} was not there at that moment.`}</p>
        </div>
        <a class="button tight" href={`/deals/${deal.number}`}>
          Back to now
        </a>
      </div>
      {stood ? (
        <table>
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">Then</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, was, is]) => (
              <tr>
                <th scope="row">{label}</th>
                <td>{was === is ? was : <mark>{was}</mark>}</td>
                <td>{is}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}

/** Each fact with its label, as it was and as it is. */
function factsBeside(then: EarlierFacts, now: Opportunity): [label: string, was: string, is: string][] {
  const [was, is] = [factsOf(then), factsOf(now)]
  return LABELS.map((label, place) => [label, was[place] ?? '–', is[place] ?? '–'])
}

const LABELS = ['Name', 'Status', 'Stage', 'Value', 'Owner', 'Contact', 'Source', 'Expected close', 'Tags']

function factsOf(facts: EarlierFacts | Opportunity): string[] {
  const { name, status, pipeline, stage, value, currency, owner, contact, source, expectedCloseOn, tags } = facts
  return [
    ...[name, STATUS_WORDS[status], `${pipeline.name}, ${stage.name}`],
    ...[value === null ? '–' : formatMoney(value, currency), owner?.name ?? 'Nobody', contact?.name ?? '–'],
    ...[source ?? '–', expectedCloseOn ? dateText(expectedCloseOn) : '–', tags.length ? tags.join(', ') : '–'],
  ]
}
