import { agendaOf } from '../agenda/index.ts'
import { DEAL_LISTS } from '../agenda/model.ts'
import type { Attention } from '../attention/model.ts'
import { type Ctx, inTransaction } from '../context.ts'
import { resolveFilters } from '../filters/index.ts'
import { quietUntil } from '../notices/model.ts'
import { type Hearer, hearers } from '../notices/settings.ts'
import { enqueue } from '../outbox/index.ts'
import { findReport, reports, runReport } from '../reports/index.ts'
import type { ReportResult } from '../reports/report.ts'
import { unansweredStalePrompts } from '../staleness/index.ts'
import { later } from '../time.ts'
import { DIGESTS, type Digest, dueSlot } from './model.ts'
import * as store from './store.ts'

export type { Digest } from './model.ts'

/**
 * Asks for the digests whose morning has come where their readers live. Each slot is taken on by one process and asked
 * for once, in one transaction: a restart neither skips nor repeats it. Resolves to how many.
 */
export async function queueDueDigests(ctx: Ctx): Promise<number> {
  const everybody = await hearers(ctx)
  const due = everybody.flatMap((hearer) => slotsOf(hearer, ctx.now()))
  const open = await store.unclaimed(ctx, due)
  let count = 0
  for (const slot of open) if (await queueDigest(ctx, slot, everybody)) count += 1
  return count
}

function slotsOf({ member, settings, timeZone }: Hearer, now: string): store.MemberSlot[] {
  const wanted: Record<Digest, boolean> = {
    day: settings.dayDigest,
    week: settings.weekDigest && member.role !== 'rep',
  }
  return DIGESTS.filter((digest) => wanted[digest]).flatMap((digest) => {
    const slot = dueSlot(digest, settings.morning, timeZone, now)
    return slot ? [{ memberId: member.id, digest, slot }] : []
  })
}

function queueDigest(ctx: Ctx, slot: store.MemberSlot, everybody: readonly Hearer[]): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    if (!(await store.claim(tx, slot))) return false
    const { memberId, digest } = slot
    const reader = everybody.find(({ member }) => member.id === memberId)
    const runAt = reader && quietUntil(reader.settings.quiet, reader.timeZone, tx.now())
    const payload = { memberId, digest, day: slot.slot.day }
    await enqueue(tx, { kind: 'digest', key: `${memberId}/${digest}`, payload, ...(runAt && { runAt }) })
    return true
  })
}

/** An owner, and how many of their idle deals they were asked about without answering. */
export interface Unanswered {
  readonly owner: string
  readonly count: number
}

/** The team's last seven days, as its manager reads them on Monday. */
export interface Week {
  /** What changed, and how far deals get. */
  readonly reports: readonly ReportResult[]
  readonly attention: readonly { readonly kind: Attention; readonly count: number; readonly link: string }[]
  readonly unanswered: readonly Unanswered[]
}

/** Reports that a week is told with, where they are there. */
const TOLD = ['bridge', 'funnel', 'won-lost']

/** Those of them that are shown as charts, too. */
export function picturedReports(): string[] {
  return reports.map(({ id }) => id).filter((id) => ['bridge', 'funnel'].includes(id))
}

/** The team's week. Managers and admins, else `forbidden`. */
export async function weekOf(ctx: Ctx): Promise<Week> {
  const [agenda, unanswered, told] = await Promise.all([
    agendaOf(ctx, { whose: 'team', limit: 1 }),
    unansweredByOwner(ctx),
    Promise.all(reports.filter(({ id }) => TOLD.includes(id)).map(({ id }) => weekReport(ctx, id))),
  ])
  const attention = DEAL_LISTS.map((kind) => {
    const { count, link } = agenda.deals[kind]
    return { kind, count, link }
  })
  return { reports: told, attention: attention.filter(({ count }) => count > 0), unanswered }
}

/** A report over the last seven days. Throws `not_found` for an unknown one. */
export async function weekReport(ctx: Ctx, id: string): Promise<ReportResult> {
  const filters = await resolveFilters(ctx, { period: 'last-7-days' }, { defaultPeriod: 'last-7-days' })
  return runReport(ctx, findReport(id).id, filters)
}

async function unansweredByOwner(ctx: Ctx): Promise<Unanswered[]> {
  const names = new Map((await hearers(ctx)).map(({ member }) => [member.id, member.name]))
  const counts = new Map<string, number>()
  for (const { memberId, askedAt } of await unansweredStalePrompts(ctx)) {
    // What was asked this morning is not yet late.
    if (askedAt > later(ctx.now(), -86_400)) continue
    const owner = names.get(memberId) ?? 'Somebody who left'
    counts.set(owner, (counts.get(owner) ?? 0) + 1)
  }
  return [...counts].map(([owner, count]) => ({ owner, count })).sort((a, b) => b.count - a.count)
}
