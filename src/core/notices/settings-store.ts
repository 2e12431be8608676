import type { Ctx, TxCtx } from '../context.ts'
import type { NoticeSettingsRow } from '../db/notice-tables.ts'
import { fromFlag, toFlag } from '../db/portable.ts'
import { newId } from '../ids.ts'
import type { NoticeSettings } from './model.ts'

/** The settings of everybody who changed theirs, by member. */
export async function changed(ctx: Ctx): Promise<Map<string, NoticeSettings>> {
  const own = ctx.db.selectFrom('notice_settings').selectAll().where('workspace_id', '=', ctx.workspace.id)
  return new Map((await own.execute()).map((row) => [row.member_id, settingsOf(row)]))
}

/** A member's settings; null when they never changed them. */
export async function ofMember(ctx: Ctx, memberId: string): Promise<NoticeSettings | null> {
  const own = ctx.db.selectFrom('notice_settings').selectAll().where('workspace_id', '=', ctx.workspace.id)
  const row = await own.where('member_id', '=', memberId).executeTakeFirst()
  return row ? settingsOf(row) : null
}

/** Keeps a member's settings. */
export async function save(tx: TxCtx, memberId: string, settings: NoticeSettings): Promise<void> {
  const values = {
    assigned: toFlag(settings.assigned),
    tasks: toFlag(settings.tasks),
    closed: toFlag(settings.closed),
    every_win: toFlag(settings.everyWin),
    stale: toFlag(settings.stale),
    bulk: toFlag(settings.bulk),
    day_digest: toFlag(settings.dayDigest),
    week_digest: toFlag(settings.weekDigest),
    morning: settings.morning,
    quiet_from: settings.quiet?.from ?? null,
    quiet_to: settings.quiet?.to ?? null,
  }
  await tx.db
    .insertInto('notice_settings')
    .values({ id: newId(), workspace_id: tx.workspace.id, member_id: memberId, ...values })
    .onConflict((known) => known.columns(['workspace_id', 'member_id']).doUpdateSet(values))
    .execute()
}

function settingsOf(row: NoticeSettingsRow): NoticeSettings {
  const { quiet_from: from, quiet_to: to } = row
  return {
    assigned: fromFlag(row.assigned),
    tasks: fromFlag(row.tasks),
    closed: fromFlag(row.closed),
    everyWin: fromFlag(row.every_win),
    stale: fromFlag(row.stale),
    bulk: fromFlag(row.bulk),
    dayDigest: fromFlag(row.day_digest),
    weekDigest: fromFlag(row.week_digest),
    morning: row.morning,
    quiet: from !== null && to !== null ? { from, to } : null,
  }
}
