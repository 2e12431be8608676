import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './database.ts'
import { SqliteConnection } from './sqlite-connection.ts'

/**
 * Runs statements that need no answer, in their order, in the caller's transaction. SQLite takes them all in one trip to
 * its thread: the trip costs more than the work, so a change that takes six of them would wait six times.
 * Throws what the first failing one throws.
 */
export function executeTogether(tx: Db, statements: readonly (Compilable | CompiledQuery)[]): Promise<void> {
  const compiled = statements.map((statement) => ('compile' in statement ? statement.compile() : statement))
  return tx.getExecutor().provideConnection(async (connection) => {
    if (connection instanceof SqliteConnection) return connection.run(scriptOf(compiled))
    for (const query of compiled) await connection.executeQuery(query)
  })
}

/** The statements as one text for SQLite, with their parameters in place. */
export function scriptOf(statements: readonly CompiledQuery[]): string {
  return statements.map(asScript).join(';\n')
}

/** The statement as text with its parameters in place, as SQLite reads it: in its text only a quote means something. */
function asScript({ sql, parameters }: CompiledQuery): string {
  const between = piecesOf(sql)
  if (between.length !== parameters.length + 1) throw new TypeError(`Parameters do not fit the statement: ${sql}`)
  return between.reduce((text, piece, i) => `${text}${literal(parameters[i - 1])}${piece}`)
}

/** The text between the parameters, kept for the statements that come again and again. */
function piecesOf(sql: string): readonly string[] {
  const known = pieces.get(sql) ?? sql.split('?')
  if (pieces.size === MOST_REMEMBERED) pieces.clear()
  pieces.set(sql, known)
  return known
}

const MOST_REMEMBERED = 200
const pieces = new Map<string, readonly string[]>()

function literal(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  // A script ends at its first zero byte; no text of ours has one.
  if (typeof value === 'string' && !value.includes('\0')) return `'${value.replaceAll("'", "''")}'`
  throw new TypeError(`A ${typeof value} cannot be part of a script: use text without zero bytes, a number or null.`)
}
