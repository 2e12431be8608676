import { z } from '@hono/zod-openapi'
import { createApiToken, listApiTokens, revokeApiToken } from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byId, id, instant } from './fields.ts'

const tag = 'Tokens'
const name = z.string().openapi({ description: 'What it is for.', example: 'Nightly export' })

const TokenAnswer = z
  .strictObject({
    id,
    name,
    member: z.strictObject({ id, name: z.string() }),
    createdAt: instant,
    lastUsedAt: instant.nullable().openapi({ description: 'To the hour.' }),
  })
  .openapi('Token')

const list = endpoint({
  method: 'get',
  path: '/tokens',
  tag,
  summary: 'List the API tokens in force',
  description: 'Admins see everybody’s, others their own. The tokens themselves are never shown again.',
  answer: listOf(TokenAnswer),
  run: async (ctx) => wholeList(await listApiTokens(ctx)),
})

const create = endpoint({
  method: 'post',
  path: '/tokens',
  tag,
  summary: 'Make an API token',
  description: 'It is shown this once. Only admins make tokens for others.',
  body: z
    .strictObject({
      name,
      member: z.string().optional().openapi({ description: 'Whose rights it carries: name or id; left out, yours.' }),
    })
    .openapi('NewToken'),
  answer: z.strictObject({ id, token: z.string().openapi({ example: 'dw_...' }) }),
  status: 201,
  secret: true,
  run: (ctx, { body }) => createApiToken(ctx, body),
})

const revoke = endpoint({
  method: 'delete',
  path: '/tokens/{id}',
  tag,
  summary: 'Revoke an API token',
  description: 'It ends at once.',
  params: byId,
  run: (ctx, { params }) => revokeApiToken(ctx, params.id),
})

export const tokenEndpoints = [list, create, revoke] as const
