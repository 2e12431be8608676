import { type Ctx, findPipeline, latestChangeOf, notFound, type Opportunity, type Pipeline } from '../../core/index.ts'
import { type CardContent, dealCard } from '../blocks/card.ts'
import type { Message, Turn } from '../command.ts'

/** The deal's card for one person, with what only they may do. */
export function cardFor({ ctx, publicUrl, origin }: Turn, deal: Opportunity, headline?: string): Promise<Message> {
  const only = {
    canShare: origin.channelId !== null,
    canDelete: ctx.actor.role !== 'rep',
    memberId: ctx.actor.memberId,
  }
  return cardOf(ctx, deal, { publicUrl, only, ...(headline && { headline }) })
}

/** The deal's card for everybody in a channel. */
export function publicCard(ctx: Ctx, deal: Opportunity, publicUrl: string): Promise<Message> {
  return cardOf(ctx, deal, { publicUrl, only: null })
}

async function cardOf(
  ctx: Ctx,
  deal: Opportunity,
  how: Pick<CardContent, 'publicUrl' | 'only' | 'headline'>,
): Promise<Message> {
  const [pipeline, latest] = await Promise.all([activePipeline(ctx, deal.pipeline.id), latestChangeOf(ctx, deal)])
  return dealCard({ ...how, deal, stages: pipeline?.stages ?? [], latest, now: ctx.now() })
}

/** A closed deal may stand in a pipeline that was retired since: it has no stages to go to. */
export async function activePipeline(ctx: Ctx, id: string): Promise<Pipeline | null> {
  const missing = (error: unknown): null => {
    if (error instanceof Error && error.name === notFound('').name) return null
    throw error
  }
  return findPipeline(ctx, id).catch(missing)
}
