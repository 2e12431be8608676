import type { Migration } from 'kysely'
import { foundation } from './0001-foundation.ts'
import { limitsAndTasks } from './0002-limits-and-tasks.ts'
import { installations } from './0003-installations.ts'
import { messages } from './0004-messages.ts'
import { notices } from './0005-notices.ts'
import { reportIndexes } from './0007-report-indexes.ts'
import { searchWords } from './0008-search-words.ts'
import { money } from './0009-money.ts'
import { stayIndexes } from './0010-stay-indexes.ts'
import { reasonFlag } from './0011-reason-flag.ts'
import { overviews } from './0013-overviews.ts'
import { sessions } from './0014-sessions.ts'
import { listsAndBulkChanges } from './0015-lists-and-bulk-changes.ts'
import { scheduledReports } from './0016-scheduled-reports.ts'
import { expectedCloseIndex } from './0017-expected-close-index.ts'
import { openDeals } from './0019-open-deals.ts'
import { bulkNotices } from './0021-bulk-notices.ts'
import { rollups } from './0022-rollups.ts'
import { coveringIndexes } from './0023-covering-indexes.ts'

/** Every migration in the order of its name. One that has landed is never edited: a change is a new one. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-limits-and-tasks': limitsAndTasks,
  '0003-installations': installations,
  '0004-messages': messages,
  '0005-notices': notices,
  '0007-report-indexes': reportIndexes,
  '0008-search-words': searchWords,
  '0009-money': money,
  '0010-stay-indexes': stayIndexes,
  '0011-reason-flag': reasonFlag,
  '0013-overviews': overviews,
  '0014-sessions': sessions,
  '0015-lists-and-bulk-changes': listsAndBulkChanges,
  '0016-scheduled-reports': scheduledReports,
  '0017-expected-close-index': expectedCloseIndex,
  '0019-open-deals': openDeals,
  '0021-bulk-notices': bulkNotices,
  '0022-rollups': rollups,
  '0023-covering-indexes': coveringIndexes,
}
