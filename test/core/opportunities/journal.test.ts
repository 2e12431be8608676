import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  AppError,
  type Ctx,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  deleteOpportunity,
  editOpportunity,
  FOREVER,
  moveOpportunity,
  reopenOpportunity,
  restoreOpportunity,
} from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { historyOf, staysOf } from '../../support/records.ts'
import { makeTeam } from '../../support/team.ts'

type Step = (ctx: Ctx) => Promise<unknown>

const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation']
const D1 = { opportunity: 1 }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...STAGES).map(
    (stage): Step =>
      (ctx) =>
        moveOpportunity(ctx, { ...D1, stage }),
  ),
  fc.constant<Step>((ctx) => moveOpportunity(ctx, { ...D1, pipeline: 'Partners', stage: 'Contract' })),
  fc.constant<Step>((ctx) => moveOpportunity(ctx, { ...D1, pipeline: 'Sales', stage: 'Proposal' })),
  fc.constantFrom('won' as const, 'lost' as const, 'abandoned' as const).map(
    (status): Step =>
      (ctx) =>
        closeOpportunity(ctx, { ...D1, status }),
  ),
  fc.constantFrom(...STAGES).map(
    (stage): Step =>
      (ctx) =>
        reopenOpportunity(ctx, { ...D1, stage }),
  ),
  fc.nat(1000).map(
    (value): Step =>
      (ctx) =>
        editOpportunity(ctx, { ...D1, changes: { value } }),
  ),
  fc.constantFrom('ana', 'ben', null).map(
    (owner): Step =>
      (ctx) =>
        editOpportunity(ctx, { ...D1, changes: { owner } }),
  ),
  fc.constant<Step>((ctx) => deleteOpportunity(ctx, D1)),
  fc.constant<Step>((ctx) => restoreOpportunity(ctx, D1)),
)

describeEachEngine('The journal of a deal', (engine) => {
  it('tells one unbroken story, whatever happens in whatever order', async () => {
    const database = await engine.fresh()
    let teams = 0
    const storyHolds = async (steps: readonly Step[]): Promise<void> => {
      teams += 1
      const { manager, admin, clock } = await makeTeam(database, { slackTeamId: `T${teams}` })
      await createPipeline(admin, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Contract' }] })
      const deal = await createOpportunity(manager, { name: 'Acme', value: 100 })
      for (const happen of steps) {
        clock.advance({ hours: 1 })
        await happen(manager).catch((error) => expect(error).toBeInstanceOf(AppError))
      }
      const spans = await historyOf(database, deal.id)
      const stays = await staysOf(database, deal.id)
      const row = await database.read
        .selectFrom('opportunities')
        .selectAll()
        .where('id', '=', deal.id)
        .executeTakeFirstOrThrow()

      // Each span begins where the one before it ends, and the last one lasts.
      expect(spans.map((span) => span.version)).toEqual(spans.map((_, i) => i + 1))
      expect(spans.slice(1).map((span) => span.valid_from)).toEqual(spans.slice(0, -1).map((span) => span.valid_to))
      expect(spans.at(-1)).toMatchObject({ valid_to: FOREVER, version: row.version })

      // The row says what the last span says.
      const last = spans.at(-1) as (typeof spans)[number]
      for (const key of [
        'pipeline_id',
        'stage_id',
        'status',
        'value',
        'owner_id',
        'episode',
        'closed_on',
        'highest_rank',
      ] as const) {
        expect(row[key], key).toEqual(last[key])
      }

      // It is in one stage at a time, while it is open, and in none otherwise.
      const going = stays.filter((stay) => stay.left_at === null)
      const staysSomewhere = row.status === 'open' && row.deleted_at === null
      expect(going.map((stay) => stay.stage_id)).toEqual(staysSomewhere ? [row.stage_id] : [])
      expect(stays.every((stay) => (stay.left_at === null) === (stay.outcome === null))).toBe(true)
      for (const [i, stay] of stays.slice(1).entries())
        expect(stay.entered_at >= (stays[i]?.left_at ?? FOREVER)).toBe(true)
      expect(stays.filter((stay) => stay.outcome === 'won')).toHaveLength(endingsIn(spans, 'won'))
    }
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), storyHolds), { numRuns: 25 })
  })
})

/** How often an open deal ended this way. */
function endingsIn(spans: readonly { status: string; deleted: number }[], status: string): number {
  return spans.filter((span, i) => span.status === status && spans[i - 1]?.status === 'open').length
}
