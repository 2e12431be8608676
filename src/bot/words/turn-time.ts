import type { Turn } from '../command.ts'
import type { Moment } from './dates.ts'

/** Now, where the person is: what "tomorrow" is counted from. */
export function personsMoment({ ctx, member }: Turn): Moment {
  return { now: new Date(ctx.now()), timeZone: member.timeZone ?? ctx.workspace.timeZone }
}
