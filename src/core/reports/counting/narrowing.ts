import { type Directory, dealsLink, type Filters } from '../../filters/index.ts'
import type { Status } from '../../opportunities/model.ts'
import { ALL_TIME, overlap } from '../../period.ts'

/** The deals created in the period, whatever became of them: the filters of a cohort. */
export function createdInPeriod(filters: Filters): Filters {
  const { period, created } = filters
  // For all time the cohort is everybody, and the very question that other cards ask.
  if (!period.from && !period.to) return filters
  return { ...filters, period: ALL_TIME, created: created ? overlap(created, period) : period }
}

/** Whether deals of the status can be in sight. */
export function admits({ status }: Filters, wanted: Status): boolean {
  return status.length === 0 || status.includes(wanted)
}

/** The row's way to its deals, one status of the filters; none when the filters leave that status out. */
export function linkTo(filters: Filters, status: Status, directory: Directory): { deals?: string } {
  if (!admits(filters, status)) return {}
  const period = status === 'open' ? ALL_TIME : filters.period
  return { deals: dealsLink({ ...filters, status: [status], period }, directory) }
}

/** The filters with no other statuses than these; null when they leave all of them out. */
export function narrowed(filters: Filters, statuses: readonly Status[]): Filters | null {
  const status = statuses.filter((one) => admits(filters, one))
  return status.length ? { ...filters, status } : null
}

/** Whether a filter narrows anything down: lists that name nothing do not. */
export function isSaid(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0)
}
