import type { Ctx } from '../context.ts'
import { type AppError, invalid } from '../errors.ts'
import { type Instant, type LocalDate, latest, localDateOf, parseLocalDate, startOfLocalDate } from '../time.ts'
import type { Opportunity } from './model.ts'

/** Now, but never before the change before it: a clock that was set back must not turn history around. */
export function momentAfter(ctx: Ctx, before: Opportunity): Instant {
  return latest(ctx.now(), before.changedAt)
}

/** A moment on a day in the past: as early on it as the deal's earlier changes allow. Throws `invalid` otherwise. */
export function onDay(ctx: Ctx, before: Opportunity, day: LocalDate): Instant {
  const { timeZone } = ctx.workspace
  const start = startOfLocalDate(parseLocalDate(day), timeZone)
  if (start > ctx.now()) throw cannotClose(`${day} is in the future. A deal closes today or on a day before.`)
  const changed = localDateOf(before.changedAt, timeZone)
  if (changed > day) throw cannotClose(`${before.ref} last changed on ${changed}. It cannot have closed before that.`)
  return latest(start, before.changedAt)
}

function cannotClose(message: string): AppError {
  return invalid(message, { closedOn: message })
}
