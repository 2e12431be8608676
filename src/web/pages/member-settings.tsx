import type { JSX } from 'hono/jsx/jsx-runtime'
import { type Member, ROLES } from '../../core/index.ts'
import type { Refusal } from '../forms.ts'
import { Field, Options, Refused } from './fields.tsx'

const ROLE_WORDS = { rep: 'Rep', manager: 'Manager', admin: 'Admin' } as const
const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))

interface MemberSettingsProps {
  members: readonly Member[]
  isAdmin: boolean
  refusal: Refusal | undefined
}

/** The team: who is in it, and what each may do. */
export function MemberSettings({ members, isAdmin, refusal }: MemberSettingsProps): JSX.Element {
  return (
    <>
      <Refused message={refusal?.message} />
      <section class="card">
        <div class="card-head">
          <div>
            <h2>Members</h2>
            <p>Everybody who uses /deal in Slack becomes a member by themselves, as a rep.</p>
          </div>
        </div>
        <ul class="rows">
          {members.map((member) => (
            <MemberRow member={member} isAdmin={isAdmin} />
          ))}
        </ul>
      </section>
      {isAdmin ? <NewMember refusal={refusal?.form === 'new-member' ? refusal : undefined} /> : null}
    </>
  )
}

function MemberRow({ member, isAdmin }: { member: Member; isAdmin: boolean }): JSX.Element {
  const path = `/settings/members/${member.id}`
  return (
    <li class={member.active ? '' : 'off'}>
      <span class="grow">
        <strong>{member.name}</strong>
        <br />
        <span class="muted small">
          {member.email ?? 'no e-mail'}
          {member.active ? '' : ' · switched off'}
        </span>
      </span>
      {isAdmin ? (
        <>
          <form method="post" action={`${path}/role`} class="inline-form">
            <select name="role" aria-label={`Role of ${member.name}`}>
              <Options options={ROLE_OPTIONS} chosen={member.role} />
            </select>
            <button class="button tight" type="submit" aria-label={`Save the role of ${member.name}`}>
              Save
            </button>
          </form>
          <form method="post" action={`${path}/active`}>
            <input type="hidden" name="active" value={member.active ? '0' : '1'} />
            <button class="button tight quiet" type="submit">
              Switch {member.active ? 'off' : 'on'}
              <span class="visually-hidden">{member.name}</span>
            </button>
          </form>
        </>
      ) : (
        <span class="muted">{ROLE_WORDS[member.role]}</span>
      )}
    </li>
  )
}

function NewMember({ refusal }: { refusal: Refusal | undefined }): JSX.Element {
  const { typed = {}, fields = {} } = refusal ?? {}
  return (
    <section class="card">
      <div class="card-head">
        <div>
          <h2>Add somebody who is not in Slack yet</h2>
          <p>With the same e-mail address they are recognised at their first /deal.</p>
        </div>
      </div>
      <form method="post" action="/settings/members" class="fields">
        <Field label="Name" name="name" error={fields.name}>
          {(field) => <input {...field} value={typed.name ?? ''} required maxlength={200} autocomplete="off" />}
        </Field>
        <Field label="E-mail" name="email" error={fields.email}>
          {(field) => <input type="email" {...field} value={typed.email ?? ''} autocomplete="off" />}
        </Field>
        <Field label="Role" name="role" error={fields.role}>
          {(field) => (
            <select {...field}>
              <Options options={ROLE_OPTIONS} chosen={typed.role ?? 'rep'} />
            </select>
          )}
        </Field>
        <div class="wide">
          <button class="button" type="submit">
            Add member
          </button>
        </div>
      </form>
    </section>
  )
}
