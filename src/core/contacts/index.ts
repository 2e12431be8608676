import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { conflict, invalid, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { sameName } from '../matching.ts'
import { bumpRevision } from '../workspaces/store.ts'
import { type Contact, type ContactFields, checkContact, contactWords, fillGaps } from './model.ts'
import * as store from './store.ts'

const MOST_OF_ONE_NAME = 100

export interface SaveContactInput {
  /** Changes this contact; left out, one is added, or found by its e-mail address. */
  id?: string
  name: string
  email?: string | null
  phone?: string | null
  company?: string | null
}

/** Adds or changes a contact. The same e-mail address is the same contact, whose gaps are then filled. */
export function saveContact(ctx: Ctx, input: SaveContactInput): Promise<Contact> {
  return inTransaction(ctx, async (tx) => {
    await bumpRevision(tx)
    const before = input.id === undefined ? undefined : await getContact(tx, input.id)
    const { name, email = before?.email ?? null, phone = before?.phone ?? null } = input
    const { company = before?.company ?? null } = input
    const fields = checkContact({ name, email, phone, company })
    const known = fields.email ? await store.byEmail(tx, fields.email) : null
    if (!before) return known ? keep(tx, fillGaps(known, fields)) : add(tx, fields)
    if (known && known.id !== before.id) throw conflict(`${fields.email} belongs to ${known.name} already.`)
    return keep(tx, { ...fields, id: before.id })
  })
}

/** Contacts whose name, e-mail address or company contains every one of the words. */
export function findContacts(ctx: Ctx, words: string, limit: number): Promise<Contact[]> {
  return store.search(ctx, words.split(/\s+/).filter(Boolean), limit)
}

/** The contact with the id. Throws `not_found`. */
export async function getContact(ctx: Ctx, id: string): Promise<Contact> {
  const contact = await store.byId(ctx, id)
  if (!contact) throw notFound('This contact does not exist. Choose another one or write a name.')
  return contact
}

/** The contact whom "Jane Doe", "jane@acme.com" or "Jane Doe <jane@acme.com>" names; added when nobody fits. */
export function contactFromWords(ctx: Ctx, words: string): Promise<Contact> {
  return inTransaction(ctx, async (tx) => {
    const { name, email } = contactWords(words)
    const known = email === null ? await onlyOneCalled(tx, name) : null
    return known ?? saveContact(tx, { name, email })
  })
}

async function onlyOneCalled(ctx: Ctx, name: string): Promise<Contact | null> {
  const [first, second] = (await store.search(ctx, [name], MOST_OF_ONE_NAME)).filter((c) => sameName(c.name, name))
  if (second) throw invalid(`Several contacts are called ${name}. Write the e-mail address instead.`)
  return first ?? null
}

async function add(tx: TxCtx, fields: ContactFields): Promise<Contact> {
  const contact = { id: newId(), ...fields }
  await store.insert(tx, contact)
  return contact
}

async function keep(tx: TxCtx, contact: Contact): Promise<Contact> {
  await store.update(tx, contact)
  return contact
}
