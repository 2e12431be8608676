export {
  createSignInLink,
  endSession,
  type NewSession,
  peekSignInLink,
  redeemSignInLink,
  sessionMember,
  startSession,
} from './access/index.ts'
export { type AgendaInput, agendaOf } from './agenda/index.ts'
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
export {
  apiTokenMember,
  type CreateApiTokenInput,
  createApiToken,
  listApiTokens,
  revokeApiToken,
} from './api-tokens/index.ts'
export type { ApiToken } from './api-tokens/model.ts'
export { ATTENTIONS, type Attention, isStale, isStuck } from './attention/model.ts'
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
export type { Actor, Ctx, Role, TxCtx, Via, Workspace } from './context.ts'
export { inTransaction } from './context.ts'
export { backUpDatabase, restoreDatabase } from './db/backup.ts'
export { migrateToLatest, pendingMigrations } from './db/migrate.ts'
export { type Database, type Db, openDatabase } from './db/open.ts'
export * from './digests/index.ts'
export { examine, type Finding } from './doctor/index.ts'
export { AppError, aboutField, conflict, type ErrorCode, forbidden, invalid, notFound, type Unclear } from './errors.ts'
export { exportOpportunities } from './exports/index.ts'
export {
  type Directory,
  dealsLink,
  type Filters,
  type FilterWords,
  filterQuery,
  loadDirectory,
  NOBODY,
  resolveFilters,
} from './filters/index.ts'
export { withFormulaGuard } from './formula-guard.ts'
export { homeOf, rememberHome } from './homes/index.ts'
export type { Home, HomeState } from './homes/model.ts'
export { answerOnce, type KeyedRequest } from './idempotency/index.ts'
export type { Answer } from './idempotency/model.ts'
export { newReference } from './ids.ts'
export { DECIMAL_MARKS } from './imports/amounts.ts'
export { DATE_FORMATS } from './imports/dates.ts'
export { type ImportOptions, type ImportOutcome, importOpportunities } from './imports/index.ts'
export type { RowProblem } from './imports/table.ts'
export {
  botTokenOf,
  countStoredTokens,
  endInstallation,
  installationOf,
  lastTrouble,
  noteTrouble,
  type SaveInstallationInput,
  saveInstallation,
} from './installations/index.ts'
export type { BotToken, Grant, Installation, Trouble } from './installations/model.ts'
export { isRotationDue, rotateToken } from './installations/rotation.ts'
export { beginInstallation, spendInstallState } from './installations/states.ts'
export { createVault, SealedElsewhere, type Vault } from './installations/vault.ts'
export type { Log } from './log.ts'
export { type Choices, type Match, matchName, type Named, nearestName, pickByName, sameName } from './matching.ts'
export {
  type CreateMemberInput,
  createMember,
  findMember,
  listMembers,
  memberBySlackUser,
  type SlackProfile,
  setActive,
  setRole,
  welcomeMember,
} from './members/index.ts'
export { knownSlackUser } from './members/known.ts'
export { actorOf, type Known, type Member, parseRole, ROLES, systemActor } from './members/model.ts'
export {
  checkValue,
  exponentOf,
  formatMoney,
  formatMoneyShort,
  isCurrency,
  LARGEST_VALUE,
  type Money,
  parseCurrency,
  parseMoney,
} from './money.ts'
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
  listTags,
  type MoveInput,
  moveOpportunity,
  numberFrom,
  type OpportunityPage,
  opportunityHistory,
  type ReopenInput,
  reopenOpportunity,
  restoreOpportunity,
  SORTS,
  type Sort,
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
  checkSlack,
  countStops,
  enqueue,
  Lanes,
  listTroubledJobs,
  outboxHealth,
  resumeWorkspace,
  retryJob,
  runDueJobs,
  stopOf,
  stoppedWorkspaces,
  takeDueJobs,
} from './outbox/index.ts'
export {
  GiveUp,
  type Job,
  type JobHandler,
  type JobInput,
  type JobOutcome,
  type OutboxHealth,
  RetryLater,
  type Stop,
  StopWorkspace,
  type TroubledJob,
} from './outbox/model.ts'
export type { RunOptions } from './outbox/runner.ts'
export { type Period, PRESETS, type PresetName } from './period.ts'
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
export { createReason, findReason, listReasons, renameReason, retireReason } from './reasons/index.ts'
export type { Reason, ReasonStatus } from './reasons/model.ts'
export { isNewSince, type ReceivedEvent, receiveOnce } from './received-events/index.ts'
export { findReport, reports, runReport } from './reports/index.ts'
export { type KeyFigure, keyFigures } from './reports/key-figures.ts'
export type { Cell, Column, ColumnType, Ratio, Report, ReportResult, Row } from './reports/report.ts'
export { retirePipeline, retireStage } from './retirement/index.ts'
export { loadSample } from './sample/index.ts'
export { createSignals, type Signals } from './tally.ts'
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
  type TaskPage,
} from './tasks/index.ts'
export { DUES, type Due, dueOf, type Task, taskNumberFrom } from './tasks/model.ts'
export * from './telling.ts'
export { cleanText, type TextRule } from './text.ts'
export {
  FOREVER,
  type Instant,
  isLocalDate,
  isTimeZone,
  type LocalDate,
  localDateOf,
  parseInstant,
  parseLocalDate,
  startOfLocalDate,
  toInstant,
} from './time.ts'
export {
  type CreateWorkspaceInput,
  changeSettings,
  createWorkspace,
  everyWorkspace,
  onlyWorkspace,
  workspaceById,
  workspaceOfSlackTeam,
} from './workspaces/index.ts'
export type { Settings } from './workspaces/model.ts'
