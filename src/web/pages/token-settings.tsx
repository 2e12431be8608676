import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ApiToken } from '../../core/index.ts'
import { momentText } from '../format.ts'
import type { Refusal } from '../forms.ts'
import { Field } from './fields.tsx'

interface TokenSettingsProps {
  tokens: readonly ApiToken[]
  timeZone: string
  /** Just made: shown this once. */
  fresh?: { readonly name: string; readonly token: string } | undefined
  refusal: Refusal | undefined
}

/** Tokens with which programs use the API in a member's name. */
export function TokenSettings({ tokens, timeZone, fresh, refusal }: TokenSettingsProps): JSX.Element {
  return (
    <>
      {fresh ? (
        <section class="card" aria-labelledby="fresh">
          <h2 id="fresh">Copy the token “{fresh.name}” now</h2>
          <p class="muted">It is not shown again. Whoever has it acts in your name.</p>
          <p>
            <code class="secret">{fresh.token}</code>
          </p>
        </section>
      ) : null}
      <section class="card">
        <div class="card-head">
          <div>
            <h2>API tokens</h2>
            <p>
              Programs send one with each request. <a href="/api/v1/docs">What the API can do</a>
            </p>
          </div>
        </div>
        {tokens.length === 0 ? <p class="muted">There is no token yet.</p> : null}
        <ul class="rows">
          {tokens.map((token) => (
            <li>
              <span class="grow">
                <strong>{token.name}</strong>
                <br />
                <span class="muted small">
                  {token.member.name} · made {momentText(token.createdAt, timeZone)} ·{' '}
                  {token.lastUsedAt ? `last used ${momentText(token.lastUsedAt, timeZone)}` : 'never used'}
                </span>
              </span>
              <form method="post" action={`/settings/tokens/${token.id}/revoke`}>
                <button class="button tight danger" type="submit" aria-label={`Revoke the token ${token.name}`}>
                  Revoke
                </button>
              </form>
            </li>
          ))}
        </ul>
        <form method="post" action="/settings/tokens" class="row-foot inline-form">
          <Field label="What is it for?" name="name" error={refusal?.message}>
            {(field) => (
              <input
                {...field}
                value={refusal?.typed.name ?? ''}
                placeholder="Nightly export"
                required
                maxlength={200}
              />
            )}
          </Field>
          <button class="button" type="submit">
            Create token
          </button>
        </form>
      </section>
    </>
  )
}
