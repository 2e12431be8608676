import { expect, it } from 'vitest'
import {
  type BulkDeed,
  carryOutBulkChange,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  deleteOpportunity,
  editOpportunity,
  examine,
  getBulkChange,
  getOpportunity,
  listBulkChangeDeals,
  listBulkChanges,
  listOpportunities,
  moveOpportunity,
  opportunityHistory,
  planBulkChange,
  prepareBulkChange,
  resolveFilters,
  retireStage,
  setActive,
  subscribe,
  undoBulkChange,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { historyOf, staysOf } from '../../support/records.ts'
import { makeTeam, type Team } from '../../support/team.ts'

const TO_PROPOSAL: BulkDeed = { kind: 'move', stage: 'Proposal' }

describeEachEngine('Changing many deals at once', (engine) => {
  const start = async (count = 3) => {
    const team = await makeTeam(await engine.fresh())
    for (let n = 1; n <= count; n++) await createOpportunity(team.rep, { name: `Deal ${n}`, value: n * 100 })
    team.clock.advance({ hours: 1 })
    return team
  }
  const everything = (team: Team) => resolveFilters(team.manager, {}, { defaultPeriod: 'all' })
  const deal = (team: Team, number: number) => getOpportunity(team.manager, number, { deleted: true })
  const became = async (team: Team, id: string) =>
    (await listBulkChangeDeals(team.manager, id)).map(({ ref, outcome, message }) => `${ref} ${outcome}: ${message}`)

  it('shows first what would change, and what cannot and why, and writes nothing', async () => {
    const team = await start(5)
    await closeOpportunity(team.rep, { opportunity: 2, status: 'won' })
    await moveOpportunity(team.rep, { opportunity: 3, stage: 'Proposal' })
    await deleteOpportunity(team.manager, { opportunity: 4 })
    const before = await Promise.all([1, 2, 3, 4, 5].map((number) => deal(team, number)))
    const plan = await planBulkChange(team.manager, { deals: [5, 4, 3, 2, 1, 1], deed: TO_PROPOSAL })
    expect(plan.sentence).toBe('Move to Proposal')
    expect(plan.items.map(({ deal, outcome, message }) => `${deal.ref} ${outcome}: ${message}`)).toEqual([
      'D-1 planned: Prospecting → Proposal',
      'D-2 refused: D-2 is already won. Reopen it first.',
      'D-3 unchanged: stands there already',
      'D-4 refused: D-4 was deleted.',
      'D-5 planned: Prospecting → Proposal',
    ])
    expect(await Promise.all([1, 2, 3, 4, 5].map((number) => deal(team, number)))).toEqual(before)
    expect(await listBulkChanges(team.manager)).toEqual([])
  })

  it('does exactly what was shown, deal by deal through the one write path', async () => {
    const team = await start(3)
    const filters = await everything(team)
    const plan = await prepareBulkChange(team.manager, { filters, deed: TO_PROPOSAL })
    expect(plan).toMatchObject({ startedAt: null, counts: { planned: 3, done: 0 }, by: { name: 'Mia Manager' } })
    await createOpportunity(team.rep, { name: 'Came later' })
    const bulk = await carryOutBulkChange(team.manager, plan.id)
    expect(bulk).toMatchObject({
      counts: { planned: 0, done: 3, refused: 0, conflict: 0 },
      finishedAt: team.clock.now(),
    })
    expect((await deal(team, 4)).stage.name).toBe('Prospecting')
    const { id, version, stage } = await deal(team, 2)
    expect([version, stage.name]).toEqual([2, 'Proposal'])
    expect((await staysOf(team.database, id)).map(({ outcome }) => outcome)).toEqual(['advanced', null])
    const [latest] = await opportunityHistory(team.manager, 2)
    expect(latest).toMatchObject({ kind: 'moved', by: 'Mia Manager', changes: { stage: ['Prospecting', 'Proposal'] } })
    const findings = await examine(team.database, team.clock.now())
    expect(findings.filter(({ healthy }) => !healthy)).toEqual([])
  })

  it('leaves a deal that somebody changed after the dry run, and says who', async () => {
    const team = await start(3)
    const { id } = await prepareBulkChange(team.manager, { deals: [1, 2, 3], deed: TO_PROPOSAL })
    await moveOpportunity(team.rep, { opportunity: 2, stage: 'Negotiation' })
    const bulk = await carryOutBulkChange(team.manager, id)
    expect(bulk.counts).toMatchObject({ done: 2, conflict: 1 })
    expect(await became(team, id)).toContain('D-2 conflict: Ana Rep moved D-2 to Negotiation meanwhile.')
    expect((await deal(team, 2)).stage.name).toBe('Negotiation')
  })

  it('changes no deal twice, however often it is asked for', async () => {
    const team = await start(3)
    const { id } = await prepareBulkChange(team.manager, {
      deals: [1, 2, 3],
      deed: { kind: 'tag', add: ['Big'], remove: [] },
    })
    const both = await Promise.all([carryOutBulkChange(team.manager, id), carryOutBulkChange(team.admin, id)])
    await carryOutBulkChange(team.manager, id)
    expect(both.map(({ counts }) => counts.done)).toEqual([3, 3])
    expect(await Promise.all([1, 2, 3].map(async (n) => (await deal(team, n)).version))).toEqual([2, 2, 2])
  })

  it('stops when its time is over, tells how far it came, and goes on when asked again', async () => {
    const team = await start(60)
    const { id } = await prepareBulkChange(team.manager, { filters: await everything(team), deed: TO_PROPOSAL })
    const now = () => {
      team.clock.advance({ seconds: 1 })
      return team.clock.now()
    }
    const impatient = { ...team.manager, now }
    const halfway = await carryOutBulkChange(impatient, id, { seconds: 1 })
    expect(halfway.finishedAt).toBeNull()
    expect(halfway.counts.done).toBe(50)
    expect(halfway.counts.planned).toBe(10)
    const ended = await carryOutBulkChange(team.manager, id)
    expect(ended.counts).toMatchObject({ done: 60, planned: 0 })
    expect(ended.finishedAt).not.toBeNull()
  })

  it.each<[BulkDeed, string, object]>([
    [{ kind: 'assign', owner: 'Ben Rep' }, 'Give to Ben Rep', { owner: { name: 'Ben Rep' } }],
    [{ kind: 'assign', owner: null }, 'Give to nobody', { owner: null }],
    [
      { kind: 'close', status: 'lost', reason: 'price' },
      'Close as lost because of Price',
      { status: 'lost', reason: { name: 'Price' }, closedOn: '2026-11-23' },
    ],
    [{ kind: 'close', status: 'abandoned' }, 'Close as abandoned', { status: 'abandoned', reason: null }],
    [{ kind: 'expected-close', on: '2026-12-31' }, 'Expect to close on 2026-12-31', { expectedCloseOn: '2026-12-31' }],
    [{ kind: 'tag', add: ['#Big'], remove: ['smb'] }, 'Tag +big −smb', { tags: ['big'] }],
    [{ kind: 'delete' }, 'Delete', { deletedAt: expect.any(String) }],
  ])('can do %o, and take it back', async (deed, sentence, after) => {
    const team = await start(2)
    await editOpportunity(team.rep, { opportunity: 1, changes: { tags: ['smb'], expectedCloseOn: '2026-12-01' } })
    const { version: _1, changedAt: _2, lastActivityAt: _3, ...before } = await deal(team, 1)
    const { id, ...plan } = await prepareBulkChange(team.manager, { deals: [1, 2], deed })
    expect(plan.sentence).toBe(sentence)
    await carryOutBulkChange(team.manager, id)
    expect(await deal(team, 1)).toMatchObject(after)
    team.clock.advance({ minutes: 5 })
    const undone = await undoBulkChange(team.admin, id)
    expect(undone).toMatchObject({ undone: 2, left: 0, undoneBy: 'Dana Bright', undoneAt: team.clock.now() })
    expect(await deal(team, 1)).toMatchObject(before)
  })

  it('takes back only what nobody changed since, and says what was left', async () => {
    const team = await start(3)
    const { id } = await prepareBulkChange(team.manager, { deals: [1, 2, 3], deed: TO_PROPOSAL })
    await carryOutBulkChange(team.manager, id)
    await closeOpportunity(team.rep, { opportunity: 2, status: 'won' })
    const undone = await undoBulkChange(team.manager, id)
    expect([undone.undone, undone.left]).toEqual([2, 1])
    const [left] = await listBulkChangeDeals(team.manager, id, { undo: 'left' })
    expect(left).toMatchObject({ ref: 'D-2', undoMessage: 'Ana Rep won D-2 meanwhile.' })
    expect([(await deal(team, 1)).stage.name, (await deal(team, 2)).status]).toEqual(['Prospecting', 'won'])
    await expect(undoBulkChange(team.manager, id)).rejects.toThrow('Mia Manager took this change back already.')
    await expect(carryOutBulkChange(team.manager, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('cannot go back to a stage that was retired or to an owner who left, and says so', async () => {
    const team = await start(2)
    const move = await prepareBulkChange(team.manager, { deals: [1], deed: TO_PROPOSAL })
    const give = await prepareBulkChange(team.manager, { deals: [2], deed: { kind: 'assign', owner: 'Mia Manager' } })
    await carryOutBulkChange(team.manager, move.id)
    await carryOutBulkChange(team.manager, give.id)
    await retireStage(team.admin, { stage: (await deal(team, 2)).stage.id, target: 'Qualification' })
    expect(await undoBulkChange(team.manager, move.id)).toMatchObject({ undone: 0, left: 1 })
    await setActive(team.admin, { member: team.members.rep.id, active: false })
    const [left] = await listBulkChangeDeals(team.manager, (await undoBulkChange(team.manager, give.id)).id)
    expect(left?.undo).toBe('left')
  })

  it('refuses every deal that is left when the target is gone by then', async () => {
    const team = await start(2)
    const { id } = await prepareBulkChange(team.manager, { deals: [1, 2], deed: { kind: 'assign', owner: 'Ben Rep' } })
    await setActive(team.admin, { member: team.members.otherRep.id, active: false })
    expect((await carryOutBulkChange(team.manager, id)).counts).toMatchObject({ refused: 2, done: 0 })
    expect((await deal(team, 1)).owner?.name).toBe('Ana Rep')
  })

  it('moves to a stage by its name in each deal’s own pipeline, or hands off where a pipeline is named', async () => {
    const team = await start(1)
    await createPipeline(team.admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Contract' }] })
    await createOpportunity(team.rep, { name: 'Partner', pipeline: 'Partners' })
    const own = await planBulkChange(team.manager, { deals: [1, 2], deed: { kind: 'move', stage: 'contract' } })
    expect(own.items.map(({ outcome, message }) => [outcome, message])).toEqual([
      ['refused', 'D-1 is in Sales, which has no stage Contract.'],
      ['planned', 'Intro → Contract'],
    ])
    const deed = { kind: 'move', stage: 'Contract', pipeline: 'partners' } as const
    const handedOff = await planBulkChange(team.manager, { deals: [1, 2], deed })
    expect(handedOff.sentence).toBe('Move to Contract of Partners')
    expect(handedOff.items[0]?.message).toBe('Sales · Prospecting → Partners · Contract')
  })

  it('tells nobody deal by deal', async () => {
    const team = await start(3)
    await subscribe(team.rep, { place: 'C1', kinds: ['moved', 'lost'] })
    const waiting = () => team.database.read.selectFrom('outbox').select('id').where('kind', '=', 'notices').execute()
    const before = (await waiting()).length
    const { id } = await prepareBulkChange(team.manager, { deals: [1, 2, 3], deed: { kind: 'close', status: 'lost' } })
    await carryOutBulkChange(team.manager, id)
    await undoBulkChange(team.manager, id)
    expect(await waiting()).toHaveLength(before)
  })

  it('forgets a dry run that nobody carried out within a day', async () => {
    const team = await start(1)
    const old = await prepareBulkChange(team.manager, { deals: [1], deed: TO_PROPOSAL })
    const done = await prepareBulkChange(team.manager, { deals: [1], deed: TO_PROPOSAL })
    await carryOutBulkChange(team.manager, done.id)
    team.clock.advance({ days: 1, minutes: 1 })
    await prepareBulkChange(team.manager, { deals: [1], deed: TO_PROPOSAL })
    await expect(getBulkChange(team.manager, old.id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listBulkChanges(team.manager)).map(({ id }) => id)).toEqual([done.id])
    await expect(undoBulkChange(team.manager, old.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keeps the history of every deal without a gap', async () => {
    const team = await start(2)
    const { id } = await prepareBulkChange(team.manager, { deals: [1, 2], deed: { kind: 'delete' } })
    await carryOutBulkChange(team.manager, id)
    await undoBulkChange(team.manager, id)
    const { items } = await listOpportunities(team.manager, { filters: await everything(team) })
    expect(items).toHaveLength(2)
    const spans = await historyOf(team.database, items[0]?.id ?? '')
    expect(spans.map(({ kind }) => kind)).toEqual(['created', 'deleted', 'restored'])
    expect(spans.slice(1).map((span) => span.valid_from)).toEqual(spans.slice(0, -1).map((span) => span.valid_to))
  })
})
