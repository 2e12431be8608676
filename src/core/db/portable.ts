import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Flag } from './tables.ts'

const INT8 = 20
const NUMERIC = 1700

/**
 * Postgres sends bigint and the sum of integers as text, SQLite as numbers. Given to the pool, this makes them numbers
 * on both; core keeps every amount below 2^53.
 */
export function postgresNumber(oid: number): ((text: string) => number) | undefined {
  return oid === INT8 || oid === NUMERIC ? Number : undefined
}

/** The number of rows: 0 for none. */
export const count = (): RawBuilder<number> => sql<number>`count(*)`

/** The sum, 0 (not null) when there is nothing to sum. */
export const sum = (amount: Expression<number | null>): RawBuilder<number> => sql<number>`coalesce(sum(${amount}), 0)`

/**
 * True where the text contains what was searched, as typed: % and _ mean themselves. Case is ignored as far as the engine
 * can (SQLite: A-Z only), by one and the same function on both sides.
 */
export function contains(text: Expression<string | null>, searched: string): RawBuilder<boolean> {
  return sql<boolean>`lower(${text}) like lower(${`%${escapeLike(searched)}%`}) escape '\\'`
}

/** Makes %, _ and \ mean themselves in a LIKE pattern with `escape '\'`. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/**
 * True when a write failed because such a row exists already; with a column, only when a rule over that column says so.
 * On Postgres the transaction is lost with it.
 */
export function isUniqueViolation(error: unknown, column = ''): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  // Postgres names the columns in its detail, SQLite in its message.
  if (error.code === '23505') return String('detail' in error ? error.detail : '').includes(column)
  const failed = error.message.indexOf('UNIQUE constraint failed')
  return error.code === 'SQLITE_CONSTRAINT' && failed >= 0 && error.message.includes(column, failed)
}

/** True when a write failed because the column must have a value and got none. */
export function isMissing(error: unknown, column: string): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  if (error.code === '23502') return 'column' in error && error.column === column
  return (
    error.code === 'SQLITE_CONSTRAINT' &&
    new RegExp(`NOT NULL constraint failed: \\w+\\.${column}\\b`).test(error.message)
  )
}

export const toFlag = (value: boolean): Flag => (value ? 1 : 0)

export const fromFlag = (flag: Flag): boolean => flag === 1

/**
 * Seconds since 1970 of an instant's text, without its fraction, by arithmetic that both engines know. Differences of two
 * are durations.
 */
export function epochSeconds(instant: Expression<string | null>): RawBuilder<number> {
  const part = (from: number, length: number) =>
    sql<number>`cast(substr(${instant}, ${sql.lit(from)}, ${sql.lit(length)}) as integer)`
  const [year, month, day] = [part(1, 4), part(6, 2), part(9, 2)]
  // Years that begin in March, so that the leap day is their last.
  const early = sql`(14 - ${month}) / 12`
  const years = sql`(${year} + 4800 - ${early})`
  const daysInYear = sql`(153 * (${month} + 12 * (${early}) - 3) + 2) / 5 + ${day}`
  const days = sql`(${daysInYear} + 365 * ${years} + ${years} / 4 - ${years} / 100 + ${years} / 400 - 32045 - 2440588)`
  return sql<number>`(cast(${days} as bigint) * 86400 + ${part(12, 2)} * 3600 + ${part(15, 2)} * 60 + ${part(18, 2)})`
}
