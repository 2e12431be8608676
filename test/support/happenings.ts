import fc from 'fast-check'
import {
  assignOpportunity,
  type Ctx,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  moveOpportunity,
  reopenOpportunity,
  restoreOpportunity,
} from '../../src/core/index.ts'

const OWNERS = ['Ana Rep', 'Ben Rep', null] as const
const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation']

/** Anything that can happen to a deal; most of it to one of the first six. */
export const happenings = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...(['create', 'create', 'move', 'won', 'lost', 'abandoned', 'reopen'] as const),
      ...(['value', 'currency', 'assign', 'delete', 'restore'] as const),
    ),
    deal: fc.integer({ min: 1, max: 6 }),
    value: fc.option(fc.integer({ min: 0, max: 1_000 })),
    currency: fc.constantFrom('USD', 'USD', 'EUR'),
    owner: fc.constantFrom(...OWNERS),
    source: fc.constantFrom('Web', 'Referral', null),
    stage: fc.constantFrom(...STAGES),
  }),
  { minLength: 1, maxLength: 30 },
)
export type Happening = typeof happenings extends fc.Arbitrary<(infer One)[]> ? One : never

/** Lets it happen; what the rules refuse does not. */
export async function happening(
  { kind, deal, value, currency, owner, source, stage }: Happening,
  ctx: Ctx,
): Promise<void> {
  const opportunity = deal
  const verbs = {
    create: () => createOpportunity(ctx, { name: 'Deal', value, currency, owner, source, stage }),
    move: () => moveOpportunity(ctx, { opportunity, stage }),
    won: () => closeOpportunity(ctx, { opportunity, status: 'won' }),
    lost: () => closeOpportunity(ctx, { opportunity, status: 'lost' }),
    abandoned: () => closeOpportunity(ctx, { opportunity, status: 'abandoned' }),
    reopen: () => reopenOpportunity(ctx, { opportunity, stage }),
    value: () => editOpportunity(ctx, { opportunity, changes: { value } }),
    currency: () => editOpportunity(ctx, { opportunity, changes: { value: value ?? 7, currency } }),
    assign: () => assignOpportunity(ctx, { opportunity, owner }),
    delete: () => deleteOpportunity(ctx, { opportunity }),
    restore: () => restoreOpportunity(ctx, { opportunity }),
  }
  await verbs[kind]().catch((error: { code?: string }) => {
    if (!error.code) throw error
  })
}
