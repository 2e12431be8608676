import { type Contact, type ContactFields, checkContact } from '../contacts/model.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { Draft, DraftContact } from './drafts.ts'
import * as store from './store.ts'

export interface Contacts {
  /** The contact that the row names, or what is wrong with it. */
  contactOf(contact: DraftContact): Contact | { missing: string }
  readonly newContacts: number
}

/**
 * Finds the contacts that the drafts name, and adds those who are missing, in bulk. The same e-mail address is the same
 * contact; without one, the same name at the same company. A row that names only a company means the company itself.
 */
export async function settleContacts(tx: TxCtx, drafts: readonly Draft[]): Promise<Contacts> {
  const named = drafts.flatMap(({ contact }) => (contact ? [contact] : []))
  const known = new Map<string, Contact>()
  for (const contact of named.length > 0 ? await store.allContacts(tx) : []) known.set(keyOf(contact), contact)
  const added: Contact[] = []
  for (const contact of named) {
    const fields = fieldsOf(contact)
    if ('missing' in fields || known.has(keyOf(fields))) continue
    added.push({ id: newId(), ...fields })
    known.set(keyOf(fields), added.at(-1) as Contact)
  }
  await store.insertContacts(tx, added)
  return {
    newContacts: added.length,
    contactOf(contact) {
      const fields = fieldsOf(contact)
      return 'missing' in fields ? fields : (known.get(keyOf(fields)) as Contact)
    },
  }
}

function fieldsOf({ name, email, phone, company }: DraftContact): ContactFields | { missing: string } {
  try {
    return checkContact({ name: name ?? email ?? company ?? phone ?? '', email, phone, company })
  } catch (error) {
    if (error instanceof AppError) return { missing: error.message.replace(/\.$/, '') }
    throw error
  }
}

function keyOf({ name, email, company }: ContactFields): string {
  return email ?? JSON.stringify([name.toLowerCase(), company?.toLowerCase() ?? null])
}
