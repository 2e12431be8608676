import type { JSX } from 'hono/jsx/jsx-runtime'
import {
  formatMoney,
  type Member,
  type SubmittedForecast,
  type Term,
  termLabel,
  type Workspace,
} from '../../core/index.ts'
import { momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { Field, Options, Refused } from './fields.tsx'
import { TermOptions } from './term-options.tsx'

interface SubmittedForecastsProps {
  forecasts: readonly SubmittedForecast[]
  terms: readonly Term[]
  /** For whom a figure can be submitted. */
  owners: readonly Member[]
  mayForTeam: boolean
  query: string
  refusal: Refusal | undefined
  workspace: Workspace
}

/** What people said would come, and the form to say it. */
export function SubmittedForecasts(props: SubmittedForecastsProps): JSX.Element {
  const { forecasts, workspace } = props
  return (
    <div class="grid">
      <section class="card span-8" aria-labelledby="submitted">
        <div class="card-head">
          <div>
            <h2 id="submitted">Submitted</h2>
            <p>Figures stay as they were submitted; a later one stands beside an earlier one.</p>
          </div>
        </div>
        {forecasts.length === 0 ? <p class="muted">Nothing was submitted for this time yet.</p> : null}
        {forecasts.length > 0 ? (
          <div class="table-scroll">
            <table>
              <caption class="visually-hidden">Submitted forecasts, the latest first</caption>
              <thead>
                <tr>
                  <th scope="col">For</th>
                  <th scope="col">Of</th>
                  <th scope="col" class="number">
                    Forecast
                  </th>
                  <th scope="col">Submitted</th>
                </tr>
              </thead>
              <tbody>
                {forecasts.map((forecast) => (
                  <ForecastRow forecast={forecast} workspace={workspace} />
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </section>
      <SubmitForm {...props} />
    </div>
  )
}

function ForecastRow({ forecast, workspace }: { forecast: SubmittedForecast; workspace: Workspace }): JSX.Element {
  const { owner, value, note, submittedBy, submittedAt } = forecast
  return (
    <tr>
      <th scope="row">{termLabel(forecast)}</th>
      <td>{owner?.name ?? 'The team'}</td>
      <td class="number">{formatMoney(value, workspace.currency)}</td>
      <td>
        {momentText(submittedAt, workspace.timeZone)}
        {submittedBy ? ` by ${submittedBy}` : ''}
        {note ? <p class="muted small">{note}</p> : null}
      </td>
    </tr>
  )
}

function SubmitForm({ terms, owners, mayForTeam, query, refusal, workspace }: SubmittedForecastsProps): JSX.Element {
  const { typed = {}, fields = {} } = refusal ?? {}
  const people = owners.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <section class="card span-4" aria-labelledby="submit">
      <div class="card-head">
        <h2 id="submit">Submit a forecast</h2>
      </div>
      <form method="post" action={`/reports/forecast${query}`} class="stack">
        <Refused message={refusal?.message} />
        <Field label="For" name="term" prefix="submit" error={fields.unit ?? fields.startsOn}>
          {(field) => (
            <select {...field}>
              <TermOptions terms={terms} chosen={typed.term} />
            </select>
          )}
        </Field>
        <Field label="Of" name="owner" prefix="submit" error={fields.owner}>
          {(field) => (
            <select {...field}>
              <Options
                options={people}
                chosen={typed.owner ?? ''}
                {...(mayForTeam ? { none: 'The whole team' } : {})}
              />
            </select>
          )}
        </Field>
        <Field label={`Will be won, in ${workspace.currency}`} name="value" prefix="submit" error={fields.value}>
          {(field) => (
            <input {...field} value={typed.value ?? ''} placeholder="250k" required autocomplete="off" maxlength={40} />
          )}
        </Field>
        <Field label="Note" name="note" prefix="submit" error={fields.note}>
          {(field) => (
            <textarea {...field} rows={3} maxlength={2000}>
              {typed.note ?? ''}
            </textarea>
          )}
        </Field>
        <div>
          <button class="button" type="submit">
            Submit
          </button>
        </div>
      </form>
    </section>
  )
}
