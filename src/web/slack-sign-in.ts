import * as oidc from 'openid-client'
import { invalid, type Log, type SlackProfile } from '../core/index.ts'

/** A person as Slack vouches for them. */
export type SlackPerson = SlackProfile & { readonly teamId: string }

/** What the browser keeps while its person is at Slack: proves that the answer belongs to this question. */
export interface Kept {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Sign in with Slack, which is OpenID Connect. */
export interface SlackSignIn {
  /** Where to send the browser, and what it has to keep until it comes back. */
  begin(): Promise<{ url: string; kept: Kept }>
  /** Who came back. Throws a sentence for the person when Slack did not vouch for anybody. */
  finish(query: URLSearchParams, kept: Kept | null): Promise<SlackPerson>
}

interface SignInOptions {
  readonly issuer: string
  readonly client: { readonly id: string; readonly secret: string }
  /** The address that Slack sends browsers back to, as Slack knows it. */
  readonly redirectUri: string
  readonly log: Log
}

const CLAIM = 'https://slack.com/'
const TIMEOUT_SECONDS = 10

/** Asks the issuer where its doors are at the first sign-in, and again when it could not be reached then. */
export function createSlackSignIn({ issuer, client, redirectUri, log }: SignInOptions): SlackSignIn {
  let known: Promise<oidc.Configuration> | null = null

  function provider(): Promise<oidc.Configuration> {
    // Slack wants the secret in the form; only an issuer for trying is without https.
    const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
    const options = { execute, timeout: TIMEOUT_SECONDS }
    known ??= oidc.discovery(new URL(issuer), client.id, {}, oidc.ClientSecretPost(client.secret), options)
    return known.catch((error: unknown) => {
      known = null
      throw told(error, 'Slack’s sign-in cannot be reached right now. Try again in a minute, or use /deal dashboard.')
    })
  }

  function told(error: unknown, sentence: string): Error {
    // The answer of a provider may hold tokens: its name and reason are enough.
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    log.warn({ error: name, reason: message }, 'Sign in with Slack failed')
    return invalid(sentence)
  }

  return {
    async begin() {
      const config = await provider()
      const verifier = oidc.randomPKCECodeVerifier()
      const kept = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier }
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, kept }
    },

    async finish(query, kept) {
      if (!kept) throw invalid('This sign-in began in another browser, or more than ten minutes ago. Begin again.')
      if (query.get('error') === 'access_denied')
        throw invalid('You did not let Slack say who you are. Nothing happened.')
      const config = await provider()
      const checks = { expectedState: kept.state, expectedNonce: kept.nonce, pkceCodeVerifier: kept.verifier }
      try {
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirectUri}?${query}`), {
          ...checks,
          idTokenExpected: true,
        })
        return personOf(tokens.claims() ?? {})
      } catch (error) {
        throw told(error, 'Slack did not confirm who you are. Begin again, or use /deal dashboard.')
      }
    },
  }
}

function personOf(claims: Readonly<Record<string, unknown>>): SlackPerson {
  const text = (name: string): string | null => {
    const value = claims[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const [teamId, slackUserId] = [text(`${CLAIM}team_id`), text(`${CLAIM}user_id`)]
  if (!teamId || !slackUserId) throw new Error('The identity names no Slack user.')
  return {
    teamId,
    slackUserId,
    name: text('name') ?? slackUserId,
    // Who is invited by e-mail becomes this person: only an address that Slack checked may say so.
    email: claims.email_verified === true ? text('email') : null,
    timeZone: null,
    pictureUrl: text(`${CLAIM}user_image_72`) ?? text('picture'),
    isSlackAdmin: false,
  }
}
