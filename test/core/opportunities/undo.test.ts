import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  AppError,
  addNote,
  assignOpportunity,
  type Ctx,
  changeSettings,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  deleteOpportunity,
  editOpportunity,
  examine,
  FOREVER,
  findPipeline,
  getOpportunity,
  moveOpportunity,
  opportunityHistory,
  reopenOpportunity,
  restoreOpportunity,
  retireStage,
  setActive,
  tagOpportunity,
  undoChange,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { answer } from '../../support/drill-down.ts'
import { historyOf, staysOf } from '../../support/records.ts'
import { makeTeam } from '../../support/team.ts'

const D1 = { opportunity: 1 }
type Step = readonly [name: string, run: (ctx: Ctx) => Promise<unknown>]

const STEPS: readonly Step[] = [
  ['move', (ctx) => moveOpportunity(ctx, { ...D1, stage: 'Proposal' })],
  ['move back', (ctx) => moveOpportunity(ctx, { ...D1, stage: 'Prospecting' })],
  ['hand off', (ctx) => moveOpportunity(ctx, { ...D1, pipeline: 'Partners', stage: 'Contract' })],
  ['win', (ctx) => closeOpportunity(ctx, { ...D1, status: 'won', value: 7 })],
  ['lose', (ctx) => closeOpportunity(ctx, { ...D1, status: 'lost', reason: 'Price' })],
  ['abandon', (ctx) => closeOpportunity(ctx, { ...D1, status: 'abandoned' })],
  ['reopen', (ctx) => reopenOpportunity(ctx, { ...D1, stage: 'Negotiation' })],
  ['edit', (ctx) => editOpportunity(ctx, { ...D1, changes: { name: 'Other', expectedCloseOn: '2026-12-31' } })],
  ['value', (ctx) => editOpportunity(ctx, { ...D1, changes: { value: 500, currency: 'EUR' } })],
  ['assign', (ctx) => assignOpportunity(ctx, { ...D1, owner: 'Ben Rep' })],
  ['tag', (ctx) => tagOpportunity(ctx, { ...D1, add: ['big'], remove: ['smb'] })],
  ['delete', (ctx) => deleteOpportunity(ctx, D1)],
  ['restore', (ctx) => restoreOpportunity(ctx, D1)],
]

