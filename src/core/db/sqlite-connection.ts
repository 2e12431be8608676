import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  DeleteQueryNode,
  InsertQueryNode,
  type QueryResult,
  SelectQueryNode,
  UpdateQueryNode,
} from 'kysely'
import sqlite3 from 'sqlite3'

const MAX_STATEMENTS = 200
const OPENING_ATTEMPTS = 100
const OPENING_PAUSE_MS = 50

/** Opens one connection to the file and sets it up by the given pragmas, in order. */
export async function connectSqlite(file: string, pragmas: readonly string[]): Promise<SqliteConnection> {
  const handle = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)))
  })
  const connection = new SqliteConnection(handle)
  for (const pragma of pragmas) await patiently(() => connection.run(`pragma ${pragma}`))
  return connection
}

/** Going over to WAL does not wait for a lock as everything else does: two processes may open a new file at once. */
async function patiently(setUp: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await setUp()
    } catch (error) {
      if (attempt === OPENING_ATTEMPTS || (error as NodeJS.ErrnoException).code !== 'SQLITE_BUSY') throw error
      await sleep(OPENING_PAUSE_MS)
    }
  }
}

/** One connection with its prepared statements: preparing again costs as much as running. */
export class SqliteConnection implements DatabaseConnection {
  readonly #handle: sqlite3.Database
  readonly #maxStatements: number
  /** By SQL text, the least recently used first. */
  readonly #statements = new Map<string, sqlite3.Statement>()

  constructor(handle: sqlite3.Database, maxStatements = MAX_STATEMENTS) {
    this.#handle = handle
    this.#maxStatements = maxStatements
  }

  get cachedStatements(): readonly string[] {
    return [...this.#statements.keys()]
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    refuseUnportable(compiled.parameters)
    try {
      const statement = await this.#prepared(compiled.sql)
      return returnsRows(compiled)
        ? { rows: await allRows<R>(statement, compiled.parameters) }
        : await affected<R>(statement, compiled.parameters)
    } catch (error) {
      throw explained(error, compiled.sql)
    }
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a generator.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not supported: read page by page.')
  }

  /** Runs a statement that is needed once, past the cache. */
  async run(sql: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#handle.exec(sql, (error) => (error ? reject(error) : resolve()))
    })
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values()) await finalized(statement)
    this.#statements.clear()
    await new Promise<void>((resolve, reject) => {
      this.#handle.close((error) => (error ? reject(error) : resolve()))
    })
  }

  async #prepared(sql: string): Promise<sqlite3.Statement> {
    const cached = this.#statements.get(sql)
    if (cached) this.#statements.delete(sql)
    const statement = cached ?? (await prepare(this.#handle, sql))
    this.#statements.set(sql, statement)
    if (this.#statements.size > this.#maxStatements) await this.#evictOldest()
    return statement
  }

  async #evictOldest(): Promise<void> {
    for (const [sql, statement] of this.#statements) {
      this.#statements.delete(sql)
      return finalized(statement)
    }
  }
}

function prepare(handle: sqlite3.Database, sql: string): Promise<sqlite3.Statement> {
  return new Promise((resolve, reject) => {
    const statement = handle.prepare(sql, (error) => (error ? reject(error) : resolve(statement)))
  })
}

function finalized(statement: sqlite3.Statement): Promise<void> {
  return new Promise((resolve) => {
    statement.finalize(() => resolve())
  })
}

function allRows<R>(statement: sqlite3.Statement, parameters: readonly unknown[]): Promise<R[]> {
  return new Promise((resolve, reject) => {
    statement.all<R>(parameters, (error, rows) => (error ? reject(error) : resolve(rows)))
  })
}

function affected<R>(statement: sqlite3.Statement, parameters: readonly unknown[]): Promise<QueryResult<R>> {
  return new Promise((resolve, reject) => {
    statement.run(parameters, function (error) {
      if (error) reject(error)
      else resolve({ rows: [], numAffectedRows: BigInt(this.changes), insertId: BigInt(this.lastID) })
    })
  })
}

/** sqlite3 gives either rows or counts, so it must be known before which of the two a statement has to give. */
function returnsRows({ query, sql }: CompiledQuery): boolean {
  if (SelectQueryNode.is(query)) return true
  if (InsertQueryNode.is(query) || UpdateQueryNode.is(query) || DeleteQueryNode.is(query)) {
    return query.returning !== undefined
  }
  return /^\s*(select|with|values|pragma|explain)\b/i.test(sql) || /\breturning\b/i.test(sql)
}

/** sqlite3 would bind these as null, "[object Object]" or a float in silence; Postgres would refuse most of them. */
function refuseUnportable(parameters: readonly unknown[]): void {
  for (const value of parameters) {
    if (value === null || typeof value === 'string' || Number.isFinite(value) || Buffer.isBuffer(value)) continue
    throw new TypeError(`A ${typeof value} (${String(value)}) cannot be a query parameter: use text, a number or null.`)
  }
}

/** sqlite3's errors come without a stack: say who ran which statement. Values stay out, they may be secret. */
function explained(error: unknown, sql: string): unknown {
  if (!(error instanceof Error)) return error
  const callers = new Error().stack?.split('\n').slice(1).join('\n')
  error.stack = `${error.message}\n    in ${sql}\n${callers}`
  return error
}
