import fc from 'fast-check'
import {
  assignOpportunity,
  type Ctx,
  closeOpportunity,
  createOpportunity,
  createPipeline,
  deleteOpportunity,
  editOpportunity,
  localDateOf,
  moveOpportunity,
  reopenOpportunity,
  restoreOpportunity,
  retireStage,
  undoChange,
} from '../../src/core/index.ts'

const OWNERS = ['Ana Rep', 'Ben Rep', null] as const
const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation']
const REASONS = ['Price', 'No decision', 'Duplicate', null] as const

/** What changes today's settings, or what was true before: figures of the past may become others. */
const REWRITING = ['retire', 'back-date'] as const

const KINDS = [
  ...(['create', 'create', 'move', 'won', 'lost', 'abandoned', 'reopen'] as const),
  ...(['value', 'currency', 'assign', 'source', 'expected', 'delete', 'restore', 'transfer', 'undo'] as const),
]

/** Anything that can happen to a deal; most of it to one of the first six. */
export const happenings = happeningsOf([...KINDS, ...REWRITING])
/** The same, without what makes figures of the past other ones. */
export const plainHappenings = happeningsOf(KINDS)
export type Happening = typeof happenings extends fc.Arbitrary<(infer One)[]> ? One : never

function happeningsOf(kinds: readonly ((typeof KINDS)[number] | (typeof REWRITING)[number])[]) {
  return fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      deal: fc.integer({ min: 1, max: 6 }),
      value: fc.option(fc.integer({ min: 0, max: 1_000 })),
      currency: fc.constantFrom('USD', 'USD', 'EUR'),
      owner: fc.constantFrom(...OWNERS),
      stage: fc.constantFrom(...STAGES),
      source: fc.constantFrom('Web', 'web', 'Referral', 'none', null),
      reason: fc.constantFrom(...REASONS),
      days: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
}

/** Gives deals another pipeline to be transferred to. Admins only. */
export async function openOtherPipeline(ctx: Ctx): Promise<void> {
  await createPipeline(ctx, { name: 'Partners', stages: [{ name: 'Intro' }, { name: 'Proposal' }] })
}

/** Lets it happen; what the rules refuse does not. */
export async function happening(what: Happening, ctx: Ctx): Promise<void> {
  const { kind, deal: opportunity, value, currency, owner, stage, source, reason, days } = what
  const day = (ahead: number) =>
    localDateOf(new Date(Date.parse(ctx.now()) + ahead * 86_400_000).toISOString(), ctx.workspace.timeZone)
  const [status, target] = days % 2 ? (['won', 'Prospecting'] as const) : (['lost', 'Negotiation'] as const)
  const verbs = {
    create: () => createOpportunity(ctx, { name: 'Deal', value, currency, owner, stage, source }),
    move: () => moveOpportunity(ctx, { opportunity, stage, pipeline: 'Sales' }),
    transfer: () => moveOpportunity(ctx, { opportunity, stage: 'Intro', pipeline: 'Partners' }),
    won: () => closeOpportunity(ctx, { opportunity, status: 'won' }),
    lost: () => closeOpportunity(ctx, { opportunity, status: 'lost', reason: reason === 'Duplicate' ? null : reason }),
    abandoned: () =>
      closeOpportunity(ctx, { opportunity, status: 'abandoned', reason: reason === 'Duplicate' ? reason : null }),
    'back-date': () => closeOpportunity(ctx, { opportunity, status, closedOn: day(-days) }),
    reopen: () => reopenOpportunity(ctx, { opportunity, stage }),
    value: () => editOpportunity(ctx, { opportunity, changes: { value } }),
    currency: () => editOpportunity(ctx, { opportunity, changes: { value: value ?? 7, currency } }),
    assign: () => assignOpportunity(ctx, { opportunity, owner }),
    source: () => editOpportunity(ctx, { opportunity, changes: { source } }),
    expected: () => editOpportunity(ctx, { opportunity, changes: { expectedCloseOn: day(days * 7) } }),
    delete: () => deleteOpportunity(ctx, { opportunity }),
    restore: () => restoreOpportunity(ctx, { opportunity }),
    retire: () => retireStage(ctx, { stage: 'Qualification', target }),
    undo: () => undoChange(ctx, { opportunity }),
  }
  await verbs[kind]().catch((error: { code?: string }) => {
    if (!error.code) throw error
  })
}
