import type { Child } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { BulkChange, Reason } from '../../core/index.ts'
import { dealsText, momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { type FilterEntry, queryOf } from '../query.ts'
import type { DealChoices } from './deal-form.tsx'
import { Field, Options, Refused } from './fields.tsx'

export interface BulkChoiceData {
  /** How many deals it is about. */
  readonly count: number
  /** Their numbers, when they were ticked one by one; null for all that the filters leave. */
  readonly numbers: readonly number[] | null
  readonly entries: readonly FilterEntry[]
  readonly back: string
  readonly choices: DealChoices
  readonly reasons: readonly Reason[]
  readonly recent: readonly Omit<BulkChange, 'counts' | 'undone' | 'left'>[]
  readonly timeZone: string
  readonly refusal?: Refusal | undefined
}

/** What shall become of the deals chosen: one of six things, which the next page shows before anything is done. */
export function BulkChoice(data: BulkChoiceData): JSX.Element {
  const { count, numbers, entries, back, refusal } = data
  return (
    <>
      <BulkHead title={`Change ${dealsText(count)}`} />
      <div class="grid">
        <section class="card span-7" aria-labelledby="bulk-what">
          <div class="card-head">
            <h2 id="bulk-what">What shall become of them?</h2>
            <p class="muted small">Nothing is changed yet: you see first what would happen to each.</p>
          </div>
          <form method="post" action="/deals/bulk" class="bulk-form">
            <Refused message={refusal?.message} />
            {numbers === null ? <input type="hidden" name="all" value="1" /> : null}
            <input type="hidden" name="deals" value={(numbers ?? []).join(' ')} />
            <input type="hidden" name="query" value={queryOf(entries).slice(1)} />
            <input type="hidden" name="back" value={back} />
            <Deeds {...data} />
            <div class="buttons">
              <button class="button main" type="submit">
                See what would change
              </button>
              <a class="button" href={back}>
                Cancel
              </a>
            </div>
          </form>
        </section>
        <RecentBulkChanges {...data} />
      </div>
    </>
  )
}

/** The page's name, under the list that it belongs to. */
export function BulkHead({ title, children }: { title: string; children?: Child }): JSX.Element {
  return (
    <div class="page-head">
      <div>
        <p class="crumbs">
          <a href="/deals">Deals</a> <span class="muted">/ Many at once</span>
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </div>
  )
}

function Deeds({ choices, reasons, refusal }: BulkChoiceData): JSX.Element {
  const typed = refusal?.typed ?? {}
  const wrong = refusal?.fields ?? {}
  const chosen = typed.kind ?? 'move'
  const named = (things: readonly { id: string; name: string }[]) =>
    things.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <fieldset class="deeds">
      <legend class="visually-hidden">What shall become of them?</legend>
      <Deed kind="move" label="Move to a stage" chosen={chosen}>
        <Field label="Stage" name="stage" prefix="bulk" error={wrong.stage}>
          {(field) => (
            <select {...field}>
              {choices.pipelines.map(({ name, stages }) => (
                <optgroup label={name}>
                  <Options options={named(stages)} chosen={typed.stage ?? ''} />
                </optgroup>
              ))}
            </select>
          )}
        </Field>
      </Deed>
      <Deed kind="assign" label="Give to somebody" chosen={chosen}>
        <Field label="Owner" name="owner" prefix="bulk" error={wrong.owner}>
          {(field) => (
            <select {...field}>
              <Options options={named(choices.owners)} chosen={typed.owner ?? ''} none="Nobody" />
            </select>
          )}
        </Field>
      </Deed>
      <Deed kind="lost" label="Close as lost" chosen={chosen}>
        <Why status="lost" reasons={reasons} typed={typed.lostReason} error={wrong.reason} />
      </Deed>
      <Deed kind="abandoned" label="Close as abandoned" chosen={chosen}>
        <Why status="abandoned" reasons={reasons} typed={typed.abandonedReason} error={wrong.reason} />
      </Deed>
      <Deed kind="expected-close" label="Set the expected close" chosen={chosen}>
        <Field label="Day" name="on" prefix="bulk" error={wrong.expectedCloseOn} hint="Empty takes the date away">
          {(field) => <input type="date" {...field} value={typed.on ?? ''} />}
        </Field>
      </Deed>
      <Deed kind="tag" label="Add or take away tags" chosen={chosen}>
        <Field label="Add" name="add" prefix="bulk" error={wrong.add ?? wrong.tags} hint="Words with spaces between">
          {(field) => <input {...field} value={typed.add ?? ''} autocomplete="off" />}
        </Field>
        <Field label="Take away" name="remove" prefix="bulk">
          {(field) => <input {...field} value={typed.remove ?? ''} autocomplete="off" />}
        </Field>
      </Deed>
      <Deed kind="delete" label="Delete" chosen={chosen}>
        <p class="hint">They leave every list and figure. Their history is kept, and you can take it back.</p>
      </Deed>
    </fieldset>
  )
}

interface DeedProps {
  kind: string
  label: string
  chosen: string
  children: Child
}

/** One way: its fields show only when it is chosen. */
function Deed({ kind, label, chosen, children }: DeedProps): JSX.Element {
  return (
    <div class="deed">
      <label class="check">
        <input type="radio" name="kind" value={kind} checked={kind === chosen} />
        {label}
      </label>
      <div class="deed-fields">{children}</div>
    </div>
  )
}

interface WhyProps {
  status: 'lost' | 'abandoned'
  reasons: readonly Reason[]
  typed: string | undefined
  error: string | undefined
}

function Why({ status, reasons, typed = '', error }: WhyProps): JSX.Element {
  const options = reasons
    .filter((reason) => reason.status === status)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Field label="Why?" name={`${status}Reason`} prefix="bulk" error={error}>
      {(field) => (
        <select {...field}>
          <Options options={options} chosen={typed} none="No reason given" />
        </select>
      )}
    </Field>
  )
}

function RecentBulkChanges({ recent, timeZone }: BulkChoiceData): JSX.Element | null {
  if (recent.length === 0) return null
  return (
    <section class="card span-5" aria-labelledby="bulk-recent">
      <div class="card-head">
        <h2 id="bulk-recent">Done lately</h2>
        <p class="muted small">Each can be taken back as one.</p>
      </div>
      <ul class="recent">
        {recent.map(({ id, sentence, by, startedAt, undoneAt }) => (
          <li>
            <a href={`/deals/bulk/${id}`}>{sentence}</a>
            <span class="muted small">
              {by?.name ?? 'Dealwright'} · {momentText(startedAt ?? '', timeZone)}
              {undoneAt ? ' · taken back' : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
