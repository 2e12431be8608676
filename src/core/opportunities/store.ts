import { type RawBuilder, sql } from 'kysely'
import type { Ctx, TxCtx } from '../context.ts'
import { gathered } from '../db/gathered.ts'
import { contains } from '../db/portable.ts'
import { preparedForKeys } from '../db/prepared.ts'
import { notFound } from '../errors.ts'
import { subjectsOf } from '../search/store.ts'
import { FOREVER } from '../time.ts'
import type { Opportunity } from './model.ts'
import { opportunityOf } from './rows.ts'
import { dealsNow, JOINED_NAMES, type Sight, seesOnlyOwn, visibleDeals } from './selection-store.ts'

/** The deal by its number, deleted ones too. Throws `not_found`, also for one that the actor may not see. */
export async function find(ctx: Ctx, number: number): Promise<Opportunity> {
  const sight = { id: ctx.workspace.id, memberId: seesOnlyOwn(ctx) ? ctx.actor.memberId : null }
  const deal = await dealByNumber(ctx.db, sight, number)
  if (!deal) throw notFound(`There is no deal D-${number}. Look for it by name with /deal find.`)
  return deal
}

/** Whose deals: those of a workspace, or of one member in it. */
type SightKey = { id: string; memberId: string | null }

const dealByNumber = gathered(
  ({ id, memberId }: SightKey) => `${id} ${memberId}`,
  async (db, sight, numbers: readonly number[]) => {
    const question = sight.memberId === null ? anyDeals : ownDeals
    const { rows } = await db.executeQuery(question(db, sight, numbers))
    return new Map(rows.map((row) => [row.number, opportunityOf(row)]))
  },
)

const anyDeals = dealsByNumber('all')
const ownDeals = dealsByNumber('own')

/** The deal by its id, deleted ones too; null when there is none that the actor may see. */
export async function findById(ctx: Ctx, id: string): Promise<Opportunity | null> {
  const row = await wholeDeals(ctx).where('d.id', '=', id).executeTakeFirst()
  return row ? opportunityOf(row) : null
}

/**
 * Live deals in whose name, contact, address or company every word occurs; open first, then the ones touched last. Words that
 * something begins with are looked up; only where nothing does, every deal is read.
 */
