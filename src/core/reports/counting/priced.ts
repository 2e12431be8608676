import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import type { Instant } from '../../time.ts'

/** What a deal `d` is worth in minor units of the workspace's currency at a moment; null when it has no value in it. */
export function priced({ workspace }: Ctx, _asOf: Instant | null): RawBuilder<number | null> {
  return sql<number | null>`case when d.currency = ${workspace.currency} then d.value end`
}
