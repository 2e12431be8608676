import type { Ctx, TxCtx } from '../context.ts'
import { contains } from '../db/portable.ts'
import type { ContactRow } from '../db/tables.ts'
import { executeTogether } from '../db/together.ts'
import { addWords, replaceWords, type Subject } from '../search/store.ts'
import type { Contact } from './model.ts'

/** The contact with the id. */
export async function byId(ctx: Ctx, id: string): Promise<Contact | null> {
  const own = ctx.db.selectFrom('contacts').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const row = await own.where('id', '=', id).executeTakeFirst()
  return row ? contactOf(row) : null
}

/** The contact with the e-mail address, given in small letters. */
export async function byEmail(ctx: Ctx, email: string): Promise<Contact | null> {
  const own = ctx.db.selectFrom('contacts').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const row = await own.where('email', '=', email).orderBy('id').limit(1).executeTakeFirst()
  return row ? contactOf(row) : null
}

/** Contacts whose name, address or company contains every one of the words, by name. */
export async function search(ctx: Ctx, words: readonly string[], limit: number): Promise<Contact[]> {
  let own = ctx.db.selectFrom('contacts').selectAll().where('workspace_id', '=', ctx.workspace.id)
  for (const word of words) {
    own = own.where((row) =>
      row.or([contains(row.ref('name'), word), contains(row.ref('email'), word), contains(row.ref('company'), word)]),
    )
  }
  const rows = await own.orderBy('name').orderBy('id').limit(limit).execute()
  return rows.map(contactOf)
}

/** Adds a contact. */
export async function insert(tx: TxCtx, contact: Contact): Promise<void> {
  const owned = { workspace_id: tx.workspace.id, created_at: tx.now() }
  await tx.db
    .insertInto('contacts')
    .values({ ...owned, ...contact })
    .execute()
  await addWords(tx, [subjectOf(contact)])
}

/** Keeps the contact as it is now. */
export async function update(tx: TxCtx, { id, ...fields }: Contact): Promise<void> {
  const own = tx.db.updateTable('contacts').set(fields).where('workspace_id', '=', tx.workspace.id)
  await own.where('id', '=', id).execute()
  await executeTogether(tx.db, replaceWords(tx, subjectOf({ id, ...fields })))
}

/** What a contact is found by. */
export function subjectOf({ id, name, email, company }: Contact): Subject {
  return { id, texts: [name, email, company] }
}

function contactOf(row: ContactRow): Contact {
  return { id: row.id, name: row.name, email: row.email, phone: row.phone, company: row.company }
}
