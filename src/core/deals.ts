// Deals and what belongs to them, as part of the door in `index.ts`.

export { type AgendaInput, agendaOf, tasksOfDay } from './agenda/index.ts'
export {
  type Agenda,
  type Cursors,
  DEAL_LISTS,
  type DealPage,
  type StageSum,
  TASK_LISTS,
  type TaskList,
  type TasksOfDay,
  type Whose,
} from './agenda/model.ts'
export { ATTENTIONS, type Attention, isStale, isStuck } from './attention/model.ts'
export { type BoardInput, boardOf } from './board/index.ts'
export {
  BOARD_SORTS,
  type Board,
  type BoardCard,
  type BoardColumn,
  type BoardSort,
  CARDS_AT_ONCE,
  MOST_CARDS,
} from './board/model.ts'
export {
  carryOutBulkChange,
  getBulkChange,
  listBulkChangeDeals,
  listBulkChanges,
  undoBulkChange,
} from './bulk-changes/index.ts'
export {
  BULK_OUTCOMES,
  type BulkChange,
  type BulkDeal,
  type BulkDeed,
  type BulkOutcome,
  MOST_DEALS,
} from './bulk-changes/model.ts'
export { type BulkInput, type BulkPlan, planBulkChange, prepareBulkChange } from './bulk-changes/plan.ts'
export {
  cardShown,
  cardsOf,
  dealOfThread,
  forgetCard,
  queueCardRefresh,
  type RememberCardInput,
  rememberCard,
} from './cards/index.ts'
export type { Card } from './cards/model.ts'
export { contactFromWords, findContacts, getContact, type SaveContactInput, saveContact } from './contacts/index.ts'
export type { Contact } from './contacts/model.ts'
export { chooseListColumns, columnsInUse, type DealRow, listDealRows } from './deal-lists/index.ts'
export {
  DEAL_COLUMNS,
  DEFAULT_COLUMNS,
  type DealCell,
  type DealColumn,
  dealColumn,
  readColumns,
} from './deal-lists/model.ts'
export { addNote, listNotes } from './notes/index.ts'
export type { Note } from './notes/model.ts'
export {
  assignOpportunity,
  type ChangesSince,
  type CloseInput,
  type CreateInput,
  changesSince,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  type EarlierFacts,
  type EditInput,
  editOpportunity,
  type FactsInput,
  findOpportunities,
  getOpportunity,
  getOpportunityById,
  type ListInput,
  type ListTotals,
  latestActivity,
  latestChangeOf,
  listOpportunities,
  listSources,
  listStays,
  listTags,
  type MoveInput,
  moveOpportunity,
  neighboursOf,
  numberFrom,
  type OpportunityPage,
  type OpportunityThen,
  opportunityHistory,
  opportunityThen,
  type ReopenInput,
  reopenOpportunity,
  restoreOpportunity,
  SORTS,
  type Sort,
  type Stay,
  similarOpportunities,
  tagOpportunity,
  totalOpportunities,
  type Undone,
  undoChange,
} from './opportunities/index.ts'
export {
  type ChangeKind,
  type ClosedStatus,
  type HistoryItem,
  type Opportunity,
  STATUSES,
  type StageOfDeal,
  type Status,
} from './opportunities/model.ts'
export {
  type AddStageInput,
  addStage,
  createPipeline,
  defaultPipeline,
  editStage,
  findPipeline,
  findStage,
  listPipelines,
  renamePipeline,
  reorderStages,
} from './pipelines/index.ts'
export type { Pipeline, Stage, StageInput } from './pipelines/model.ts'
export { createReason, editReason, findReason, listReasons, retireReason } from './reasons/index.ts'
export type { Reason, ReasonStatus } from './reasons/model.ts'
export { retirePipeline, retireStage } from './retirement/index.ts'
export {
  deleteFilter,
  listSavedFilters,
  mayChangeFilter,
  saveFilter,
  updateFilter,
} from './saved-filters/index.ts'
export type { SavedFilter } from './saved-filters/model.ts'
export {
  type CreateTaskInput,
  completeTask,
  countOpenTasks,
  createTask,
  type EditTaskInput,
  editTask,
  getTask,
  listOpenTasks,
  listTasks,
  type OpenTasksInput,
  reopenTask,
  rescheduleTask,
  type TaskPage,
} from './tasks/index.ts'
export { DUES, type Due, dueOf, type NextTask, type Task, taskNumberFrom } from './tasks/model.ts'
