import { z } from '@hono/zod-openapi'
import {
  createMember,
  findMember,
  inTransaction,
  listMembers,
  type Member,
  setActive,
  setRole,
} from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byId, id, role, yesOrNo } from './fields.ts'

const tag = 'Members'

const MemberAnswer = z
  .strictObject({
    id,
    name: z.string().openapi({ example: 'Ana Rep' }),
    email: z.string().nullable(),
    role,
    slackUserId: z.string().nullable().openapi({ example: 'U1' }),
    timeZone: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    active: z.boolean(),
  })
  .openapi('Member')

const list = endpoint({
  method: 'get',
  path: '/members',
  tag,
  summary: 'List members',
  query: z.strictObject({ inactive: yesOrNo('Also those who are switched off.') }),
  answer: listOf(MemberAnswer),
  run: async (ctx, { query }) => wholeList(await listMembers(ctx, query)),
})

const create = endpoint({
  method: 'post',
  path: '/members',
  tag,
  summary: 'Add a member',
  description: 'Admins. Others come into being when they first use Dealwright from Slack.',
  body: z
    .strictObject({
      name: z.string(),
      email: z.string().nullable().optional(),
      role: role.optional(),
      slackUserId: z.string().nullable().optional(),
    })
    .openapi('NewMember'),
  answer: MemberAnswer,
  status: 201,
  run: (ctx, { body }) => createMember(ctx, body),
})

const edit = endpoint({
  method: 'patch',
  path: '/members/{id}',
  tag,
  summary: 'Change a role, or switch a member off and on',
  description: 'Admins. The last admin stays.',
  params: byId,
  body: z.strictObject({ role: role.optional(), active: z.boolean().optional() }).openapi('MemberChanges'),
  answer: MemberAnswer,
  run: (ctx, { params: { id: member }, body: { role, active } }) =>
    inTransaction(ctx, async (tx) => {
      let changed: Member | undefined
      if (active !== undefined) changed = await setActive(tx, { member, active })
      if (role !== undefined) changed = await setRole(tx, { member, role })
      return changed ?? findMember(tx, member)
    }),
})

export const memberEndpoints = [list, create, edit] as const
