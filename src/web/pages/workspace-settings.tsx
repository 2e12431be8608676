import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Workspace } from '../../core/index.ts'
import type { Refusal, Typed } from '../forms.ts'
import { Field, Options, Refused } from './fields.tsx'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]
const SEES = [
  { value: 'all', label: 'All deals' },
  { value: 'own', label: 'Their own deals' },
]

interface WorkspaceSettingsProps {
  workspace: Workspace
  isAdmin: boolean
  refusal: Refusal | undefined
}

/** What every figure depends on: where days begin, what money is counted in, who sees what. */
export function WorkspaceSettings({ workspace, isAdmin, refusal }: WorkspaceSettingsProps): JSX.Element {
  const typed: Typed = refusal?.typed ?? {
    name: workspace.name,
    timeZone: workspace.timeZone,
    currency: workspace.currency,
    repsSee: workspace.repsSee,
    firstWeekday: String(workspace.firstWeekday),
    fiscalStartMonth: String(workspace.fiscalStartMonth),
  }
  const wrong = refusal?.fields ?? {}
  const off = { disabled: !isAdmin }
  return (
    <section class="card">
      <div class="card-head">
        <h2>Workspace</h2>
      </div>
      <form method="post" action="/settings/workspace" class="fields">
        <Refused message={refusal?.message} />
        <div class="wide">
          <Field label="Name" name="name" error={wrong.name}>
            {(field) => <input {...field} {...off} value={typed.name ?? ''} required maxlength={200} />}
          </Field>
        </div>
        <Field label="Time zone" name="timeZone" error={wrong.timeZone} hint="Where days, months and quarters begin">
          {(field) => (
            <input {...field} {...off} value={typed.timeZone ?? ''} list="zones" required autocomplete="off" />
          )}
        </Field>
        <datalist id="zones">
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option value={zone} />
          ))}
        </datalist>
        <Field label="Currency" name="currency" error={wrong.currency} hint="What figures are shown in, such as USD">
          {(field) => (
            <input {...field} {...off} value={typed.currency ?? ''} required maxlength={3} autocomplete="off" />
          )}
        </Field>
        <Field label="Reps see" name="repsSee" error={wrong.repsSee}>
          {(field) => (
            <select {...field} {...off}>
              <Options options={SEES} chosen={typed.repsSee ?? ''} />
            </select>
          )}
        </Field>
        <Field label="Weeks begin on" name="firstWeekday" error={wrong.firstWeekday}>
          {(field) => (
            <select {...field} {...off}>
              <Options options={numbered(WEEKDAYS, 0)} chosen={typed.firstWeekday ?? ''} />
            </select>
          )}
        </Field>
        <Field label="The fiscal year begins in" name="fiscalStartMonth" error={wrong.fiscalStartMonth}>
          {(field) => (
            <select {...field} {...off}>
              <Options options={numbered(MONTHS, 1)} chosen={typed.fiscalStartMonth ?? ''} />
            </select>
          )}
        </Field>
        {isAdmin ? (
          <div class="wide buttons">
            <button class="button main" type="submit">
              Save
            </button>
          </div>
        ) : null}
      </form>
    </section>
  )
}

function numbered(names: readonly string[], first: number) {
  return names.map((label, place) => ({ value: String(place + first), label }))
}
