import type { JSX } from 'hono/jsx/jsx-runtime'
import type { HistoryItem, Instant, Note, Opportunity, Reason, Task, Workspace } from '../../core/index.ts'
import { formatMoney } from '../../core/index.ts'
import { withTyped } from '../deal-input.ts'
import { dateText, momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { CloseActions, DeletedActions, MoveSteps, ReopenAction } from './deal-actions.tsx'
import { type DealChoices, DealForm, typedFrom } from './deal-form.tsx'
import { DealHistory } from './deal-history.tsx'
import { DealNotes } from './deal-notes.tsx'
import { DealTasks } from './deal-tasks.tsx'
import { ANYWAY, ApplyAnyway, Meanwhile, missedChanges } from './meanwhile.tsx'
import { StatusBadge } from './status-badge.tsx'

export interface DealData {
  readonly workspace: Workspace
  readonly deal: Opportunity
  readonly history: readonly HistoryItem[]
  readonly notes: readonly Note[]
  readonly tasks: readonly Task[]
  readonly memberId: string | null
  readonly now: Instant
  readonly choices: DealChoices
  readonly reasons: readonly Reason[]
  /** Managers and admins may delete, restore and date back. */
  readonly isManager: boolean
  readonly refusal?: Refusal
}

/** Forms that show themselves what was wrong. */
const SHOWN_IN_PLACE = ['edit', 'note', 'task']

/** One deal: where it stands, what is known, what was written, and everything that ever happened to it. */
export function Deal(data: DealData): JSX.Element {
  const { deal, workspace, refusal } = data
  return (
    <>
      <DealHead deal={deal} />
      {refusal && !SHOWN_IN_PLACE.includes(refusal.form) ? (
        <>
          <Meanwhile history={data.history} refusal={refusal} timeZone={workspace.timeZone} />
          <ApplyAnyway deal={deal} history={data.history} refusal={refusal} />
        </>
      ) : null}
      <div data-live="deal-actions" class="deal-actions">
        <DealActions {...data} />
      </div>
      <div class="grid">
        <div class="span-7 stack">
          <section class="card" aria-labelledby="facts">
            <div class="card-head">
              <h2 id="facts">Facts</h2>
            </div>
            <div data-live="deal-facts">
              <Facts deal={deal} timeZone={workspace.timeZone} />
            </div>
            {deal.deletedAt ? null : <EditForm {...data} />}
          </section>
          <DealTasks {...data} owners={data.choices.owners} timeZone={workspace.timeZone} refusal={refusal} />
          <DealNotes deal={deal} notes={data.notes} timeZone={workspace.timeZone} refusal={refusal} />
        </div>
        <DealHistory history={data.history} timeZone={workspace.timeZone} />
      </div>
    </>
  )
}

function DealHead({ deal }: { deal: Opportunity }): JSX.Element {
  return (
    <div class="page-head">
      <div data-live="deal-head">
        <p class="crumbs">
          <a href="/deals">Deals</a> <span class="muted">/ {deal.ref}</span>
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
    </div>
  )
}

function DealActions({ deal, choices, reasons, isManager, refusal }: DealData): JSX.Element {
  if (deal.deletedAt) return <DeletedActions deal={deal} isManager={isManager} />
  const stages = choices.pipelines.find(({ id }) => id === deal.pipeline.id)?.stages ?? []
  return (
    <>
      <MoveSteps deal={deal} stages={stages} />
      {deal.status === 'open' ? (
        <CloseActions deal={deal} reasons={reasons} isManager={isManager} refusal={refusal} />
      ) : (
        <ReopenAction deal={deal} stages={stages} />
      )}
    </>
  )
}

function Facts({ deal, timeZone }: { deal: Opportunity; timeZone: string }): JSX.Element {
  const { contact } = deal
  const facts: [string, JSX.Element | string | null][] = [
    ['Contact', contact && <ContactFact contact={contact} />],
    ['Expected close', deal.expectedCloseOn && dateText(deal.expectedCloseOn)],
    ['Probability', `${deal.probability ?? deal.stage.probability} %${deal.probability === null ? ' (stage)' : ''}`],
    ['Source', deal.source],
    ['Tags', deal.tags.length > 0 ? <Tags tags={deal.tags} /> : null],
    ['In this stage since', momentText(deal.stageEnteredAt, timeZone)],
    ['Created', momentText(deal.createdAt, timeZone)],
    ...(deal.closedOn ? ([['Closed', dateText(deal.closedOn)]] as [string, string][]) : []),
    ...(deal.reason ? ([['Reason', deal.reason.name]] as [string, string][]) : []),
  ]
  return (
    <dl class="facts">
      {facts.map(([name, fact]) => (
        <div>
          <dt>{name}</dt>
          <dd>{fact ?? <span class="muted">–</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

function ContactFact({ contact }: { contact: NonNullable<Opportunity['contact']> }): JSX.Element {
  return (
    <>
      {contact.name}
      {contact.company ? `, ${contact.company}` : ''}
      {contact.email ? (
        <>
          <br />
          <a href={`mailto:${contact.email}`}>{contact.email}</a>
        </>
      ) : null}
      {contact.phone ? (
        <>
          <br />
          <a href={`tel:${contact.phone}`}>{contact.phone}</a>
        </>
      ) : null}
    </>
  )
}

function Tags({ tags }: { tags: readonly string[] }): JSX.Element {
  return (
    <span class="buttons">
      {tags.map((tag) => (
        <a class="tag" href={`/deals?tag=${encodeURIComponent(tag)}`}>
          {tag}
        </a>
      ))}
    </span>
  )
}

function EditForm({ deal, choices, refusal, history, workspace }: DealData): JSX.Element {
  const refused = refusal?.form === 'edit' ? refusal : undefined
  return (
    <details class="edit" id="edit" open={refused !== undefined}>
      <summary class="button tight">Edit</summary>
      <DealForm
        action={`/deals/${deal.number}/edit`}
        submit={missedChanges(history, refused) > 0 ? ANYWAY : 'Save'}
        choices={choices}
        typed={refused ? withTyped(typedFrom(deal), refused.typed) : typedFrom(deal)}
        refusal={refused}
        above={refused && <Meanwhile history={history} refusal={refused} timeZone={workspace.timeZone} />}
        seen={{ version: deal.version, was: typedFrom(deal) }}
        asks={{ stage: deal.status === 'open', note: false }}
        cancel={`/deals/${deal.number}`}
      />
    </details>
  )
}
