import { type Kysely, type Migration, sql } from 'kysely'

const BATCH = 500

interface Named {
  id: string
  workspace_id: string
  texts: (string | null)[]
}

/** What deals and contacts are found by, so that looking for one does not read them all. */
export const searchWords: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('search_words')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspaces.id'))
      .addColumn('word', 'text', (c) => c.notNull())
      .addColumn('subject_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('search_words_key', ['workspace_id', 'word', 'subject_id'])
      .execute()
    await db.schema
      .createIndex('search_words_by_subject_id')
      .on('search_words')
      .columns(['workspace_id', 'subject_id'])
      .execute()
    await db.schema
      .createIndex('opportunities_by_contact_id')
      .on('opportunities')
      .columns(['workspace_id', 'contact_id'])
      .where(sql<boolean>`contact_id is not null`)
      .execute()
    await addWords(db, 'opportunities', ['name'])
    await addWords(db, 'contacts', ['name', 'email', 'company'])
  },
}

async function addWords(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  let after = ''
  for (;;) {
    const { rows } = await sql<Record<string, string | null>>`
      select id, workspace_id, ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}
      where id > ${after} order by id limit ${BATCH}`.execute(db)
    const named = rows.map(
      ({ id, workspace_id, ...texts }) => ({ id, workspace_id, texts: Object.values(texts) }) as Named,
    )
    const words = named.flatMap(({ id, workspace_id, texts }) =>
      wordsOf(texts).map((word) => sql`(${workspace_id}, ${word}, ${id})`),
    )
    if (words.length > 0) {
      await sql`insert into search_words (workspace_id, word, subject_id) values ${sql.join(words)}`.execute(db)
    }
    const last = named.at(-1)
    if (!last) return
    after = last.id
  }
}

function wordsOf(texts: (string | null)[]): string[] {
  const folded = texts.join(' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 40))
  return [...new Set(words)].slice(0, 40).map((word) => Buffer.from(word).toString('hex'))
}
