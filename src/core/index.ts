export {
  type Arrival,
  createSignInLink,
  endOwnSession,
  endOwnSessions,
  endSession,
  type NewSession,
  ownSessions,
  peekSignInLink,
  redeemSignInLink,
  renewSession,
  type Session,
  type SignedIn,
  sessionMember,
  signInBySlack,
  startSession,
} from './access/index.ts'
export {
  apiTokenMember,
  type CreateApiTokenInput,
  createApiToken,
  listApiTokens,
  revokeApiToken,
} from './api-tokens/index.ts'
export type { ApiToken } from './api-tokens/model.ts'
export type { Actor, Ctx, Role, TxCtx, Via, Workspace } from './context.ts'
export { inTransaction } from './context.ts'
export { backUpDatabase, restoreDatabase } from './db/backup.ts'
export { migrateToLatest, pendingMigrations } from './db/migrate.ts'
export { type Database, type Db, openDatabase } from './db/open.ts'
export * from './deals.ts'
export * from './digests/index.ts'
export { examine, type Finding } from './doctor/index.ts'
export { AppError, aboutField, conflict, type ErrorCode, forbidden, invalid, notFound, type Unclear } from './errors.ts'
export { exportDealRows, exportOpportunities } from './exports/index.ts'
export {
  type Directory,
  dealsLink,
  type Filters,
  type FilterWords,
  filterQuery,
  LIST_KEYS,
  loadDirectory,
  NOBODY,
  NONE,
  resolveFilters,
} from './filters/index.ts'
export { listForecasts, type SubmitForecastInput, submitForecast } from './forecasts/index.ts'
export type { SubmittedForecast } from './forecasts/model.ts'
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
export {
  arrangeOverview,
  type Overview,
  type OverviewView,
  overviewOf,
  removeOverviewView,
  resetOverview,
  type SaveViewInput,
  saveOverviewView,
  setTeamOverview,
  showOverview,
} from './overviews/index.ts'
export {
  CARD_SIZES,
  type CardSize,
  type Deed,
  KEY_FIGURES,
  type OverviewCard,
  STANDARD_CARDS,
} from './overviews/model.ts'
export { lastEnds, type Period, PRESETS, type PresetName } from './period.ts'
export { importRates, type RateImport } from './rates/import.ts'
export { addRate, correctRate, listRates, type RateInput, removeRate } from './rates/index.ts'
export type { Rate } from './rates/model.ts'
export { isNewSince, type ReceivedEvent, receiveOnce } from './received-events/index.ts'
export { type Dated, datedText } from './reports/dated.ts'
export {
  type DatedBack,
  type DealDifference,
  type Difference,
  differenceBetween,
  type Stood,
} from './reports/difference.ts'
export { type Explained, FIGURE_WORDS, GROUND_RULES, KEY_FIGURE_MEANINGS } from './reports/ground-rules.ts'
export { findReport, reports, runReport } from './reports/index.ts'
export { type KeyFigure, keyFigures } from './reports/key-figures.ts'
export type { OptionWords } from './reports/options.ts'
export type {
  Cell,
  ChosenOption,
  Column,
  ColumnType,
  Ratio,
  Report,
  ReportOption,
  ReportResult,
  Row,
} from './reports/report.ts'
export { FEW, isFew, reasonIn, typeIn } from './reports/report.ts'
export { countWrongRollups, foldSome, keepRollups, rebuildEveryRollup, rebuildRollups } from './rollups/index.ts'
export { loadSample } from './sample/index.ts'
export { createSignals, type Signals } from './tally.ts'
export { listTargets, type SetTargetInput, setTarget } from './targets/index.ts'
export type { Target } from './targets/model.ts'
export * from './telling.ts'
export { TERM_UNITS, type Term, termLabel, termsAhead } from './terms.ts'
export { cleanText, type TextRule } from './text.ts'
export {
  FOREVER,
  type Instant,
  isLocalDate,
  isTimeZone,
  type LocalDate,
  later,
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
