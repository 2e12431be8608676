import { Hono } from 'hono'
import type { Interactions } from './interactions.ts'
import type { Person } from './person.ts'
import type { Workspace } from './workspace.ts'

export interface RouteDeps {
  workspace: Workspace
  interactions: Interactions
  as: (who: string) => Person
}

/** The page and the requests that it makes. */
export function sandboxRoutes(_deps: RouteDeps): Hono {
  return new Hono()
}