export async function search(ctx: Ctx, words: readonly string[], limit: number): Promise<Opportunity[]> {
  const subjects = await subjectsOf(ctx, words)
  const found = subjects && idsOfDeals(ctx, subjects)
  const rows = await wholeDeals(ctx)
    .where('d.deleted_at', 'is', null)
    .$if(found !== null, (deals) => deals.where('d.id', 'in', found as NonNullable<typeof found>))
    .where((row) =>
      row.and(
        words.map((word) =>
          row.or([
            contains(row.ref('d.name'), word),
            contains(row.ref('c.name'), word),
            contains(row.ref('c.email'), word),
            contains(row.ref('c.company'), word),
          ]),
        ),
      ),
    )
    .orderBy((row) => row.case().when('d.status', '=', 'open').then(0).else(1).end())
    .orderBy('d.last_activity_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => opportunityOf(row))
}

/** The deals among the subjects and those of the contacts among them. As one list of ids, since an `or` reads every deal. */
function idsOfDeals({ db, workspace }: Ctx, subjects: NonNullable<Awaited<ReturnType<typeof subjectsOf>>>) {
  const ofContacts = db.selectFrom('opportunities').select('id as subject_id').where('workspace_id', '=', workspace.id)
  return db
    .selectFrom(subjects.as('found'))
    .select('subject_id')
    .unionAll(ofContacts.where('contact_id', 'in', db.selectFrom(subjects.as('found')).select('subject_id')))
}

/** A note or another human touch: the deal is not idle. */
export async function touchActivity(tx: TxCtx, opportunityId: string): Promise<void> {
  await tx.db
    .updateTable('opportunities')
    .set({ last_activity_at: tx.now() })
    .where('workspace_id', '=', tx.workspace.id)
    .where('id', '=', opportunityId)
    .execute()
}

/** The deals of these numbers, deleted ones too, by number; those that the actor may not see are left out. */
export async function withNumbers(ctx: Ctx, numbers: readonly number[]): Promise<Opportunity[]> {
  if (numbers.length === 0) return []
  const rows = await wholeDeals(ctx).where('d.number', 'in', numbers).orderBy('d.number').execute()
  return rows.map((row) => opportunityOf(row))
}

/** Open deals that stand in a stage, oldest number first. */
export async function openDealsIn(ctx: Ctx, stageId: string): Promise<Opportunity[]> {
  const rows = await wholeDeals(ctx)
    .where('d.stage_id', '=', stageId)
    .where('d.status', '=', 'open')
    .where('d.deleted_at', 'is', null)
    .orderBy('d.number')
    .execute()
  return rows.map((row) => opportunityOf(row))
}

/**
 * Works out anew how far every deal of a pipeline came, now and in history, by the ranks its stages have today. Needed
 * when stages changed places.
 */
export async function recountHighestRanks(tx: TxCtx, pipelineId: string): Promise<void> {
  const among = (deals: RawBuilder<unknown>, until: RawBuilder<unknown>) => sql<number>`coalesce((
    select max(stages.rank) from stage_stays
    inner join stages on stages.id = stage_stays.stage_id
    where stage_stays.workspace_id = ${tx.workspace.id} and stage_stays.opportunity_id = ${deals}
      and stage_stays.pipeline_id = ${pipelineId} and stage_stays.entered_at <= ${until}), highest_rank)`
  const ofPipeline = { workspace_id: tx.workspace.id, pipeline_id: pipelineId }
  await tx.db
    .updateTable('opportunities')
    .set({ highest_rank: among(sql`opportunities.id`, sql`${FOREVER}`) })
    .where((row) => row.and(ofPipeline))
    .execute()
  await tx.db
    .updateTable('opportunity_history')
    .set({ highest_rank: among(sql`opportunity_history.opportunity_id`, sql`opportunity_history.valid_from`) })
    .where((row) => row.and(ofPipeline))
    .execute()
}

/** Every change of a deal, newest first, with the names of the time's stages, owners and reasons and of who made it. */
export function spansOfDeal(ctx: Ctx, opportunityId: string, { limit }: { limit?: number } = {}) {
  return ctx.db
    .selectFrom('opportunity_history as h')
    .innerJoin('pipelines as p', 'p.id', 'h.pipeline_id')
    .innerJoin('stages as s', 's.id', 'h.stage_id')
    .leftJoin('members as m', 'm.id', 'h.owner_id')
    .leftJoin('contacts as c', 'c.id', 'h.contact_id')
    .leftJoin('reasons as r', 'r.id', 'h.reason_id')
    .leftJoin('members as a', 'a.id', 'h.actor_id')
    .selectAll('h')
    .select(['p.name as pipeline_name', 's.name as stage_name', 'm.name as owner_name', 'c.name as contact_name'])
    .select(['r.name as reason_name', 'a.name as actor_name'])
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.opportunity_id', '=', opportunityId)
    .orderBy('h.version', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
}

/** The latest change of any deal the actor may see: what the live line tells. */
export async function latestChangeOfAll(ctx: Ctx) {
  const { actor, workspace } = ctx
  return ctx.db
    .selectFrom('opportunity_history as h')
    .innerJoin('opportunities as d', 'd.id', 'h.opportunity_id')
    .innerJoin('stages as s', 's.id', 'h.stage_id')
    .leftJoin('members as a', 'a.id', 'h.actor_id')
    .select(['d.number', 's.name as stage_name', 'h.kind', 'h.recorded_at', 'a.name as actor_name'])
    .where('h.workspace_id', '=', workspace.id)
    .$if(seesOnlyOwn(ctx), (query) => query.where('h.owner_id', '=', actor.memberId))
    .orderBy('h.recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Who made the change that still holds, and what kind of change it was. */
export async function latestChange(ctx: Ctx, opportunityId: string): Promise<{ kind: string; by: string | null }> {
  return ctx.db
    .selectFrom('opportunity_history as h')
    .leftJoin('members as m', 'm.id', 'h.actor_id')
    .select(['h.kind', 'm.name as by'])
    .where('h.workspace_id', '=', ctx.workspace.id)
    .where('h.opportunity_id', '=', opportunityId)
    .where('h.valid_to', '=', FOREVER)
    .orderBy('h.version', 'desc')
    .executeTakeFirstOrThrow()
}

/** The sources (or tags) in use, in alphabetical order. */
export async function distinctValues(ctx: Ctx, column: 'source' | 'tags'): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('opportunities')
    .select(column)
    .distinct()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('deleted_at', 'is', null)
    .where(column, 'is not', null)
    .execute()
  return rows.map((row) => row[column] as string).sort((a, b) => a.localeCompare(b))
}

function dealsByNumber(repsSee: 'all' | 'own') {
  return preparedForKeys((db, { id, memberId }: SightKey, numbers: readonly number[]) =>
    wholeDeals({ db, workspace: { id, repsSee }, actor: { role: 'rep', memberId } }).where('d.number', 'in', numbers),
  )
}

function wholeDeals(ctx: Sight) {
  return visibleDeals(ctx, dealsNow(ctx)).selectAll('d').select(JOINED_NAMES)
}
