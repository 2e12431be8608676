import { saveContact } from '../contacts/index.ts'
import { type Ctx, inTransaction, type TxCtx } from '../context.ts'
import type { Database } from '../db/open.ts'
import { conflict } from '../errors.ts'
import type { Log } from '../log.ts'
import { createMember } from '../members/index.ts'
import { actorOf, type Member, systemActor } from '../members/model.ts'
import { addNote } from '../notes/index.ts'
import {
  assignOpportunity,
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  moveOpportunity,
  reopenOpportunity,
} from '../opportunities/index.ts'
import { dropJobs } from '../outbox/store.ts'
import { type Instant, later } from '../time.ts'
import { createWorkspace, onlyWorkspace } from '../workspaces/index.ts'
import type { Deed, SampleEvent } from './events.ts'
import { planSample, SAMPLE_DAYS } from './plan.ts'
import { type Person, SAMPLE_PEOPLE, SAMPLE_TEAM } from './team.ts'

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * Fills an empty database with a small team and seven months of its deals, the same ones every time, ending now. All of it
 * goes through the verbs, each at its own moment, so that its history is as real as any. Throws `conflict` when the
 * database has a workspace already.
 */
export async function loadSample(database: Database, { now }: { now: () => Instant }): Promise<{ deals: number }> {
  if (await onlyWorkspace(database))
    throw conflict('The sample is for an empty database, and this one has a team already.')
  const present = now()
  const events = planSample(present)
  const founded = later(present, -(SAMPLE_DAYS + 1) * 86_400)
  const workspace = await createWorkspace(database, { ...SAMPLE_TEAM, now: founded })
  const ctx: Ctx = {
    db: database.read,
    database,
    workspace,
    actor: systemActor('Dealwright', 'automation'),
    now: () => founded,
    log: SILENT,
  }
  return inTransaction(ctx, async (tx) => {
    const people = await addPeople(tx)
    const numbers = new Map<number, number>()
    for (const event of events) {
      const acting = { ...tx, actor: actorOf(people[event.by], event.via), now: () => event.at }
      await happen(acting, event, numbers)
    }
    // What the sample team did months ago is nobody's news.
    await dropJobs(tx)
    return { deals: numbers.size }
  })
}

async function addPeople(tx: TxCtx): Promise<Record<Person, Member>> {
  const people: Partial<Record<Person, Member>> = {}
  for (const person of Object.keys(SAMPLE_PEOPLE) as Person[]) {
    people[person] = await createMember(tx, SAMPLE_PEOPLE[person])
  }
  return people as Record<Person, Member>
}

/** Lets one event happen by the verb that people use for it. `numbers` knows the numbers of the deals so far. */
async function happen(tx: TxCtx, { deal, deed }: SampleEvent, numbers: Map<number, number>): Promise<void> {
  if (deed.kind === 'create') {
    numbers.set(deal, await create(tx, deed))
    return
  }
  const opportunity = numbers.get(deal) as number
  switch (deed.kind) {
    case 'move':
      await moveOpportunity(tx, { opportunity, stage: deed.stage })
      return
    case 'close': {
      const { kind: _, ...ending } = deed
      await closeOpportunity(tx, { opportunity, ...ending })
      return
    }
    case 'reopen':
      await reopenOpportunity(tx, { opportunity, stage: deed.stage })
      return
    case 'assign':
      await assignOpportunity(tx, { opportunity, owner: SAMPLE_PEOPLE[deed.owner].name })
      return
    case 'note':
      await addNote(tx, { opportunity, text: deed.text })
      return
    case 'edit': {
      const { kind: _, ...changes } = deed
      await editOpportunity(tx, { opportunity, changes })
    }
  }
}

async function create(tx: TxCtx, deed: Extract<Deed, { kind: 'create' }>): Promise<number> {
  const { customer, owner, kind: _, ...told } = deed
  const [first = ''] = customer.contact.toLowerCase().split(' ')
  const email = `${first.normalize('NFKD').replace(/\p{M}/gu, '')}@${customer.site}`
  const contact = await saveContact(tx, { name: customer.contact, email, company: customer.company })
  const deal = await createOpportunity(tx, { ...told, owner: SAMPLE_PEOPLE[owner].name, contact: contact.id })
  return deal.number
}
