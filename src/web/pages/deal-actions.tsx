import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Opportunity, Reason, Stage } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { Field, Options } from './fields.tsx'

/** The stages of its pipeline in order: where the deal stands, and buttons that move it elsewhere. */
export function MoveSteps({ deal, stages }: { deal: Opportunity; stages: readonly Stage[] }): JSX.Element {
  const open = deal.status === 'open'
  return (
    <form method="post" action={`/deals/${deal.number}/move`} aria-label={`Stages of ${deal.pipeline.name}`}>
      <Seen deal={deal} />
      <ol class={`steps ${deal.status}`}>
        {stages.map((stage) => {
          const here = stage.id === deal.stage.id
          const state = here ? 'here' : stage.rank < deal.stage.rank ? 'passed' : 'ahead'
          return (
            <li class={state} {...(here ? { 'aria-current': 'step' } : {})}>
              {here || !open ? (
                <span>{stage.name}</span>
              ) : (
                <button type="submit" name="stage" value={stage.id} title={`Move to ${stage.name}`}>
                  {stage.name}
                </button>
              )}
            </li>
          )
        })}
      </ol>
    </form>
  )
}

interface CloseActionsProps {
  deal: Opportunity
  reasons: readonly Reason[]
  isManager: boolean
  refusal: Refusal | undefined
}

/** The three ways to end an open deal, and for managers the way to delete it. */
export function CloseActions({ deal, reasons, isManager, refusal }: CloseActionsProps): JSX.Element {
  const ways = ['won', 'lost', 'abandoned'] as const
  const words = { won: 'Won', lost: 'Lost …', abandoned: 'Abandoned …' }
  return (
    <div class="buttons actions">
      {ways.map((status) =>
        status === 'won' && !isManager ? (
          <form method="post" action={`/deals/${deal.number}/close`}>
            <Seen deal={deal} />
            <button class="button main" type="submit" name="status" value="won">
              Won
            </button>
          </form>
        ) : (
          <Panel
            summary={status === 'won' ? 'Won …' : words[status]}
            main={status === 'won'}
            open={refusal?.form === status}
          >
            <CloseForm deal={deal} status={status} reasons={reasons} isManager={isManager} refusal={refusal} />
          </Panel>
        ),
      )}
      {isManager ? <DeleteAction deal={deal} /> : null}
    </div>
  )
}

function CloseForm(props: CloseActionsProps & { status: 'won' | 'lost' | 'abandoned' }): JSX.Element {
  const { deal, status, isManager } = props
  const refusal = props.refusal?.form === status ? props.refusal : undefined
  const reasons = props.reasons.filter((reason) => reason.status === status)
  return (
    <form method="post" action={`/deals/${deal.number}/close`} class="panel-fields">
      <Seen deal={deal} />
      {status === 'won' ? null : (
        <Field label="Why?" name="reason" prefix={status} error={refusal?.fields.reason}>
          {(field) => (
            <select {...field}>
              <Options
                options={reasons.map(({ id, name }) => ({ value: id, label: name }))}
                chosen={refusal?.typed.reason ?? ''}
                none="No reason given"
              />
            </select>
          )}
        </Field>
      )}
      {isManager ? (
        <Field label="On" name="closedOn" prefix={status} error={refusal?.fields.closedOn} hint="Empty means now">
          {(field) => <input type="date" {...field} value={refusal?.typed.closedOn ?? ''} />}
        </Field>
      ) : null}
      <button class="button main" type="submit" name="status" value={status}>
        Mark as {status}
      </button>
    </form>
  )
}

/** Opens a closed deal again, where it stood or elsewhere. */
export function ReopenAction({ deal, stages }: { deal: Opportunity; stages: readonly Stage[] }): JSX.Element {
  return (
    <form method="post" action={`/deals/${deal.number}/reopen`} class="buttons actions inline-form">
      <Seen deal={deal} />
      <label class="pick">
        <span>in</span>
        <select name="stage">
          <Options options={stages.map(({ id, name }) => ({ value: id, label: name }))} chosen={deal.stage.id} />
        </select>
      </label>
      <button class="button" type="submit">
        Reopen
      </button>
    </form>
  )
}

/** A deleted deal can only be brought back. */
export function DeletedActions({ deal, isManager }: { deal: Opportunity; isManager: boolean }): JSX.Element {
  return (
    <form method="post" action={`/deals/${deal.number}/restore`} class="banner note">
      <span>{deal.ref} was deleted. It is in no list and no figure, and its history is kept.</span>
      {isManager ? (
        <button class="button tight" type="submit">
          Restore
        </button>
      ) : null}
    </form>
  )
}

function DeleteAction({ deal }: { deal: Opportunity }): JSX.Element {
  return (
    <Panel summary="Delete …" danger>
      <form method="post" action={`/deals/${deal.number}/delete`} class="panel-fields">
        <Seen deal={deal} />
        <p>It leaves every list and figure. Its history is kept, and you can restore it.</p>
        <button class="button danger" type="submit">
          Delete {deal.ref}
        </button>
      </form>
    </Panel>
  )
}

interface PanelProps {
  summary: string
  main?: boolean
  danger?: boolean
  open?: boolean
  children: Child
}

/** A button that opens a small form. */
function Panel({ summary, main, danger, open = false, children }: PanelProps): JSX.Element {
  return (
    <details class="menu" data-closes open={open}>
      <summary class={`button ${main ? 'main' : ''} ${danger ? 'danger' : ''}`}>{summary}</summary>
      <div class="menu-panel">{children}</div>
    </details>
  )
}

/** Says along which version of the deal the person saw. */
function Seen({ deal }: { deal: Opportunity }): JSX.Element {
  return <input type="hidden" name="version" value={String(deal.version)} />
}
