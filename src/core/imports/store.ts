import type { Contact } from '../contacts/model.ts'
import { subjectOf } from '../contacts/store.ts'
import type { Ctx, TxCtx } from '../context.ts'
import type { ImportRunRow } from '../db/tables.ts'
import { addWords } from '../search/store.ts'

/** Keys per question: far below both engines' limit of parameters. */
const KEYS_PER_QUESTION = 500
const ROWS_PER_INSERT = 200

/** Those of the keys that a deal has already, deleted deals included: as its external id, or as its own. */
export async function knownKeys(ctx: Ctx, keys: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const some of batches(keys, KEYS_PER_QUESTION)) {
    const rows = await ctx.db
      .selectFrom('opportunities')
      .select(['id', 'external_id'])
      .where('workspace_id', '=', ctx.workspace.id)
      .where((row) => row.or([row('external_id', 'in', some), row('id', 'in', some)]))
      .execute()
    for (const { id, external_id } of rows) known.add(id).add(external_id ?? id)
  }
  return known
}

/** Every contact, the oldest last: of two that a row may mean, the one that was there first is taken. */
export async function allContacts(ctx: Ctx): Promise<Contact[]> {
  return ctx.db
    .selectFrom('contacts')
    .select(['id', 'name', 'email', 'phone', 'company'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function insertContacts(tx: TxCtx, contacts: readonly Contact[]): Promise<void> {
  const owned = { workspace_id: tx.workspace.id, created_at: tx.now() }
  for (const some of batches(contacts, ROWS_PER_INSERT)) {
    await tx.db
      .insertInto('contacts')
      .values(some.map((contact) => ({ ...owned, ...contact })))
      .execute()
  }
  await addWords(tx, contacts.map(subjectOf))
}

export async function insertRun(tx: TxCtx, run: Omit<ImportRunRow, 'workspace_id'>): Promise<void> {
  await tx.db
    .insertInto('import_runs')
    .values({ ...run, workspace_id: tx.workspace.id })
    .execute()
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}
