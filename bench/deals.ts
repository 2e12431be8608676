import { sql } from 'kysely'
import {
  actorOf,
  type Ctx,
  createMember,
  createWorkspace,
  type Database,
  inTransaction,
  type Log,
  listPipelines,
  type Member,
  migrateToLatest,
  systemActor,
} from '../src/core/index.ts'
import { creationOf } from '../src/core/opportunities/create.ts'
import { recordCreations, type Story } from '../src/core/opportunities/journal.ts'
import { type Change, closeAs, moveTo, type StageOfDeal } from '../src/core/opportunities/model.ts'
import { localDateOf } from '../src/core/time.ts'
import { TEAM_ID, USER_ID } from './slack-requests.ts'

const DAY_MS = 86_400_000
const PER_TRANSACTION = 20_000
/** How long the team has been at it. */
const SPAN_MS = 730 * DAY_MS
/** It brought its deals in some at a time, when they had run their course. */
const FEWEST_BATCHES = 50
const COURSE_MS = 50 * DAY_MS
const SOURCES = ['Referral', 'Website', 'Outbound', 'Event', 'Partner']
const OWNERS = 30

/** The same numbers in every run, from 0 (included) to 1 (excluded). */
function seededNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * A workspace with `count` deals of two years before `now`: three in four closed, each through some stages first, most with
 * an expected close; with `open`, all of them open in the first stage.
 * Deterministic. Resolves to a context of its manager.
 */
export async function buildDeals(
  database: Database,
  count: number,
  deps: { now: Date; log: Log; open?: boolean },
): Promise<Ctx> {
  await migrateToLatest(database, deps.log)
  const now = () => deps.now.toISOString()
  const workspace = await createWorkspace(database, {
    name: 'Bench',
    slackTeamId: TEAM_ID,
    timeZone: 'Europe/Berlin',
    now: now(),
  })
  const system: Ctx = {
    db: database.read,
    database,
    workspace,
    actor: systemActor('Bench', 'import'),
    now,
    log: deps.log,
  }
  const owners: Member[] = []
  for (let i = 0; i < OWNERS; i++) {
    const slackUserId = i === 0 ? USER_ID : `U0BENCH${100 + i}`
    owners.push(await createMember(system, { name: `Owner ${i + 1}`, role: i === 0 ? 'manager' : 'rep', slackUserId }))
  }
  const [pipeline] = await listPipelines(system)
  if (!pipeline) throw new Error('The workspace has no pipeline.')
  const random = seededNumbers(42)
  const dayOf = (time: number) => localDateOf(new Date(time).toISOString(), workspace.timeZone)

  const story = (i: number, { from, length, recorded }: Batch): Story => {
    const created = from + Math.floor(random() * length)
    const step = () => (0.5 + random()) * 8 * DAY_MS
    const facts = {
      name: `Company ${Math.floor(random() * 5_000)} deal ${i}`,
      value: random() < 0.1 ? null : Math.floor(random() * 9_000_000),
      owner: owners[Math.floor(random() * OWNERS)] ?? null,
      source: SOURCES[Math.floor(random() * SOURCES.length)] ?? null,
      expectedCloseOn: random() < 0.3 ? null : dayOf(created + (20 + Math.floor(random() * 100)) * DAY_MS),
    }
    const changes: [Change, ...Change[]] = [
      creationOf(system, facts, pipeline, pipeline.stages[0] as StageOfDeal, new Date(created).toISOString()),
    ]
    if (deps.open) return { changes, entryKnown: true, importRunId: 'bench' }
    const ending = random() < 0.75 ? random() : null
    const reach = Math.floor(random() * pipeline.stages.length)
    let at = created
    for (const stage of pipeline.stages.slice(1, reach + 1)) {
      at += step()
      if (at < recorded) changes.push(moveTo(latestOf(changes), stage, pipeline, new Date(at).toISOString()))
    }
    at += step()
    if (ending !== null && at < recorded) {
      const instant = new Date(at).toISOString()
      const status = ending < 0.5 ? 'won' : ending < 0.85 ? 'lost' : 'abandoned'
      const closedOn = dayOf(at)
      changes.push(closeAs(latestOf(changes), { status, reason: null, closedOn }, instant))
    }
    return { changes, entryKnown: true, importRunId: 'bench' }
  }

  await unhurriedDisk(database)
  for (const { first, size, ...batch } of batchesOf(count, deps.now.getTime())) {
    const stories = Array.from({ length: size }, (_, i) => story(first + i, batch))
    const recorded = { ...system, now: () => new Date(batch.recorded).toISOString() }
    await inTransaction(recorded, (tx) => recordCreations(tx, stories))
  }
  await database.countTables()
  return { ...system, actor: actorOf(owners[0] as (typeof owners)[0], 'web') }
}

/** Deals created in the same stretch of time, in milliseconds, and when they were brought in. */
interface Batch {
  readonly from: number
  readonly length: number
  readonly recorded: number
}

function batchesOf(count: number, now: number): (Batch & { readonly first: number; readonly size: number })[] {
  const batches = Math.max(FEWEST_BATCHES, Math.ceil(count / PER_TRANSACTION))
  const length = SPAN_MS / batches
  return Array.from({ length: batches }, (_, place) => {
    const [first, next] = [place, place + 1].map((at) => Math.floor((at * count) / batches)) as [number, number]
    const from = now - SPAN_MS + place * length
    return { first, size: next - first, from, length, recorded: Math.min(now, from + length + COURSE_MS) }
  })
}

/** A benchmark's file may be lost with the power: what is built is kept in memory for long and written now and then. */
async function unhurriedDisk({ engine, maintenance }: Database): Promise<void> {
  if (engine !== 'sqlite') return
  for (const pragma of ['synchronous = off', 'cache_size = -4000000', 'wal_autocheckpoint = 200000']) {
    await sql.raw(`pragma ${pragma}`).execute(maintenance)
  }
}

function latestOf(changes: readonly Change[]): Change['after'] {
  return (changes.at(-1) as Change).after
}
