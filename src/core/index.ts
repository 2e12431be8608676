export { contactFromWords, findContacts, getContact, type SaveContactInput, saveContact } from './contacts/index.ts'
export type { Contact } from './contacts/model.ts'
export type { Actor, Ctx, Role, TxCtx, Via, Workspace } from './context.ts'
export { inTransaction } from './context.ts'
export { type Database, type Db, openDatabase } from './db/open.ts'
export { AppError, conflict, type ErrorCode, forbidden, invalid, notFound } from './errors.ts'
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
export { actorOf, type Member, parseRole, ROLES, systemActor } from './members/model.ts'
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
export {
  assignOpportunity,
  type CloseInput,
  type CreateInput,
  closeOpportunity,
  createOpportunity,
  deleteOpportunity,
  type EditInput,
  editOpportunity,
  type FactsInput,
  findOpportunities,
  getOpportunity,
  getOpportunityById,
  type HistoryItem,
  latestActivity,
  type MoveInput,
  moveOpportunity,
  numberFrom,
  opportunityHistory,
  type ReopenInput,
  reopenOpportunity,
  restoreOpportunity,
} from './opportunities/index.ts'
export {
  type ChangeKind,
  type ClosedStatus,
  type Opportunity,
  STATUSES,
  type StageOfDeal,
  type Status,
} from './opportunities/model.ts'
export { enqueue } from './outbox/index.ts'
export type { JobInput } from './outbox/model.ts'
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
  onlyWorkspace,
  workspaceById,
  workspaceOfSlackTeam,
} from './workspaces/index.ts'
export type { Settings } from './workspaces/model.ts'
