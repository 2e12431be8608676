import { z } from '@hono/zod-openapi'
import { changeSettings, listSources, listTags, type Workspace } from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { currencyCode, id } from './fields.ts'

const tag = 'Workspace'

const settings = {
  name: z.string().openapi({ example: 'Acme Sales' }),
  timeZone: z.string().openapi({ description: 'IANA: where days begin and end.', example: 'Europe/Berlin' }),
  currency: currencyCode,
  firstWeekday: z.number().openapi({ type: 'integer', description: '0 Sunday to 6 Saturday.', example: 1 }),
  fiscalStartMonth: z.number().openapi({ type: 'integer', description: '1 to 12.', example: 1 }),
  repsSee: z.enum(['all', 'own']).openapi({ description: 'Whether reps see all deals or their own only.' }),
}

const WorkspaceAnswer = z.strictObject({ id, slackTeamId: z.string().nullable(), ...settings }).openapi('Workspace')

const get = endpoint({
  method: 'get',
  path: '/workspace',
  tag,
  summary: 'Show the workspace and its settings',
  answer: WorkspaceAnswer,
  run: async (ctx) => workspaceView(ctx.workspace),
})

const edit = endpoint({
  method: 'patch',
  path: '/workspace',
  tag,
  summary: 'Change settings',
  description: 'Admins.',
  body: z.strictObject(settings).partial().openapi('WorkspaceChanges'),
  answer: WorkspaceAnswer,
  run: async (ctx, { body }) => workspaceView(await changeSettings(ctx, body)),
})

const sources = endpoint({
  method: 'get',
  path: '/sources',
  tag,
  summary: 'List where deals came from',
  answer: listOf(z.string().openapi({ example: 'Referral' })),
  run: async (ctx) => wholeList(await listSources(ctx)),
})

const tags = endpoint({
  method: 'get',
  path: '/tags',
  tag,
  summary: 'List the tags in use',
  answer: listOf(z.string().openapi({ example: 'enterprise' })),
  run: async (ctx) => wholeList(await listTags(ctx)),
})

function workspaceView({ revision, ...workspace }: Workspace): z.input<typeof WorkspaceAnswer> {
  return workspace
}

export const workspaceEndpoints = [get, edit, sources, tags] as const
