import { randomBytes } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { Person, Team } from '../team.ts'
import type { Answer, Params } from './answer.ts'
import { text } from './call.ts'

/** The app as its maker registered it, for workspaces that install it. */
export interface RegisteredApp {
  readonly clientId: string
  readonly clientSecret: string
  /** How long tokens are good for; left out, for ever. */
  readonly tokenSeconds?: number
}

interface Consent {
  person: Person
  scope: string
  redirectUri: string
}

/** Which tokens the Web API takes, and how an app comes by them: consent, exchange, renewal, and their end. */
export class Tokens {
  private readonly team: Team
  private readonly app: RegisteredApp | undefined
  private readonly now: () => Date
  private readonly known: Map<string, { expiresAt: number; refusal?: string }>
  private readonly consents = new Map<string, Consent>()
  private refreshToken: string | null = null

  constructor(team: Team, { app, tokens, now }: { app: RegisteredApp | undefined; tokens: string[]; now: () => Date }) {
    this.team = team
    this.app = app
    this.now = now
    this.known = new Map(tokens.map((token) => [token, { expiresAt: Number.POSITIVE_INFINITY }]))
  }

  /** Throws Slack's refusal of a token that does not serve. */
  check(token: string): void {
    if (!token) throw new Refusal('not_authed')
    const found = this.known.get(token)
    if (!found) throw new Refusal('invalid_auth')
    if (found.refusal) throw new Refusal(found.refusal)
    if (found.expiresAt <= this.now().getTime()) throw new Refusal('token_expired')
  }

  /** Ends every token that the app was granted, as `token_revoked` or `account_inactive` say. */
  end(refusal: string): void {
    for (const [token, { expiresAt }] of this.known) {
      if (token.startsWith('xox') && !token.startsWith('xoxp-')) this.known.set(token, { expiresAt, refusal })
    }
    this.refreshToken = null
  }

  /** Lets every token serve again. */
  restore(): void {
    for (const [token, { expiresAt }] of this.known) this.known.set(token, { expiresAt })
  }

  /** What the person's browser is sent to after they agreed to, or declined, what the address of an installation asks. */
  answer(authorizeUrl: string, person: Person, agrees: boolean): string {
    const asked = new URL(authorizeUrl).searchParams
    const redirectUri = asked.get('redirect_uri') ?? ''
    const back = new URL(redirectUri)
    if (asked.get('client_id') !== this.app?.clientId) throw new Error('Slack knows no such app')
    back.searchParams.set('state', asked.get('state') ?? '')
    if (!agrees) back.searchParams.set('error', 'access_denied')
    else {
      const code = randomBytes(8).toString('hex')
      this.consents.set(code, { person, scope: asked.get('scope') ?? '', redirectUri })
      back.searchParams.set('code', code)
    }
    return back.href
  }

  /** `oauth.v2.access` */
  access(params: Params): Answer {
    const { app } = this
    if (!app || text(params, 'client_id') !== app.clientId) throw new Refusal('invalid_client_id')
    if (text(params, 'client_secret') !== app.clientSecret) throw new Refusal('bad_client_secret')
    if (text(params, 'grant_type') === 'refresh_token') return this.renew(params, app)
    const consent = this.consents.get(text(params, 'code'))
    if (!consent) throw new Refusal('invalid_code')
    this.consents.delete(text(params, 'code'))
    if (consent.redirectUri !== text(params, 'redirect_uri')) throw new Refusal('bad_redirect_uri')
    return { ...this.grant(app), scope: consent.scope, authed_user: { id: consent.person.id } }
  }

  private renew(params: Params, app: RegisteredApp): Answer {
    if (!this.refreshToken || text(params, 'refresh_token') !== this.refreshToken) {
      throw new Refusal('invalid_refresh_token')
    }
    return this.grant(app)
  }

  private grant({ tokenSeconds }: RegisteredApp): Answer {
    const { app, id, name } = this.team
    const token = `xoxb-${randomBytes(8).toString('hex')}`
    const expiresAt = tokenSeconds ? this.now().getTime() + tokenSeconds * 1000 : Number.POSITIVE_INFINITY
    this.known.set(token, { expiresAt })
    if (tokenSeconds) this.refreshToken = `xoxe-1-${randomBytes(8).toString('hex')}`
    return {
      ok: true,
      access_token: token,
      token_type: 'bot',
      bot_user_id: app.userId,
      app_id: app.id,
      team: { id, name },
      enterprise: null,
      is_enterprise_install: false,
      ...(tokenSeconds && { expires_in: tokenSeconds, refresh_token: this.refreshToken }),
    }
  }
}
