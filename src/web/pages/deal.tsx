import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  type HistoryItem,
  type Instant,
  localDateOf,
  type Note,
  type Opportunity,
  type Reason,
  type Stance,
  type Stay,
  type Task,
  type Workspace,
} from '../../core/index.ts'
import { withTyped } from '../deal-input.ts'
import type { Refusal } from '../forms.ts'
import { AsOfBanner } from './as-of.tsx'
import { CloseActions, DeletedActions, MoveSteps, ReopenAction } from './deal-actions.tsx'
import { Facts } from './deal-facts.tsx'
import { type DealChoices, DealForm, typedFrom } from './deal-form.tsx'
import { DealHead, type Neighbours } from './deal-head.tsx'
import { DealHistory } from './deal-history.tsx'
import { DealNotes } from './deal-notes.tsx'
import { DealStays } from './deal-stays.tsx'
import { DealTasks } from './deal-tasks.tsx'
import { factForm } from './fact-edit.tsx'
import { FACT_LABELS } from './fact-input.tsx'
import { ANYWAY, ApplyAnyway, Meanwhile, missedChanges } from './meanwhile.tsx'

export interface DealData {
  readonly workspace: Workspace
  readonly deal: Opportunity
  readonly history: readonly HistoryItem[]
  readonly stays: readonly Stay[]
  readonly notes: readonly Note[]
  readonly tasks: readonly Task[]
  readonly memberId: string | null
  readonly now: Instant
  readonly choices: DealChoices
  readonly reasons: readonly Reason[]
  /** Managers and admins may delete, restore and date back. */
  readonly isManager: boolean
  readonly neighbours: Neighbours
  readonly stance: Stance | 'none'
  readonly undoable: HistoryItem | null
  /** How many copies of its card stand in Slack. */
  readonly posted: number
  readonly refusal?: Refusal
}

/** Forms that show themselves what was wrong. */
const SHOWN_IN_PLACE = ['edit', 'note', 'task', ...Object.keys(FACT_LABELS).map(factForm)]

/** One deal: where it stands, what is known, what was written, and everything that ever happened to it. */
export function Deal(data: DealData): JSX.Element {
  const { deal, workspace, refusal, history, posted } = data
  const { timeZone } = workspace
  return (
    <>
      <DealHead {...data} asOf={null} timeZone={timeZone} />
      {refusal && !SHOWN_IN_PLACE.includes(refusal.form) ? (
        <>
          <Meanwhile history={history} refusal={refusal} timeZone={timeZone} />
          <ApplyAnyway deal={deal} history={history} refusal={refusal} />
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
              {posted > 0 ? (
                <p class="muted small">
                  {posted === 1 ? 'Its card stands in Slack' : `${posted} cards stand in Slack`}
                </p>
              ) : null}
            </div>
            <div data-live="deal-facts">
              <Facts deal={deal} timeZone={timeZone} editing={deal.deletedAt ? undefined : { ...data, timeZone }} />
            </div>
            {deal.deletedAt ? null : <EditForm {...data} />}
          </section>
          <DealTasks {...data} owners={data.choices.owners} timeZone={timeZone} refusal={refusal} />
          <DealNotes deal={deal} notes={data.notes} timeZone={timeZone} refusal={refusal} />
        </div>
        <div class="span-5 stack">
          <DealStays stays={data.stays} now={data.now} dayOf={(moment) => localDateOf(moment, timeZone)} />
          <DealHistory history={history} timeZone={timeZone} seesBulk={data.isManager} />
        </div>
      </div>
    </>
  )
}

export type DealThenData = Pick<DealData, 'deal' | 'history' | 'stays' | 'notes' | 'workspace' | 'neighbours'> & {
  readonly asOf: Instant
}

/** The deal as it stood at a moment: to read, not to change. */
export function DealThen(data: DealThenData): JSX.Element {
  const { deal, asOf, history, notes, stays, workspace, neighbours } = data
  const { timeZone } = workspace
  const nowHref = `/deals/${deal.number}`
  return (
    <>
      <DealHead deal={deal} neighbours={neighbours} asOf={asOf} timeZone={timeZone} undoable={null} />
      <AsOfBanner asOf={asOf} timeZone={timeZone} nowHref={nowHref} />
      <div class="grid">
        <div class="span-7 stack">
          <section class="card" aria-labelledby="facts">
            <div class="card-head">
              <h2 id="facts">Facts</h2>
            </div>
            <Facts deal={deal} timeZone={timeZone} />
          </section>
          <DealNotes deal={deal} notes={notes} timeZone={timeZone} refusal={undefined} readOnly />
        </div>
        <div class="span-5 stack">
          <DealStays stays={stays} now={asOf} until="then" dayOf={(moment) => localDateOf(moment, timeZone)} />
          <DealHistory history={history} timeZone={timeZone} seesBulk={false} />
        </div>
      </div>
    </>
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
