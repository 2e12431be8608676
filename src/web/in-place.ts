import type { Context } from 'hono'
import type { WebEnv } from './env.ts'
import { STATUS_OF, wantsJson } from './failure.tsx'
import { type Refusal, submit, type Typed } from './forms.ts'
import { goOn } from './respond.tsx'

/** What was done from a page that stays where it is. */
export interface Done {
  /** One sentence: "Acme is in Proposal now." */
  readonly said: string
  /** What takes it back: a deal's change by its version, or a task that was finished. */
  readonly undo?: Undo
}

/** Written `12.4` for the change that led to version 4 of D-12, `T-7` for a task. */
export type Undo = `${number}.${number}` | `T-${number}`

const UNDO = /^(?:(\d{1,9})\.(\d{1,9})|T-(\d{1,9}))$/

/**
 * Carries out what a form or a script of the page asks for. A script is told what to say; a form leads back to the page that
 * it came from, which then says so and offers the way back. What core refuses is said to the script, or shown in the page.
 */
export function inPlace(
  c: Context<WebEnv>,
  carryOut: (typed: Typed) => Promise<Done>,
  showAgain: (refusal: Refusal) => Promise<Response>,
): Promise<Response> {
  return submit(
    c,
    'card',
    async (typed) => {
      const done = await carryOut(typed)
      if (wantsJson(c)) return c.json(done)
      return goOn(c, withUndo(backFrom(typed), done.undo), done.said)
    },
    async (refusal) => {
      if (!wantsJson(c)) return showAgain(refusal)
      const { message, fields, code } = refusal
      return c.json({ error: { message, fields } }, STATUS_OF[code])
    },
  )
}

/** The page that a form came from: only ours, and only one of those that stay where they are. */
export function backFrom({ back }: Typed): string {
  return back && /^\/(board|my-day)(\?|$)/.test(back) ? back : '/board'
}

/** What the page just did and can take back, if its address says so. */
export function undoIn(address: string): Undo | null {
  const undo = new URL(address).searchParams.get('undo') ?? ''
  return UNDO.test(undo) ? (undo as Undo) : null
}

function withUndo(back: string, undo: Undo | undefined): string {
  const address = new URL(back, 'http://localhost')
  address.searchParams.delete('undo')
  if (undo) address.searchParams.set('undo', undo)
  return address.pathname + address.search
}
