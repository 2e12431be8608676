import { addDays } from 'date-fns'
import { ATTENTIONS, type Attention, type AttentionFilter, limitsAt } from '../attention/model.ts'
import { CATEGORIES, type Category } from '../categories/model.ts'
import type { Ctx } from '../context.ts'
import { AppError, invalid } from '../errors.ts'
import { pickByName, sameName } from '../matching.ts'
import { findMember } from '../members/index.ts'
import { formatMoney, parseMoney } from '../money.ts'
import { STATUSES, type Status } from '../opportunities/model.ts'
import { customPeriod, type Period, type PresetName, parsePreset, presetPeriod } from '../period.ts'
import { type Instant, isLocalDate, later, localDateOf, parseInstant, startOfLocalDate } from '../time.ts'
import { type Directory, loadDirectory, stagesOf } from './directory.ts'
import { type Filters, type FilterWords, NOBODY, NONE } from './filters.ts'
import { type Reading, readDeals, readReached, readStay } from './stay-words.ts'

/**
 * Reads filters as people and URLs write them. Names are found in any case, "me" and Slack mentions are owners too.
 * Presets are counted from the as-of moment, so that the same address shows what it showed then.
 * Throws `invalid`, naming the choices, for what does not exist; sources and tags are free words and always exist.
 */
