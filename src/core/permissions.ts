import type { Ctx } from './context.ts'
import { forbidden } from './errors.ts'

type Asked = Pick<Ctx, 'actor' | 'workspace'>

/** Throws `forbidden` unless a manager or an admin acts. `what` ends the sentence "Only managers and admins can ...". */
export function requireManager({ actor, workspace }: Asked, what: string): void {
  if (actor.role === 'rep') throw forbidden(`Only managers and admins can ${what}. Ask one of ${workspace.name}.`)
}

/** Throws `forbidden` unless an admin acts. `what` ends the sentence "Only admins can ...". */
export function requireAdmin({ actor, workspace }: Asked, what: string): void {
  if (actor.role !== 'admin') throw forbidden(`Only admins can ${what}. Ask one of ${workspace.name}.`)
}
