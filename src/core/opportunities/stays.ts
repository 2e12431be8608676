import type { Change, Opportunity } from './model.ts'

/** How a stay in a stage ended, in the order in which people are told; a stay without one is still going on. */
export const STAY_OUTCOMES = [
  ...(['advanced', 'moved_back', 'won', 'lost', 'abandoned'] as const),
  ...(['handed_off', 'stage_retired', 'removed'] as const),
] as const
export type StayOutcome = (typeof STAY_OUTCOMES)[number]

/** What a change does to the deal's stay: ends the one it was in, begins another, both or neither. */
export interface StayStep {
  readonly ends: StayOutcome | null
  readonly begins: boolean
}

/** Decides it from the states around the change; a deal stays in a stage only while it is open and not deleted. */
export function stayStep(before: Opportunity | null, change: Change): StayStep {
  const { after } = change
  const wasThere = before !== null && isStaying(before)
  const sameStage = before?.stage.id === after.stage.id
  const goesOn = wasThere && isStaying(after) && sameStage
  if (goesOn) return { ends: null, begins: false }
  return { ends: wasThere ? outcomeOf(before, change) : null, begins: isStaying(after) }
}

function isStaying(deal: Opportunity): boolean {
  return deal.status === 'open' && deal.deletedAt === null
}

function outcomeOf(before: Opportunity, { kind, after }: Change): StayOutcome {
  if (after.deletedAt) return 'removed'
  if (after.status !== 'open') return after.status
  if (kind === 'stage-retired') return 'stage_retired'
  if (after.pipeline.id !== before.pipeline.id) return 'handed_off'
  return after.stage.rank > before.stage.rank ? 'advanced' : 'moved_back'
}
