import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type JWK } from 'oidc-provider'
import { onTestFinished } from 'vitest'

/** What Slack would vouch for. */
export interface Identity {
  readonly userId: string
  readonly teamId: string
  readonly name?: string
  readonly email?: string
  readonly emailVerified?: boolean
}

export interface Issuer {
  readonly url: string
  readonly client: { readonly id: string; readonly secret: string }
  /** Goes through the issuer's pages as a person who agrees, or does not; resolves to where the issuer sends them. */
  visit(authorizationUrl: string, who: Identity | 'refuses'): Promise<URL>
  close(): Promise<void>
}

const SLACK = 'https://slack.com/'
const CLAIMS = [`${SLACK}team_id`, `${SLACK}user_id`, `${SLACK}user_image_72`]

/** A real OpenID provider that tells who somebody is in Slack's words; it closes after the test. */
export async function startIssuer(redirectUri: string): Promise<Issuer> {
  const people = new Map<string, Identity>()
  let arriving: Identity | 'refuses' = 'refuses'
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { id: 'dealwright', secret: 'a-secret-of-the-client' }
  const provider: Provider = new Provider(url, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub', ...CLAIMS], profile: ['name'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    jwks: { keys: [signingKey()] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    cookies: { keys: ['a-key-for-cookies'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    async findAccount(_ctx, sub) {
      return { accountId: sub, claims: async () => ({ sub, ...claimsOf(people.get(sub)) }) }
    },
    async loadExistingGrant(ctx) {
      const grant = new provider.Grant({ clientId: client.id, accountId: ctx.oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const result =
      arriving === 'refuses'
        ? { error: 'access_denied', error_description: 'They did not want to.' }
        : { login: { accountId: arriving.userId } }
    void provider.interactionFinished(request, response, result)
  })
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  onTestFinished(close)

  return {
    url,
    client,
    close,
    async visit(authorizationUrl, who) {
      arriving = who
      if (who !== 'refuses') people.set(who.userId, who)
      const cookies = new Map<string, string>()
      for (let at = new URL(authorizationUrl); ; ) {
        if (!at.href.startsWith(url)) return at
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const page = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const set of page.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          cookies.set(name, value)
        }
        const next = page.headers.get('location')
        if (!next) throw new Error(`The issuer answered ${page.status}: ${await page.text()}`)
        at = new URL(next, at)
      }
    },
  }
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' } as JWK
}

function claimsOf(who: Identity | undefined): Record<string, unknown> {
  if (!who) return {}
  return {
    [`${SLACK}team_id`]: who.teamId,
    [`${SLACK}user_id`]: who.userId,
    name: who.name,
    email: who.email,
    email_verified: who.emailVerified ?? true,
  }
}
