import { z } from '@hono/zod-openapi'
import { type Ctx, getOpportunity, type Opportunity } from '../../../core/index.ts'
import { ContactAnswer } from '../contacts.ts'
import { currencyCode, id, instant, localDate, minorUnits, percent, status } from '../fields.ts'

/** A deal as the API answers it. */
export const OpportunityAnswer = z
  .strictObject({
    number: z.int().openapi({ example: 42 }),
    ref: z.string().openapi({ example: 'D-42' }),
    name: z.string().openapi({ example: 'Acme renewal' }),
    pipeline: z.string().openapi({ example: 'Sales' }),
    stage: z.string().openapi({ example: 'Proposal' }),
    status,
    value: minorUnits.nullable().openapi({ description: 'Minor units, such as cents; null when nobody knows yet.' }),
    currency: currencyCode,
    probability: percent.openapi({ description: 'Percent: the deal’s own, or else its stage’s.' }),
    owner: z.strictObject({ id, name: z.string(), slackUserId: z.string().nullable() }).nullable(),
    // Not `nullable`, which would let the document's Contact itself be null, wherever it stands.
    contact: z.union([ContactAnswer, z.null()]),
    source: z.string().nullable().openapi({ example: 'Referral' }),
    expectedCloseOn: localDate.nullable(),
    reason: z.string().nullable().openapi({ description: 'Why it was lost or abandoned.' }),
    tags: z.array(z.string()),
    createdAt: instant,
    stageEnteredAt: instant,
    closedAt: instant.nullable(),
    version: z.int().openapi({ description: 'Grows with every change.', example: 3 }),
  })
  .openapi('Opportunity')

/** The deal with names in place of what it points at. */
export function opportunityView(deal: Opportunity): z.input<typeof OpportunityAnswer> {
  const { number, ref, name, status, value, currency, owner, contact, source, expectedCloseOn } = deal
  const { createdAt, stageEnteredAt, closedAt, version } = deal
  return {
    ...{ number, ref, name, pipeline: deal.pipeline.name, stage: deal.stage.name, status },
    ...{ value, currency, probability: deal.probability ?? deal.stage.probability },
    ...{ owner, contact, source, expectedCloseOn, reason: deal.reason?.name ?? null, tags: [...deal.tags] },
    ...{ createdAt, stageEnteredAt, closedAt, version },
  }
}

/** How a deal stands now: what a change that came too late is answered with. */
export async function currentOpportunity(
  ctx: Ctx,
  { number }: { number: number },
): Promise<z.input<typeof OpportunityAnswer>> {
  return opportunityView(await getOpportunity(ctx, number, { deleted: true }))
}
