import type { Database, Db } from './db/database.ts'
import type { Log } from './log.ts'
import type { Instant } from './time.ts'

/** How a change came: the surface that the person used. */
export type Via = 'slack' | 'web' | 'api' | 'import' | 'automation'

export type Role = 'rep' | 'manager' | 'admin'

/** Who asks. `memberId` is null for the program itself (automations, the operator's command line). */
export interface Actor {
  readonly memberId: string | null
  readonly name: string
  readonly role: Role
  readonly via: Via
}

/** The team whose rows a context can see, with the settings that every figure depends on. */
export interface Workspace {
  readonly id: string
  readonly slackTeamId: string | null
  readonly name: string
  /** IANA zone: where the workspace's days begin. */
  readonly timeZone: string
  /** ISO 4217: what figures are shown in. */
  readonly currency: string
  /** 0 Sunday to 6 Saturday. */
  readonly firstWeekday: number
  /** 1 to 12. */
  readonly fiscalStartMonth: number
  readonly repsSee: 'all' | 'own'
  /** Grows with every committed change. */
  readonly revision: number
}

/** What every verb of core takes first: where, for whom, and when. There are no globals. */
export interface Ctx {
  readonly db: Db
  readonly database: Database
  readonly workspace: Workspace
  readonly actor: Actor
  readonly now: () => Instant
  readonly log: Log
  /** Answers that one request needs several times, by question; lives only as long as the request. */
  readonly answers?: Map<string, Promise<unknown>>
  /** Names the request that asked, so that the same one delivered twice changes nothing the second time. */
  readonly requestKey?: string
  /** Changes are told to nobody, deal by deal: of many at once people hear as one. */
  readonly quiet?: boolean
}

/** A context whose `db` is a transaction. Only functions that take one can write. */
export interface TxCtx extends Ctx {
  readonly inTransaction: true
}

export function isInTransaction(ctx: Ctx | TxCtx): ctx is TxCtx {
  return 'inTransaction' in ctx
}

/**
 * Runs `work` in one transaction and resolves when it is durable; a throw undoes all of it.
 * Called with a context that is in a transaction already, it joins that one.
 * `work` must use the context it is handed: the outer one is not part of the transaction.
 */
export async function inTransaction<T>(ctx: Ctx | TxCtx, work: (tx: TxCtx) => Promise<T>): Promise<T> {
  if (isInTransaction(ctx)) return work(ctx)
  const { answers, ...rest } = ctx
  const result = await ctx.database.transaction((db) => work({ ...rest, db, inTransaction: true }))
  answers?.clear()
  ctx.database.changes.announce(ctx.workspace.id)
  return result
}
