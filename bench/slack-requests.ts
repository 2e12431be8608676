import { createHmac } from 'node:crypto'

/** Who the benchmark's requests come from. */
export const TEAM_ID = 'T0BENCH001'
export const USER_ID = 'U0BENCH001'
export const SIGNING_SECRET = 'bench-signing-secret-0123456789ab'

export interface SignedRequest {
  readonly body: string
  readonly headers: Record<string, string>
}

/** `/deal <words>` as Slack sends it, signed now. Every request differs, since a repeated one would do nothing. */
export function slashCommand(words: string, counter: number, now = Date.now()): SignedRequest {
  return signed(
    {
      token: 'unused',
      team_id: TEAM_ID,
      team_domain: 'bench',
      channel_id: 'D0BENCH001',
      channel_name: 'directmessage',
      user_id: USER_ID,
      user_name: 'bench',
      command: '/deal',
      text: words,
      api_app_id: 'A0BENCH001',
      response_url: `https://hooks.slack.com/commands/${counter}`,
      trigger_id: `${counter}.${now}`,
    },
    now,
  )
}

/** What somebody typed into a menu that searches, as Slack sends it. */
export function suggestion(actionId: string, typed: string, counter: number, now = Date.now()): SignedRequest {
  const payload = {
    type: 'block_suggestion',
    user: { id: USER_ID, team_id: TEAM_ID },
    team: { id: TEAM_ID, domain: 'bench' },
    container: { type: 'view', view_id: `V${counter}` },
    action_id: actionId,
    block_id: 'deal',
    value: typed,
  }
  return signed({ payload: JSON.stringify(payload) }, now)
}

function signed(fields: Record<string, string>, now: number): SignedRequest {
  const body = new URLSearchParams(fields).toString()
  const timestamp = Math.floor(now / 1000).toString()
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex')
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  }
}
