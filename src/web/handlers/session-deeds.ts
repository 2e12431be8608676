import { endOwnSession, endOwnSessions } from '../../core/index.ts'
import type { Deed } from './settings.tsx'

/** What members do about the browsers they are signed in on, by the form's name. */
export const sessionDeeds = {
  async endOne(ctx, _typed, id) {
    await endOwnSession(ctx, id)
    return 'That browser is signed out.'
  },
  async endOthers(ctx, { keep = '' }) {
    await endOwnSessions(ctx, { but: keep })
    return 'You are signed in on this browser only.'
  },
} satisfies Record<string, Deed>
