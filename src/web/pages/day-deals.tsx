import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Attention, type DealPage, formatMoney, type Opportunity } from '../../core/index.ts'
import { countText, daysBetween, shortDate } from '../format.ts'
import type { MyDayData } from './day-data.ts'
import { DealDeeds } from './day-deeds.tsx'
import { dealHref } from './day-head.tsx'

const WORDS: Record<Attention, { title: string; hint: string }> = {
  overdue: { title: 'Overdue', hint: 'Their expected close is past. Set a new date, or say how they ended.' },
  closing: { title: 'Closing this month', hint: 'What is missing for the signature?' },
  stuck: { title: 'Stuck', hint: 'Longer in their stage than its limit. Move them on, or let go.' },
  stale: { title: 'Stale', hint: 'Nobody has touched them for longer than their stage’s limit.' },
  'no-next-step': { title: 'Without a next step', hint: 'No open task, and no expected close to come.' },
}

interface DealsOfDayProps {
  kind: Attention
  list: DealPage
  data: MyDayData
}

/** Deals that want attention for one reason, and all that one does about it in place. */
export function DealsOfDay({ kind, list, data }: DealsOfDayProps): JSX.Element {
  const { title, hint } = WORDS[kind]
  const { workspace } = data
  return (
    <section class="card day-card" aria-labelledby={`day-${kind}`}>
      <div class="card-head">
        <div>
          <h2 id={`day-${kind}`}>
            <a href={list.link}>{title}</a> <span class="count">{countText(list.count)}</span>
          </h2>
          {data.asOf.asOf ? null : <p class="small">{hint}</p>}
        </div>
        <p class="day-value">{formatMoney(list.value, workspace.currency)}</p>
      </div>
      <ul class="day-list">
        {list.items.map((deal) => (
          <li class="day-row" data-key={`${kind}-${deal.ref}`}>
            <div class="grow">
              <p class="day-name">
                <a href={dealHref(deal.number, data.asOf.asOf)}>{deal.name}</a>
                <span class="day-amount">{deal.value === null ? '–' : formatMoney(deal.value, deal.currency)}</span>
              </p>
              <p class="small muted">
                {deal.stage.name} · <span class={kind === 'closing' ? '' : 'bad'}>{whyOf(kind, deal, data)}</span>
                {data.member === null ? ` · ${deal.owner?.name ?? 'nobody’s'}` : ''}
              </p>
            </div>
            {data.asOf.asOf ? null : <DealDeeds kind={kind} deal={deal} data={data} />}
          </li>
        ))}
      </ul>
      {list.count > list.items.length ? (
        <p class="behind">
          <a href={list.link}>All {countText(list.count)} as a list</a>
        </p>
      ) : null}
    </section>
  )
}

function whyOf(kind: Attention, deal: Opportunity, { now, agenda, asOf: { asOf } }: MyDayData): string {
  const close = deal.expectedCloseOn
  switch (kind) {
    case 'stuck':
      return `${daysBetween(deal.stageEnteredAt, asOf ?? now)} days in its stage`
    case 'stale':
      // When somebody last wrote a note or finished a task is not in a past moment's deal: only that it was too long ago.
      if (asOf) return 'untouched for longer than its stage’s limit'
      return `untouched for ${daysBetween(deal.lastActivityAt, now)} days`
    case 'no-next-step':
      return close ? `expected ${shortDate(close, agenda.today)}, and no task` : 'no task, no date'
    default:
      return close ? `expected ${shortDate(close, agenda.today)}` : 'no date'
  }
}
