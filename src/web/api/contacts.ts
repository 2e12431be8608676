import { z } from '@hono/zod-openapi'
import { findContacts, getContact, inTransaction, saveContact } from '../../core/index.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byId, id, limit } from './fields.ts'

const tag = 'Contacts'

const details = {
  email: z.string().nullable().optional().openapi({ example: 'jane@acme.com' }),
  phone: z.string().nullable().optional(),
  company: z.string().nullable().optional().openapi({ example: 'Acme' }),
}

/** What a request says about a contact. */
export const contactFields = { name: z.string().openapi({ example: 'Jane Doe' }), ...details }

/** A contact as the API answers it. */
export const ContactAnswer = z
  .strictObject({
    id,
    name: z.string().openapi({ example: 'Jane Doe' }),
    email: z.string().nullable().openapi({ example: 'jane@acme.com' }),
    phone: z.string().nullable(),
    company: z.string().nullable().openapi({ example: 'Acme' }),
  })
  .openapi('Contact')

const find = endpoint({
  method: 'get',
  path: '/contacts',
  tag,
  summary: 'Find contacts',
  query: z.strictObject({
    q: z.string().optional().openapi({ description: 'Words of the name, e-mail address or company.' }),
    limit,
  }),
  answer: listOf(ContactAnswer),
  run: async (ctx, { query: { q = '', limit = 50 } }) => wholeList(await findContacts(ctx, q, limit)),
})

const get = endpoint({
  method: 'get',
  path: '/contacts/{id}',
  tag,
  summary: 'Show a contact',
  params: byId,
  answer: ContactAnswer,
  run: (ctx, { params }) => getContact(ctx, params.id),
})

const save = endpoint({
  method: 'post',
  path: '/contacts',
  tag,
  summary: 'Add a contact',
  description: 'The same e-mail address is the same contact, whose gaps are then filled.',
  body: z.strictObject(contactFields).openapi('NewContact'),
  answer: ContactAnswer,
  status: 201,
  run: (ctx, { body }) => saveContact(ctx, body),
})

const edit = endpoint({
  method: 'patch',
  path: '/contacts/{id}',
  tag,
  summary: 'Change a contact',
  params: byId,
  body: z.strictObject({ ...details, name: z.string().optional() }).openapi('ContactChanges'),
  answer: ContactAnswer,
  run: (ctx, { params, body }) =>
    inTransaction(ctx, async (tx) => saveContact(tx, { ...(await getContact(tx, params.id)), ...body })),
})

export const contactEndpoints = [find, get, save, edit] as const
