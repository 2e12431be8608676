import { type Expression, type SqlBool, sql } from 'kysely'
import { CATEGORY_FROM, type Category, categoryUntil } from '../categories/model.ts'

/** Open deals of any of the categories: by their own probability, else their stage's as it is today. */
export function ofCategory(categories: readonly Category[]): Expression<SqlBool> {
  const ranges = categories.map((category) => {
    const until = categoryUntil(category)
    const below = until === null ? sql`` : sql` and ${chance} < ${sql.lit(until)}`
    return sql`(${chance} >= ${sql.lit(CATEGORY_FROM[category])}${below})`
  })
  return sql<SqlBool>`d.status = 'open' and (${sql.join(ranges, sql` or `)})`
}

const chance = sql`coalesce(d.probability, (select chances.probability from stages as chances where chances.id = d.stage_id))`
