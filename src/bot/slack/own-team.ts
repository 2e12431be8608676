import type { WebClient } from '@slack/web-api'
import { SlackTrouble } from './trouble.ts'

/** The team that our token belongs to. */
export interface Team {
  readonly teamId: string
  readonly name: string
}

export interface OwnTeam {
  /** Asks Slack once and remembers; asks again after a failure. Rejects while Slack does not answer. */
  find(): Promise<Team>
}

export function ownTeam(client: WebClient): OwnTeam {
  let found: Promise<Team> | undefined
  const ask = async (): Promise<Team> => {
    const { team_id, team } = await client.auth.test()
    return { teamId: team_id ?? '', name: team ?? 'Sales' }
  }
  return {
    find() {
      found ??= ask().catch((error: unknown) => {
        found = undefined
        throw new SlackTrouble('Slack did not say which workspace this is.', error)
      })
      return found
    },
  }
}