describeEachEngine('Taking a change back', (engine) => {
  const start = async () => {
    const team = await makeTeam(await engine.fresh())
    const partners = { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Contract' }] }
    await createPipeline(team.admin, partners)
    const deal = await createOpportunity(team.rep, { name: 'Acme', value: 100, tags: ['smb'] })
    return { ...team, deal }
  }

  it('gives the state before, whatever was done; history keeps both without a gap', async () => {
    const database = await engine.fresh()
    let teams = 0
    const holds = async (steps: readonly Step[]): Promise<void> => {
      teams += 1
      const { manager, admin, clock } = await makeTeam(database, { slackTeamId: `T${teams}` })
      await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Contract' }] })
      const { id } = await createOpportunity(manager, { name: 'Acme', value: 100, tags: ['smb'] })
      const state = async () => {
        const { version, changedAt, lastActivityAt, deletedAt, ...rest } = await getOpportunity(manager, 1, {
          deleted: true,
        })
        return { ...rest, isDeleted: deletedAt !== null, version }
      }
      for (const [, run] of steps) {
        clock.advance({ hours: 1 })
        const before = await state()
        await run(manager).catch((error) => expect(error).toBeInstanceOf(AppError))
        const after = await state()
        if (after.version === before.version) continue
        clock.advance({ minutes: 1 })
        await undoChange(manager)
        expect(await state()).toEqual({ ...before, version: after.version + 1 })
        // An undo is a change like any other: taken back in turn, the deal goes on from where it was.
        clock.advance({ minutes: 1 })
        await undoChange(manager)
        expect(await state()).toEqual({ ...after, version: after.version + 2 })
      }
      const spans = await historyOf(database, id)
      expect(spans.map((span) => span.version)).toEqual(spans.map((_, i) => i + 1))
      expect(spans.slice(1).map((span) => span.valid_from)).toEqual(spans.slice(0, -1).map((span) => span.valid_to))
      expect(spans.at(-1)?.valid_to).toBe(FOREVER)
      const stays = await staysOf(database, id)
      for (const [i, stay] of stays.slice(1).entries())
        expect(stay.entered_at >= (stays[i]?.left_at ?? FOREVER)).toBe(true)
    }
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 6 }), holds), { numRuns: 8 })
    const findings = await examine(database, '2026-11-23T08:00:00.000Z')
    expect(findings.filter(({ healthy }) => !healthy)).toEqual([])
  })

  it('is a change of its own: figures as of the moment before stay what they were', async () => {
    const { rep, clock } = await start()
    clock.advance({ hours: 1 })
    await closeOpportunity(rep, { ...D1, status: 'won' })
    clock.advance({ hours: 1 })
    const between = clock.now()
    clock.advance({ hours: 1 })
    const { deal, what } = await undoChange(rep)
    expect(what).toBe('won D-1')
    expect(deal).toMatchObject({ status: 'open', episode: 1, closedAt: null, stageEnteredAt: deal.createdAt })
    const won = async (asOf?: string) =>
      (await answer(rep, 'status', { status: ['won'], ...(asOf && { asOf }) })).totals?.count
    expect([await won(between), await won()]).toEqual([1, 0])
    const history = await opportunityHistory(rep, 1)
    expect(history.map(({ kind, by }) => [kind, by])).toEqual([
      ['reopened', 'Ana Rep'],
      ['won', 'Ana Rep'],
      ['created', 'Ana Rep'],
    ])
  })

  it('takes the last change of whichever deal, or of the one that is named', async () => {
    const { rep, clock } = await start()
    await createOpportunity(rep, { name: 'Globex' })
    clock.advance({ hours: 1 })
    await moveOpportunity(rep, { opportunity: 2, stage: 'Proposal' })
    clock.advance({ hours: 1 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Negotiation' })
    expect(await undoChange(rep, { opportunity: 2 })).toMatchObject({ what: 'moved D-2 to Proposal' })
    clock.advance({ hours: 1 })
    await moveOpportunity(rep, { opportunity: 1, stage: 'Proposal' })
    expect(await undoChange(rep)).toMatchObject({ deal: { number: 1, stage: { name: 'Negotiation' } } })
  })

  it('says who came after, and changes nothing then; notes are no hindrance', async () => {
    const { rep, otherRep, manager, clock } = await start()
    await moveOpportunity(rep, { ...D1, stage: 'Proposal' })
    clock.advance({ minutes: 1 })
    await addNote(otherRep, { ...D1, text: 'Called.' })
    const own = await getOpportunity(rep, 1)
    await moveOpportunity(otherRep, { ...D1, stage: 'Negotiation' })
    for (const seen of [{}, { ...D1, version: own.version }])
      await expect(undoChange(rep, seen)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Ben Rep moved D-1 to Negotiation after you, so your change cannot be taken'),
      })
    await expect(undoChange(manager)).rejects.toThrow('You have changed nothing yet')
    await expect(undoChange(manager, D1)).rejects.toThrow('You have not changed D-1')
    expect((await getOpportunity(rep, 1)).stage.name).toBe('Negotiation')
  })

  it('from a button goes no further than what the person saw', async () => {
    const { rep, clock } = await start()
    const moved = await moveOpportunity(rep, { ...D1, stage: 'Proposal' })
    clock.advance({ minutes: 1 })
    await closeOpportunity(rep, { ...D1, status: 'won' })
    await expect(undoChange(rep, { ...D1, version: moved.version })).rejects.toThrow('Ana Rep won D-1 since')
    const { deal } = await undoChange(rep, { ...D1, version: 3 })
    expect(deal).toMatchObject({ status: 'open', stage: { name: 'Proposal' } })
  })

  it('of a creation deletes the deal, for those who may delete', async () => {
    const { rep, manager } = await start()
    await expect(undoChange(rep)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('take back a new deal, since that deletes it'),
    })
    await createOpportunity(manager, { name: 'Mistake' })
    expect((await undoChange(manager)).deal).toMatchObject({ number: 2, deletedAt: expect.any(String) })
    expect((await undoChange(manager)).deal).toMatchObject({ number: 2, deletedAt: null })
  })

  it('is refused where the way back is closed, with the reason', async () => {
    const { rep, admin, members, clock } = await start()
    await moveOpportunity(rep, { ...D1, stage: 'Proposal' })
    const [first] = (await findPipeline(admin, 'Sales')).stages
    await retireStage(admin, { stage: first?.id ?? '', target: 'Negotiation' })
    await expect(undoChange(rep)).rejects.toThrow('The stage Prospecting was retired since')
    clock.advance({ minutes: 1 })
    await createOpportunity(admin, { name: 'Globex', owner: members.otherRep.id, stage: 'Proposal' })
    await assignOpportunity(admin, { opportunity: 2, owner: members.rep.id })
    await setActive(admin, { member: members.otherRep.id, active: false })
    await expect(undoChange(admin)).rejects.toThrow('Ben Rep left, so D-2 cannot go back to them')
    clock.advance({ minutes: 1 })
    const proposal = (await findPipeline(admin, 'Sales')).stages[1]?.id ?? ''
    await retireStage(admin, { stage: proposal, target: 'Negotiation' })
    await expect(undoChange(admin)).rejects.toThrow('A stage was retired, which moved D-')
  })

  it('of a deal that was given away is refused to those who see only their own', async () => {
    const { rep, admin } = await start()
    const workspace = await changeSettings(admin, { repsSee: 'own' })
    await assignOpportunity({ ...rep, workspace }, { ...D1, owner: 'Ben Rep' })
    await expect(undoChange({ ...rep, workspace })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('You do not see D-1 any more'),
    })
  })

  it('happens once, however often the same request comes', async () => {
    const { rep } = await start()
    await closeOpportunity(rep, { ...D1, status: 'won' })
    const asked = { ...rep, requestKey: 'request 1' }
    await undoChange(asked)
    await expect(undoChange(asked)).rejects.toThrow('This was done already')
    expect((await getOpportunity(rep, 1)).status).toBe('open')
  })

  it('reaches nothing of another workspace', async () => {
    const { rep, database } = await start()
    const stranger = await makeTeam(database, { slackTeamId: 'T2' })
    await moveOpportunity(rep, { ...D1, stage: 'Proposal' })
    await expect(undoChange(stranger.admin, D1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(undoChange(stranger.admin)).rejects.toMatchObject({ code: 'not_found' })
  })
})
