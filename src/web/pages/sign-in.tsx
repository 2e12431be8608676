import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Member } from '../../core/index.ts'

interface SignInProps {
  /** Whom the sandbox lets one be; null outside of it. */
  sandboxMembers: readonly Member[] | null
  /** Where Sign in with Slack begins; null where it is not set up. */
  slackHref: string | null
}

/** How to get in: with Slack, or by a link from there; in the sandbox by choosing who to be. */
export function SignInPage({ sandboxMembers, slackHref }: SignInProps): JSX.Element {
  return (
    <section class="card alone">
      <h1>Sign in to Dealwright</h1>
      {slackHref ? (
        <p>
          <a class="button main wide" href={slackHref}>
            Sign in with Slack
          </a>
        </p>
      ) : null}
      <p class={slackHref ? 'muted' : 'lead'}>
        {slackHref ? 'Or type ' : 'Type '}
        <code>/deal dashboard</code> anywhere in Slack. You get a link that signs you in here; it works once, for five
        minutes.
      </p>
      {sandboxMembers ? <ChooseMember members={sandboxMembers} /> : null}
    </section>
  )
}

function ChooseMember({ members }: { members: readonly Member[] }): JSX.Element {
  return (
    <>
      <h2>In this sandbox, simply choose who you are</h2>
      <form method="post" action="/auth/sandbox" class="people">
        {members.map((member) => (
          <button type="submit" name="member" value={member.id} class="button">
            <span>{member.name}</span>
            <span class="muted small">{member.role}</span>
          </button>
        ))}
      </form>
      {members.length === 0 ? (
        <p class="muted">Nobody is here yet: type a first /deal in the sandbox’s Slack.</p>
      ) : null}
      <p>
        <a href="/sandbox">Open the sandbox’s Slack</a>
      </p>
    </>
  )
}

/** A link from Slack, before it is spent: programs that look at links press no buttons. */
export function ConfirmLink({
  token,
  memberName,
  workspaceName,
}: Record<'token' | 'memberName' | 'workspaceName', string>) {
  return (
    <section class="card alone">
      <h1>Hello {memberName}</h1>
      <p class="lead">This signs you in to the dashboard of {workspaceName} on this browser.</p>
      <form method="post" action={`/auth/link/${token}`}>
        <button class="button main" type="submit">
          Sign in
        </button>
      </form>
    </section>
  )
}

/** Slack did not say who this is, or it is nobody who may come in. */
export function NotSignedIn({ message }: { message: string }): JSX.Element {
  return (
    <section class="card alone">
      <h1>You are not signed in</h1>
      <p class="lead">{message}</p>
      <ToTheStart />
    </section>
  )
}

/** A link that no longer serves. */
export function SpentLink({ message }: { message: string }): JSX.Element {
  return (
    <section class="card alone">
      <h1>This link cannot be used</h1>
      <p class="lead">{message}</p>
      <p class="muted">Links work once, for five minutes, so that nobody else can use one that they find.</p>
      <ToTheStart />
    </section>
  )
}

function ToTheStart(): JSX.Element {
  return (
    <div class="buttons">
      <a class="button main" href="/">
        To the start
      </a>
    </div>
  )
}
