import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import { conflict, forbidden, invalid, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../outbox/index.ts'
import { findReport } from '../reports/index.ts'
import { cleanText } from '../text.ts'
import { nextRun, readChannel, readRhythm, type ScheduledReport, type SharedReport } from './model.ts'
import * as store from './store.ts'

export { type Channel, type Every, RHYTHMS, type ScheduledReport } from './model.ts'

/** More than anybody reads. */
const MOST_SCHEDULED = 50
const LONGEST_QUERY = 2_000

/**
 * Has a report posted into a channel, as the one who shares it sees it: its sentence, its picture, and the link.
 * Throws `invalid` and `not_found`, naming the field.
 */
export function shareReport(ctx: Ctx, input: SharedReport & { note?: string | null }): Promise<SharedReport> {
  return inTransaction(ctx, async (tx) => {
    const shared = read(input)
    const note = cleanText(input.note, { field: 'note', max: 500, lines: true })
    await queue(tx, { ...shared, memberId: authorOf(tx).id, note }, newId())
    return shared
  })
}

/** Has it posted again and again. Throws `invalid` and `not_found`, `conflict` when there are too many. */
export function scheduleReport(
  ctx: Ctx,
  input: SharedReport & { every: string; hour: number },
): Promise<ScheduledReport> {
  return inTransaction(ctx, async (tx) => {
    const shared = read({ ...input, query: withoutAsOf(input.query) })
    const rhythm = readRhythm(input.every, input.hour)
    const known = await store.all(tx)
    const same = known.find((one) => isSame(one, shared) && one.every === rhythm.every && one.hour === rhythm.hour)
    if (same) return same
    if (known.length >= MOST_SCHEDULED)
      throw conflict(`There are ${MOST_SCHEDULED} already. End one that nobody reads.`)
    const nextRunAt = nextRun(rhythm, tx.workspace.timeZone, tx.now())
    const made = { id: newId(), ...shared, ...rhythm, author: authorOf(tx), nextRunAt, createdAt: tx.now() }
    await store.insert(tx, made)
    return made
  })
}

/** The workspace's scheduled reports. */
export function listScheduledReports(ctx: Ctx): Promise<ScheduledReport[]> {
  return store.all(ctx)
}

/** Ends one. Throws `not_found`, and `forbidden` for one that somebody else made, unless a manager acts. */
export function endScheduledReport(ctx: Ctx, id: string): Promise<ScheduledReport> {
  return inTransaction(ctx, async (tx) => {
    const ended = await store.byId(tx, id)
    if (!ended) throw notFound('This is no longer posted. The list shows what is left.')
    if (tx.actor.role === 'rep' && ended.author.id !== tx.actor.memberId) {
      throw forbidden(`${ended.author.name} has this posted. Ask them or a manager to end it.`)
    }
    await store.remove(tx, id)
    return ended
  })
}

/**
 * Asks for the reports whose time has come; one that was missed is posted once, late. Each is taken on by one process.
 * Resolves to how many.
 */
export async function queueDueReports(ctx: Ctx): Promise<number> {
  const due = await store.due(ctx, ctx.now())
  const queued = due.map((report) =>
    inTransaction(ctx, async (tx) => {
      const next = nextRun(report, tx.workspace.timeZone, tx.now())
      if (!(await store.moveOn(tx, report, next))) return false
      const { author, query, channel } = report
      const post = { report: report.report, query, channel, memberId: author.id, note: null }
      await queue(tx, post, `${report.id}/${report.nextRunAt}`)
      return true
    }),
  )
  return (await Promise.all(queued)).filter(Boolean).length
}

function read({ report, query, channel }: SharedReport): SharedReport {
  if (query.length > LONGEST_QUERY) throw invalid('These are too many filters to share. Take some away.')
  return { report: findReport(report).id, query, channel: readChannel(channel) }
}

function queue(tx: TxCtx, post: SharedReport & { memberId: string; note: string | null }, key: string): Promise<void> {
  const { report, query, channel, memberId, note } = post
  return enqueue(tx, { kind: 'post-report', key, payload: { report, query, channelId: channel.id, memberId, note } })
}

function authorOf({ actor }: Ctx): ScheduledReport['author'] {
  if (actor.memberId === null) throw invalid('Only a member shares reports.')
  return { id: actor.memberId, name: actor.name }
}

function isSame(one: SharedReport, other: SharedReport): boolean {
  return one.report === other.report && one.query === other.query && one.channel.id === other.channel.id
}

/** What comes again is about the day it comes on. */
function withoutAsOf(query: string): string {
  const words = new URLSearchParams(query)
  words.delete('asOf')
  return words.toString()
}
