import { z } from '@hono/zod-openapi'
import { contactFromWords, saveContact, type TxCtx } from '../../../core/index.ts'
import { contactFields } from '../contacts.ts'
import type { Said } from '../endpoint.ts'
import { currencyCode, localDate, value } from '../fields.ts'

const contactWords = z
  .union([z.string(), z.strictObject(contactFields), z.null()])
  .openapi({ description: 'A contact’s id, words such as “Jane Doe <jane@acme.com>”, or the contact itself.' })

type ContactWords = Said<z.output<typeof contactWords>>

const probability = z
  .number()
  .nullable()
  .openapi({
    type: ['integer', 'null'],
    minimum: 0,
    maximum: 100,
    description: 'Percent; null takes the stage’s.',
    example: 50,
  })

/** What a request may say about a deal. Pipelines, stages and owners by id or name, in any case. */
export const facts = {
  value: value.optional(),
  currency: currencyCode.optional(),
  pipeline: z.string().optional().openapi({ example: 'Sales' }),
  stage: z.string().optional().openapi({ example: 'Proposal' }),
  owner: z.string().nullable().optional().openapi({ example: 'Ana Rep' }),
  contact: contactWords.optional(),
  source: z.string().nullable().optional().openapi({ example: 'Referral' }),
  expectedCloseOn: localDate.nullable().optional(),
  probability: probability.optional(),
  tags: z.array(z.string()).optional(),
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The same facts with the contact's id, which core asks for; a contact that is new is added in the same transaction. */
export async function withContactId<Facts extends { contact?: ContactWords }>(
  tx: TxCtx,
  { contact, ...facts }: Facts,
): Promise<Omit<Facts, 'contact'> & { contact?: string | null }> {
  return contact === undefined ? facts : { ...facts, contact: await contactId(tx, contact) }
}

async function contactId(tx: TxCtx, contact: ContactWords): Promise<string | null> {
  if (contact === null) return null
  if (typeof contact !== 'string') return (await saveContact(tx, contact)).id
  return UUID.test(contact) ? contact : (await contactFromWords(tx, contact)).id
}
