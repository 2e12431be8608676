import {
  CompiledQuery,
  createQueryId,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type RootOperationNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { SqliteConnection } from './sqlite-connection.ts'

/** Kysely over a fixed set of connections that somebody else opens and closes: the writer, or a few readers. */
export class NodeSqliteDialect implements Dialect {
  readonly #connections: readonly SqliteConnection[]

  constructor(connections: readonly SqliteConnection[]) {
    this.#connections = connections
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.#connections)
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

/** SQLite's DDL is transactional; with BEGIN IMMEDIATE the transaction is also the lock between migrating processes. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

type CompileQuery = QueryCompiler['compileQuery']

class NodeSqliteDriver implements Driver {
  readonly #free: DatabaseConnection[]
  readonly #waiting: ((connection: DatabaseConnection) => void)[] = []

  constructor(connections: readonly SqliteConnection[]) {
    this.#free = [...connections]
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve))
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const next = this.#waiting.shift()
    if (next) next(connection)
    else this.#free.push(connection)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // Takes the write lock now: a lock taken at the first write fails at once when somebody else wrote in between.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async savepoint(connection: DatabaseConnection, name: string, compile: CompileQuery): Promise<void> {
    await connection.executeQuery(compile(command('savepoint', name), createQueryId()))
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string, compile: CompileQuery): Promise<void> {
    await connection.executeQuery(compile(command('rollback to', name), createQueryId()))
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string, compile: CompileQuery): Promise<void> {
    await connection.executeQuery(compile(command('release', name), createQueryId()))
  }

  async destroy(): Promise<void> {
    // Whoever opened the connections closes them: Kysely calls this only when it was used at least once.
  }
}

function command(verb: string, name: string): RootOperationNode {
  return sql`${sql.raw(verb)} ${sql.id(name)}`.toOperationNode() as RootOperationNode
}
