import type { BulkDeed } from '../bulk-changes/model.ts'
import * as bulkChanges from '../bulk-changes/store.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { type Directory, dealsLink, loadDirectory, resolveFilters } from '../filters/index.ts'
import { seesOnlyOwn } from '../opportunities/selection-store.ts'
import { enqueue } from '../outbox/index.ts'
import type { Job } from '../outbox/model.ts'
import { type BulkGroup, groupsFor, switchOf } from './bulk-model.ts'
import * as store from './bulk-store.ts'
import { type NoticeSwitch, quietUntil } from './model.ts'
import { type Hearer, hearers } from './settings.ts'

/** An address that names more deals than these is no use to anybody: the list is found by whose the deals are. */
const MOST_NAMED = 60

/** Whom a `tell-bulk` job tells of which bulk change, or of its undoing. */
export interface BulkTelling {
  readonly bulkId: string
  readonly undo: boolean
  /** Slack's id of the person. */
  readonly place: string
}

/** What one person hears of a change of many deals: once, and all of it. */
export interface BulkNotice {
  /** Who did it. */
  readonly by: string
  readonly deed: BulkDeed
  /** "Move to Proposal" */
  readonly sentence: string
  readonly undo: boolean
  readonly groups: readonly BulkGroup[]
  /** Why they hear of it, as far as settings say so. */
  readonly settings: readonly NoticeSwitch[]
  /** Where the deals are listed: "/deals?…"; null for deleted ones. */
  readonly list: string | null
}

/**
 * Decides who hears of a bulk change that is over, and asks for each of them to be told: one `tell-bulk` job per person,
 * held until their quiet hours are over. Done twice, it asks once.
 */
export function spreadBulkNotices(ctx: Ctx, { payload }: Pick<Job, 'payload'>): Promise<void> {
  const { bulkId, undo } = payload as { bulkId: string; undo: boolean }
  return inTransaction(ctx, async (tx) => {
    const [bulk, deals] = [await bulkChanges.byId(tx, bulkId), await store.toldDeals(tx, bulkId, undo)]
    if (!bulk || deals.length === 0 || !(await store.claimTelling(tx, bulkId, undo))) return
    const stances = await store.stancesOnBulk(tx, bulkId)
    for (const hearer of await hearers(tx)) {
      if (groupsFor(deals, bulk.deed.kind, readerOf(tx, hearer, stances)).length === 0) continue
      const place = hearer.member.slackUserId
      const runAt = quietUntil(hearer.settings.quiet, hearer.timeZone, tx.now())
      const telling: BulkTelling = { bulkId, undo, place }
      const key = `${bulkId}/${undo ? 'undo' : 'change'}/${place}`
      await enqueue(tx, { kind: 'tell-bulk', key, payload: { ...telling }, ...(runAt && { runAt }) })
    }
  })
}

/** What the person hears now; null when nothing of it is wanted any more. */
export async function bulkNotice(ctx: Ctx, { bulkId, undo, place }: BulkTelling): Promise<BulkNotice | null> {
  const [bulk, everybody] = [await bulkChanges.byId(ctx, bulkId), await hearers(ctx)]
  const hearer = everybody.find(({ member }) => member.slackUserId === place)
  if (!bulk || !hearer) return null
  const { deed, sentence } = bulk
  const deals = await store.toldDeals(ctx, bulkId, undo)
  const groups = groupsFor(deals, deed.kind, readerOf(ctx, hearer, await store.stancesOnBulk(ctx, bulkId)))
  const [first] = groups
  if (!first) return null
  const settings = groups.flatMap(({ relation }) => (relation === 'followed' ? [] : [switchOf(relation, deed.kind)]))
  return {
    by: first.deals[0]?.actorName ?? 'Dealwright',
    ...{ deed, sentence, undo, groups, settings: [...new Set(settings)] },
    list: deed.kind === 'delete' && !undo ? null : await listOf(ctx, hearer, groups),
  }
}

function readerOf({ workspace }: Ctx, { member, settings }: Hearer, stances: Awaited<Stances>) {
  const { id: memberId, role } = member
  const ownOnly = seesOnlyOwn({ actor: { memberId, role }, workspace })
  return { memberId, settings, ownOnly, stances: stances.get(memberId) ?? new Map() }
}

type Stances = ReturnType<typeof store.stancesOnBulk>

async function listOf(ctx: Ctx, { member }: Hearer, groups: readonly BulkGroup[]): Promise<string> {
  const directory: Directory = await loadDirectory(ctx)
  const everything = await resolveFilters(ctx, {}, { defaultPeriod: 'all' })
  const numbers = groups.flatMap(({ deals }) => deals.map(({ number }) => number))
  const which = numbers.length > MOST_NAMED ? { owner: [member.id] } : { deal: numbers }
  return dealsLink({ ...everything, ...which }, directory)
}
