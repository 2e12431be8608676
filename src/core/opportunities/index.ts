export { type ChangesSince, changesSince, type EarlierFacts } from './changes-since.ts'
export { type CreateInput, createOpportunity } from './create.ts'
export { assignOpportunity, type EditInput, editOpportunity } from './edit.ts'
export type { FactsInput } from './facts.ts'
export { latestActivity, latestChangeOf, opportunityHistory } from './history.ts'
export {
  type ListInput,
  type ListTotals,
  listOpportunities,
  neighboursOf,
  type OpportunityPage,
  totalOpportunities,
} from './listing-store.ts'
export {
  findOpportunities,
  getOpportunity,
  getOpportunityById,
  listSources,
  listTags,
  numberFrom,
  similarOpportunities,
} from './lookup.ts'
export {
  type CloseInput,
  closeOpportunity,
  type MoveInput,
  moveOpportunity,
  type ReopenInput,
  reopenOpportunity,
} from './progress.ts'
export { deleteOpportunity, restoreOpportunity } from './removal.ts'
export { SORTS, type Sort } from './sort-store.ts'
export { listStays, type Stay } from './stay-list.ts'
export { tagOpportunity } from './tagging.ts'
export { type OpportunityThen, opportunityThen } from './then.ts'
export { type Undone, undoChange } from './undo.ts'
