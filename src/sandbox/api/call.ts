import type { Triggers } from '../triggers.ts'
import type { Workspace } from '../workspace.ts'
import type { Answer, Params } from './answer.ts'
import type { Emulated } from './emulated.ts'

/** One call of a Web API method, and what a method needs to answer it. */
export interface Call {
  method: string
  params: Params
  token: string
  workspace: Workspace
  triggers: Triggers
  emulated: Emulated
}

export type Method = (call: Call) => Answer | Promise<Answer>

/** A parameter as text; '' when it is missing. */
export function text(params: Params, name: string): string {
  const value = params[name]
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value)
}
