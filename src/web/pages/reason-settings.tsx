import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Reason } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { Refused } from './fields.tsx'
import { RenameForm } from './pipeline-settings.tsx'

interface ReasonSettingsProps {
  reasons: readonly Reason[]
  isAdmin: boolean
  refusal: Refusal | undefined
}

/** Why deals are lost or abandoned: short lists, so that the answers can be counted. */
export function ReasonSettings({ reasons, isAdmin, refusal }: ReasonSettingsProps): JSX.Element {
  return (
    <>
      <Refused message={refusal?.message} />
      {(['lost', 'abandoned'] as const).map((status) => (
        <section class="card">
          <div class="card-head">
            <h2>Why deals are {status}</h2>
          </div>
          <ul class="rows">
            {reasons
              .filter((reason) => reason.status === status)
              .map((reason) => (
                <li>{isAdmin ? <ReasonForms reason={reason} /> : reason.name}</li>
              ))}
          </ul>
          {isAdmin ? (
            <form method="post" action="/settings/reasons" class="inline-form row-foot">
              <input type="hidden" name="status" value={status} />
              <input
                name="name"
                aria-label={`New reason for ${status} deals`}
                placeholder="New reason"
                required
                maxlength={200}
              />
              <button class="button tight" type="submit">
                Add reason
              </button>
            </form>
          ) : null}
        </section>
      ))}
    </>
  )
}

function ReasonForms({ reason }: { reason: Reason }): JSX.Element {
  return (
    <>
      <RenameForm action={`/settings/reasons/${reason.id}/rename`} name={reason.name} what="reason" />
      <form method="post" action={`/settings/reasons/${reason.id}/retire`}>
        <button class="button tight quiet" type="submit" aria-label={`Retire the reason ${reason.name}`}>
          Retire
        </button>
      </form>
    </>
  )
}
