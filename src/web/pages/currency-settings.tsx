import type { JSX } from 'hono/jsx/jsx-runtime'
import type { LocalDate, Rate, RateImport } from '../../core/index.ts'
import { countText, dateText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { Field, Refused } from './fields.tsx'

/** Earlier rates of a currency that the page shows; the API lists them all. */
const MOST_EARLIER = 100
const MOST_PROBLEMS = 20

interface CurrencySettingsProps {
  /** What the workspace counts in. */
  own: string
  /** Null for those who may not see them. */
  rates: readonly Rate[] | null
  today: LocalDate
  isAdmin: boolean
  refusal: Refusal | undefined
  outcome: RateImport | undefined
}

/** What other currencies are worth, from which day on. */
export function CurrencySettings(props: CurrencySettingsProps): JSX.Element {
  const { own, rates, isAdmin, refusal, outcome } = props
  if (!rates) return <p class="card muted">Rates are for managers and admins to see.</p>
  const currencies = [...new Set(rates.map(({ currency }) => currency))].sort()
  return (
    <>
      <Refused message={refusal?.message} />
      {outcome ? <Outcome outcome={outcome} /> : null}
      <section class="card">
        <div class="card-head">
          <div>
            <h2>Rates to {own}</h2>
            <p>
              Open deals go by the latest rate; a closed deal keeps the rate of the day it closed. Deals in a currency
              without a rate are counted, not priced.
            </p>
          </div>
        </div>
        {currencies.length === 0 ? <p class="muted">There is no rate yet. Deals in {own} need none.</p> : null}
        {currencies.map((currency) => (
          <RatesOf {...props} rates={rates.filter((rate) => rate.currency === currency)} />
        ))}
      </section>
      {isAdmin ? (
        <NewRate own={own} today={props.today} refusal={refusal?.form === 'new-rate' ? refusal : undefined} />
      ) : null}
      {isAdmin ? <ImportRates refusal={refusal?.form === 'import' ? refusal : undefined} /> : null}
    </>
  )
}

/** The rate in use and those still to come; the earlier ones fold away. */
function RatesOf(props: CurrencySettingsProps & { rates: readonly Rate[] }): JSX.Element {
  const { rates, today } = props
  const inUse = rates.findIndex(({ day }) => day <= today)
  const current = inUse < 0 ? rates : rates.slice(0, inUse + 1)
  const earlier = rates.slice(current.length)
  return (
    <div class="rates">
      <ul class="rows">
        {current.map((rate) => (
          <RateRow {...props} rate={rate} />
        ))}
      </ul>
      {earlier.length > 0 ? (
        <details>
          <summary>
            {countText(earlier.length)} earlier {earlier.length === 1 ? 'rate' : 'rates'} of {rates[0]?.currency}
          </summary>
          <ul class="rows">
            {earlier.slice(0, MOST_EARLIER).map((rate) => (
              <RateRow {...props} rate={rate} />
            ))}
          </ul>
          {earlier.length > MOST_EARLIER ? (
            <p class="muted small">The API lists the {countText(earlier.length - MOST_EARLIER)} before these.</p>
          ) : null}
        </details>
      ) : null}
    </div>
  )
}

function RateRow({ own, today, isAdmin, rate }: CurrencySettingsProps & { rate: Rate }): JSX.Element {
  const path = `/settings/currencies/${rate.id}`
  const which = `${rate.currency} of ${dateText(rate.day)}`
  return (
    <li>
      <span class="grow">
        <strong>
          1 {rate.currency} = {rate.rate} {own}
        </strong>
        <br />
        <span class="muted small">
          {rate.day > today ? 'will count from' : 'from'} {dateText(rate.day)}
          {rate.enteredBy ? ` · entered by ${rate.enteredBy}` : ''}
        </span>
      </span>
      {isAdmin ? (
        <>
          <form method="post" action={`${path}/correct`} class="inline-form">
            <input
              name="rate"
              value={rate.rate}
              aria-label={`Rate of ${which}`}
              inputmode="decimal"
              required
              maxlength={24}
            />
            <button class="button tight" type="submit" aria-label={`Correct the rate of ${which}`}>
              Correct
            </button>
          </form>
          <form method="post" action={`${path}/remove`}>
            <button class="button tight quiet" type="submit" aria-label={`Remove the rate of ${which}`}>
              Remove
            </button>
          </form>
        </>
      ) : null}
    </li>
  )
}

function NewRate({ own, today, refusal }: { own: string; today: string; refusal: Refusal | undefined }): JSX.Element {
  const { typed = {}, fields = {} } = refusal ?? {}
  return (
    <section class="card">
      <div class="card-head">
        <h2>Add a rate</h2>
      </div>
      <form method="post" action="/settings/currencies" class="fields three">
        <Field label="Currency" name="currency" error={fields.currency} hint="A code such as EUR">
          {(field) => (
            <input
              {...field}
              value={typed.currency ?? ''}
              required
              maxlength={3}
              autocomplete="off"
              list="currencies"
            />
          )}
        </Field>
        <datalist id="currencies">
          {Intl.supportedValuesOf('currency').map((code) => (
            <option value={code} />
          ))}
        </datalist>
        <Field label="From" name="day" error={fields.day}>
          {(field) => <input type="date" {...field} value={typed.day ?? today} required />}
        </Field>
        <Field label={`One unit in ${own}`} name="rate" error={fields.rate}>
          {(field) => (
            <input
              {...field}
              value={typed.rate ?? ''}
              required
              maxlength={24}
              inputmode="decimal"
              placeholder="1.0834"
            />
          )}
        </Field>
        <div class="wide">
          <button class="button" type="submit">
            Add rate
          </button>
        </div>
      </form>
    </section>
  )
}

function ImportRates({ refusal }: { refusal: Refusal | undefined }): JSX.Element {
  return (
    <section class="card">
      <div class="card-head">
        <div>
          <h2>Import rates</h2>
          <p>
            A CSV file with the columns <code>date</code>, <code>currency</code> and <code>rate</code>. Lines that
            cannot be read are named, the others go in; the same file again changes nothing.
          </p>
        </div>
      </div>
      <form
        method="post"
        action="/settings/currencies/import"
        enctype="multipart/form-data"
        class="row-foot inline-form"
      >
        <Field label="File" name="file" error={refusal?.fields.file}>
          {(field) => <input type="file" {...field} accept=".csv,text/csv,text/plain" required />}
        </Field>
        <button class="button" type="submit">
          Import
        </button>
      </form>
    </section>
  )
}

function Outcome({ outcome }: { outcome: RateImport }): JSX.Element {
  const { added, corrected, unchanged, problems } = outcome
  const more = problems.length - MOST_PROBLEMS
  return (
    <section class="card" role="status">
      <h2>
        {added} added, {corrected} corrected, {unchanged} as before
      </h2>
      {problems.length > 0 ? (
        <>
          <p>
            {problems.length === 1 ? 'One line was' : `${countText(problems.length)} lines were`} left out. Mend the
            file and import it again.
          </p>
          <ul>
            {problems.slice(0, MOST_PROBLEMS).map(({ line, column, reason }) => (
              <li>
                Line {line}
                {column ? `, ${column}` : ''}: {reason}
              </li>
            ))}
            {more > 0 ? <li>and {countText(more)} more</li> : null}
          </ul>
        </>
      ) : null}
    </section>
  )
}
