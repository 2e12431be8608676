// What tells people of changes, as part of the door in `index.ts`.

export {
  followOpportunity,
  muteOpportunity,
  stancesOn,
  unfollowOpportunity,
  unmuteOpportunity,
} from './follows/index.ts'
export type { Stance } from './follows/model.ts'
export { type BulkNotice, bulkNotice, spreadBulkNotices } from './notices/bulk.ts'
export type { BulkGroup } from './notices/bulk-model.ts'
export { isStillWanted, keepNoticeThread, type Notice, noticeThread, spreadNotices } from './notices/index.ts'
export type { Why } from './notices/listeners.ts'
export { NOTICE_SWITCHES, type NoticeSettings, type NoticeSwitch } from './notices/model.ts'
export { changeNoticeSettings, noticeSettings } from './notices/settings.ts'
export { assigneeToTell } from './notices/tasks.ts'
export {
  type Channel,
  type Every,
  endScheduledReport,
  listScheduledReports,
  queueDueReports,
  RHYTHMS,
  type ScheduledReport,
  scheduleReport,
  shareReport,
} from './shared-reports/index.ts'
export { askAboutIdleDeals } from './staleness/asking.ts'
export {
  type AnswerRate,
  type Kept,
  keepDeal,
  staleAnswersByOwner,
  stalePromptById,
  stalePromptShown,
  unansweredStalePrompts,
} from './staleness/index.ts'
export { SNOOZE_DAYS, type StaleAnswer, type StalePrompt } from './staleness/model.ts'
export {
  listSubscriptions,
  narrowSubscription,
  type SubscribeInput,
  subscribe,
  unsubscribe,
  type WishInput,
} from './subscriptions/index.ts'
export { NOTICE_KINDS, type NoticeKind, type Subscription, type Wish } from './subscriptions/model.ts'
export { type Preview, previewSubscription } from './subscriptions/preview.ts'
