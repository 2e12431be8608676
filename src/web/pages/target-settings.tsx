import type { JSX } from 'hono/jsx/jsx-runtime'
import { formatMoney, type Member, type Pipeline, type Target, type Term, termLabel } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { Field, Options, Refused } from './fields.tsx'
import { TermOptions } from './term-options.tsx'

interface TargetSettingsProps {
  targets: readonly Target[]
  /** What a target can be set for. */
  terms: readonly Term[]
  members: readonly Member[]
  pipelines: readonly Pipeline[]
  currency: string
  mayChange: boolean
  refusal: Refusal | undefined
}

/** What shall be won, by whom and until when. */
export function TargetSettings(props: TargetSettingsProps): JSX.Element {
  const { targets, mayChange, refusal } = props
  const starts = [...new Set(targets.map(({ unit, startsOn }) => `${unit} ${startsOn}`))]
  return (
    <>
      <Refused message={refusal?.message} />
      <section class="card">
        <div class="card-head">
          <div>
            <h2>Targets</h2>
            <p>
              Won value wanted in a month or a quarter. A quarter without a target of its own wants what its months
              want, a team without one what its owners want; a year is the sum of its quarters.
            </p>
          </div>
        </div>
        {targets.length === 0 ? <p class="muted">There is no target yet.</p> : null}
        {starts.map((start) => (
          <TargetsOf {...props} targets={targets.filter(({ unit, startsOn }) => `${unit} ${startsOn}` === start)} />
        ))}
      </section>
      {mayChange ? <NewTarget {...props} /> : <p class="muted">Managers and admins set targets.</p>}
    </>
  )
}

function TargetsOf({ targets, currency, mayChange }: TargetSettingsProps): JSX.Element {
  const [first] = targets
  return (
    <div class="rates">
      <h3>{first ? termLabel(first) : ''}</h3>
      <ul class="rows">
        {targets.map(({ owner, pipeline, unit, startsOn, value, setBy }) => (
          <li>
            <span class="grow">
              {owner?.name ?? 'The team'}
              {pipeline ? ` in ${pipeline.name}` : ''}
              {setBy ? <span class="muted small"> · set by {setBy}</span> : null}
            </span>
            <strong class="number">{formatMoney(value ?? 0, currency)}</strong>
            {mayChange ? (
              <form method="post" action="/settings/targets">
                <input type="hidden" name="owner" value={owner?.id ?? ''} />
                <input type="hidden" name="pipeline" value={pipeline?.id ?? ''} />
                <input type="hidden" name="term" value={`${unit} ${startsOn}`} />
                <button class="button tight quiet" type="submit">
                  Take back
                  <span class="visually-hidden">
                    the target of {owner?.name ?? 'the team'} for {termLabel({ unit, startsOn })}
                  </span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

function NewTarget({ members, pipelines, terms, currency, refusal }: TargetSettingsProps): JSX.Element {
  const { typed = {}, fields = {} } = refusal ?? {}
  const named = (all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <section class="card">
      <div class="card-head">
        <div>
          <h2>Set a target</h2>
          <p>Setting it again changes it; without an amount it is taken back.</p>
        </div>
      </div>
      <form method="post" action="/settings/targets" class="fields">
        <Field label="Of" name="owner" error={fields.owner}>
          {(field) => (
            <select {...field}>
              <Options options={named(members)} chosen={typed.owner ?? ''} none="The whole team" />
            </select>
          )}
        </Field>
        <Field label="In" name="pipeline" error={fields.pipeline}>
          {(field) => (
            <select {...field}>
              <Options options={named(pipelines)} chosen={typed.pipeline ?? ''} none="All pipelines" />
            </select>
          )}
        </Field>
        <Field label="For" name="term" error={fields.unit ?? fields.startsOn}>
          {(field) => (
            <select {...field}>
              <TermOptions terms={terms} chosen={typed.term} />
            </select>
          )}
        </Field>
        <Field label={`Won value in ${currency}`} name="value" error={fields.value}>
          {(field) => (
            <input {...field} value={typed.value ?? ''} placeholder="250k" autocomplete="off" maxlength={40} />
          )}
        </Field>
        <div class="wide">
          <button class="button" type="submit">
            Set target
          </button>
        </div>
      </form>
    </section>
  )
}
