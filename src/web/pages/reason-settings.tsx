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
          <p class="muted small">
            Deals closed for a reason that is “not a real deal”, such as a duplicate, count in no rate.
          </p>
          <ul class="rows">
            {reasons
              .filter((reason) => reason.status === status && !reason.retiredAt)
              .map((reason) => (
                <li>{isAdmin ? <ReasonForms reason={reason} /> : <ReasonName reason={reason} />}</li>
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
          <RetiredReasons
            reasons={reasons.filter((reason) => reason.status === status && reason.retiredAt)}
            isAdmin={isAdmin}
          />
        </section>
      ))}
    </>
  )
}

/** No choice any more, but rates still count the deals that were closed for them. */
function RetiredReasons({ reasons, isAdmin }: Pick<ReasonSettingsProps, 'reasons' | 'isAdmin'>): JSX.Element | null {
  if (reasons.length === 0) return null
  return (
    <>
      <h3 class="muted small retired-head">Retired: no choice any more, still counted by rates</h3>
      <ul class="rows">
        {reasons.map((reason) => (
          <li>
            {isAdmin ? (
              <>
                <span class="muted grow">{reason.name}</span>
                <FlagForm reason={reason} />
              </>
            ) : (
              <ReasonName reason={reason} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function ReasonName({ reason: { name, notARealDeal } }: { reason: Reason }): JSX.Element {
  return (
    <>
      {name} {notARealDeal ? <span class="muted">not a real deal</span> : null}
    </>
  )
}

function ReasonForms({ reason }: { reason: Reason }): JSX.Element {
  return (
    <>
      <RenameForm action={`/settings/reasons/${reason.id}/rename`} name={reason.name} what="reason" />
      <FlagForm reason={reason} />
      <form method="post" action={`/settings/reasons/${reason.id}/retire`}>
        <button class="button tight quiet" type="submit" aria-label={`Retire the reason ${reason.name}`}>
          Retire
        </button>
      </form>
    </>
  )
}

function FlagForm({ reason }: { reason: Reason }): JSX.Element {
  return (
    <form method="post" action={`/settings/reasons/${reason.id}/flag`}>
      <input type="hidden" name="notARealDeal" value={reason.notARealDeal ? '0' : '1'} />
      <button
        class={`button tight ${reason.notARealDeal ? '' : 'quiet'}`}
        type="submit"
        aria-label={`${reason.name} is not a real deal`}
        aria-pressed={reason.notARealDeal ? 'true' : 'false'}
      >
        {reason.notARealDeal ? '✓ ' : ''}Not a real deal
      </button>
    </form>
  )
}
