import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Attention, AttentionFilter, Limit } from '../attention/model.ts'
import type { ReportableColumns, Tables } from '../db/tables.ts'
import type { Instant } from '../time.ts'

type Condition = Expression<SqlBool>

const d = expressionBuilder<Tables & { d: ReportableColumns & { id: string } }, 'd'>()

/** Open deals that want attention in any of the ways asked for; with an `asOf`, by what was known then. */
export function wantsAttention({ kinds, ...measures }: AttentionFilter, asOf: Instant | null): Condition {
  return d.and([d('d.status', '=', 'open'), d.or(kinds.map((kind) => CONDITIONS[kind](measures, asOf)))])
}

type Measures = Omit<AttentionFilter, 'kinds'>

const CONDITIONS: Record<Attention, (measures: Measures, asOf: Instant | null) => Condition> = {
  overdue: ({ today }) => d('d.expected_close_on', '<', today),
  closing: ({ today, nextMonth }) =>
    d.and([d('d.expected_close_on', '>=', today), d('d.expected_close_on', '<', nextMonth)]),
  stuck: ({ limits }) => beyond(limits, (before) => d('d.stage_entered_at', '<', before)),
  stale: ({ limits }, asOf) => beyond(limits, (before) => (asOf ? idleAsOf(before, asOf) : idle(before))),
  'no-next-step': ({ today }, asOf) =>
    d.and([
      d.or([d('d.expected_close_on', 'is', null), d('d.expected_close_on', '<', today)]),
      d.not(d.exists(openTask(asOf))),
    ]),
}

function beyond(limits: readonly Limit[], since: (before: Instant) => Condition): Condition {
  return d.or(limits.map(({ stageIds, before }) => d.and([d('d.stage_id', 'in', stageIds), since(before)])))
}

/** By way of the current row: reports look at columns that history has, too. */
function idle(before: Instant): Condition {
  const deal = d.selectFrom('opportunities as touched').select('touched.id').whereRef('touched.id', '=', 'd.id')
  return d.exists(deal.where('touched.last_activity_at', '<', before))
}

/** Neither a person's change nor a note nor a finished task between the two moments. */
function idleAsOf(before: Instant, asOf: Instant): Condition {
  const change = d
    .selectFrom('opportunity_history as change')
    .select('change.id')
    .whereRef('change.workspace_id', '=', 'd.workspace_id')
    .whereRef('change.opportunity_id', '=', 'd.id')
    .where('change.actor_id', 'is not', null)
    .where('change.recorded_at', '>=', before)
    .where('change.recorded_at', '<=', asOf)
  const note = d
    .selectFrom('notes as note')
    .select('note.id')
    .whereRef('note.workspace_id', '=', 'd.workspace_id')
    .whereRef('note.opportunity_id', '=', 'd.id')
    .where('note.created_at', '>=', before)
    .where('note.created_at', '<=', asOf)
  const task = d
    .selectFrom('tasks as finished')
    .select('finished.id')
    .whereRef('finished.workspace_id', '=', 'd.workspace_id')
    .whereRef('finished.opportunity_id', '=', 'd.id')
    .where('finished.done_at', '>=', before)
    .where('finished.done_at', '<=', asOf)
  // Not the bare column: by its index every wide row would be read.
  const old = sql<boolean>`coalesce(${d.ref('d.created_at')}, '') < ${before}`
  return d.and([old, ...[change, note, task].map((touch) => d.not(d.exists(touch)))])
}

function openTask(asOf: Instant | null) {
  const tasks = d
    .selectFrom('tasks as step')
    .select('step.id')
    .whereRef('step.workspace_id', '=', 'd.workspace_id')
    .whereRef('step.opportunity_id', '=', 'd.id')
  if (!asOf) return tasks.where('step.done_at', 'is', null)
  return tasks
    .where('step.created_at', '<=', asOf)
    .where((step) => step.or([step('step.done_at', 'is', null), step('step.done_at', '>', asOf)]))
}
