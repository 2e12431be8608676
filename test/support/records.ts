import type { Database } from '../../src/core/index.ts'

/** A deal's history as it lies in the database, first change first. */
export function historyOf(database: Database, opportunityId: string) {
  return database.read
    .selectFrom('opportunity_history')
    .selectAll()
    .where('opportunity_id', '=', opportunityId)
    .orderBy('version')
    .execute()
}

/** A deal's stage stays as they lie in the database, the first first. */
export function staysOf(database: Database, opportunityId: string) {
  return database.read
    .selectFrom('stage_stays')
    .selectAll()
    .where('opportunity_id', '=', opportunityId)
    .orderBy('id')
    .execute()
}