export async function resolveFilters(
  ctx: Ctx,
  words: FilterWords,
  { defaultPeriod }: { defaultPeriod: PresetName },
): Promise<Filters> {
  const directory = await loadDirectory(ctx)
  const asOf = momentOf(ctx, words.asOf?.trim())
  const pipeline = listed(words.pipeline).map((word) => pipelineId(directory, word))
  const created = datesOf(ctx, words.createdFrom, words.createdTo)
  const expected = datesOf(ctx, words.expectedFrom, words.expectedTo)
  const reading: Reading = {
    ...{ workspaceId: ctx.workspace.id, directory, pipelines: pipeline, listed, refused },
    stages: (word) => stageIds(directory, pipeline, word),
    dates: (from, to) => datesOf(ctx, from, to),
  }
  const [reached, stay, deal] = [readReached(words, reading), readStay(words, reading), readDeals(words, reading)]
  const attention = listed(words.attention).map(attentionOf)
  const category = listed(words.category).map(categoryNamed)
  const reason = listed(words.reason).flatMap((word) => reasonIds(directory, word))
  const notReason = listed(words.notReason).flatMap((word) => reasonIds(directory, word))
  const notSource = listed(words.notSource)
  const [minValue, maxValue] = [amountOf(ctx, 'minValue', words.minValue), amountOf(ctx, 'maxValue', words.maxValue)]
  return {
    pipeline,
    stage: listed(words.stage).flatMap((word) => stageIds(directory, pipeline, word)),
    status: listed(words.status).map(statusOf),
    owner: await Promise.all(listed(words.owner).map((word) => ownerId(ctx, directory, word))),
    source: listed(words.source),
    tag: listed(words.tag).map((tag) => tag.replace(/^#/, '').toLowerCase()),
    period: periodOf(ctx, words, asOf ?? ctx.now(), defaultPeriod),
    asOf,
    currency: ctx.workspace.currency,
    timeZone: ctx.workspace.timeZone,
    today: localDateOf(ctx.now(), ctx.workspace.timeZone),
    ...(words.q?.trim() ? { q: words.q.trim() } : {}),
    ...(minValue === undefined ? {} : { minValue }),
    ...(maxValue === undefined ? {} : { maxValue }),
    ...(notSource.length ? { notSource } : {}),
    ...(reason.length ? { reason } : {}),
    ...(notReason.length ? { notReason } : {}),
    ...(created ? { created } : {}),
    ...(attention.length ? { attention: measured(ctx, directory, attention, asOf ?? ctx.now()) } : {}),
    ...(category.length ? { category } : {}),
    ...(expected ? { expected } : {}),
    ...(isYes('undated', words.undated) ? { undated: true } : {}),
    ...(reached ? { reached } : {}),
    ...(stay ? { stay } : {}),
    ...(deal.length ? { deal } : {}),
  }
}

function listed(words: readonly string[] | undefined): string[] {
  return [...new Set((words ?? []).map((word) => word.trim()).filter((word) => word !== ''))]
}

/** A retired pipeline is found when no active one has the name. */
function pipelineId({ pipelines }: Directory, word: string): string {
  const active = pipelines.filter(({ id, name, retiredAt }) => !retiredAt && (id === word || sameName(name, word)))
  const about = { what: 'pipeline', listed: 'The pipelines' }
  return asFilter('pipeline', () => pickByName(word, active.length ? active : pipelines, about)).id
}

/** A name may stand for a stage of each of several pipelines; then all of them are meant. */
function stageIds(directory: Directory, pipelineIds: readonly string[], word: string): string[] {
  const stages = stagesOf(directory, pipelineIds)
  const byId = stages.filter(({ id }) => id === word)
  const exact = byId.length ? byId : stages.filter(({ name }) => sameName(name, word))
  if (exact.length) return exact.map(({ id }) => id)
  return [asFilter('stage', () => pickByName(word, stages, { what: 'stage', listed: 'The stages' })).id]
}

async function ownerId(ctx: Ctx, { members }: Directory, word: string): Promise<string> {
  if (sameName(word, NOBODY)) return NOBODY
  const [exact, ...others] = members.filter(({ id, name }) => id === word || sameName(name, word))
  if (exact && others.length === 0) return exact.id
  return (await asFilter('owner', () => findMember(ctx, word))).id
}

/** A name may stand for a reason of each ending; then both are meant. */
function reasonIds({ reasons }: Directory, word: string): string[] {
  if (sameName(word, NONE)) return [NONE]
  const exact = reasons.filter(({ id, name }) => id === word || sameName(name, word))
  if (exact.length) return exact.map(({ id }) => id)
  return [asFilter('reason', () => pickByName(word, reasons, { what: 'reason', listed: 'The reasons' })).id]
}

function statusOf(word: string): Status {
  const status = STATUSES.find((known) => sameName(known, word))
  if (!status) throw refused('status', `“${word}” is not a status. Use ${STATUSES.join(', ')}.`)
  return status
}

function attentionOf(word: string): Attention {
  const kind = ATTENTIONS.find((known) => sameName(known, word))
  if (!kind)
    throw refused('attention', `“${word}” is nothing that deals want attention for. Use ${ATTENTIONS.join(', ')}.`)
  return kind
}

function categoryNamed(word: string): Category {
  const category = CATEGORIES.find((known) => sameName(known, word.replace(/\s+/g, '-')))
  if (!category) throw refused('category', `“${word}” is not a category of a forecast. Use ${CATEGORIES.join(', ')}.`)
  return category
}

function isYes(field: string, word: string | undefined): boolean {
  if (!word?.trim() || /^(0|false|no)$/i.test(word.trim())) return false
  if (/^(1|true|yes)$/i.test(word.trim())) return true
  throw refused(field, `“${word.trim()}” is neither yes nor no. Use 1, or leave it out.`)
}

function measured(
  { workspace }: Ctx,
  directory: Directory,
  kinds: readonly Attention[],
  now: Instant,
): AttentionFilter {
  const { toDate } = presetPeriod('this-month', now, workspace)
  const today = localDateOf(now, workspace.timeZone)
  return { kinds, limits: limitsAt(now, stagesOf(directory)), today, nextMonth: toDate ?? today }
}

function amountOf({ workspace }: Ctx, field: string, word: string | undefined): number | undefined {
  if (!word?.trim()) return undefined
  const { value, currency } = parseMoney(word, workspace.currency)
  if (currency === workspace.currency) return value
  throw refused(
    field,
    `Values are compared in ${workspace.currency}, like ${formatMoney(1_000_000, workspace.currency)}.`,
  )
}

function periodOf(ctx: Ctx, words: FilterWords, now: Instant, defaultPeriod: PresetName): Period {
  const dates = datesOf(ctx, words.from, words.to)
  if (dates) return dates
  const preset = words.period?.trim()
  return presetPeriod(!preset || preset === 'custom' ? defaultPeriod : parsePreset(preset), now, ctx.workspace)
}

function datesOf(ctx: Ctx, from: string | undefined, to: string | undefined): Period | undefined {
  const [first, last] = [from?.trim(), to?.trim()]
  return first || last ? customPeriod(first || null, last || null, ctx.workspace) : undefined
}

/** A day means its end. What is still to come is now: there is no history of it yet. */
function momentOf(ctx: Ctx, word: string | undefined): Instant | null {
  if (!word) return null
  const moment = isLocalDate(word) ? endOfDay(word, ctx.workspace.timeZone) : parseInstant(word)
  return moment > ctx.now() ? null : moment
}

function endOfDay(date: string, timeZone: string): Instant {
  const next = addDays(new Date(`${date}T12:00:00Z`), 1)
    .toISOString()
    .slice(0, 10)
  return later(startOfLocalDate(next, timeZone), -0.001)
}

/** What a filter cannot find was asked for wrongly; nothing that was addressed is missing. */
function asFilter<T>(field: string, find: () => Promise<T>): Promise<T>
function asFilter<T>(field: string, find: () => T): T
function asFilter<T>(field: string, find: () => T | Promise<T>): T | Promise<T> {
  const explain = (error: unknown): never => {
    if (!(error instanceof AppError)) throw error
    throw new AppError('invalid', error.message, { [field]: error.message }, error.unclear)
  }
  try {
    const found = find()
    return found instanceof Promise ? found.catch(explain) : found
  } catch (error) {
    return explain(error)
  }
}

function refused(field: string, message: string): AppError {
  return invalid(message, { [field]: message })
}
