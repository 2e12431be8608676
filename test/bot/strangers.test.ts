import { describe, expect, it } from 'vitest'
import { getOpportunity } from '../../src/core/index.ts'
import { openForInstalls } from '../support/installed-office.ts'
import { openOffice } from '../support/office.ts'
import { answerPlace, signedRequest } from '../support/signed-request.ts'

const REFUSAL = 'Dealwright belongs to another company’s workspace, so only its people can use it here.'
const OURS = 'T0SANDBOX1'
const stranger = { id: 'U0STRANGER', team_id: 'T0PARTNER1' }

/** Requests of every kind, as the person sends them from a channel that both companies share. */
function requestsOf(user: typeof stranger, responseUrl: string) {
  const base = { user, team: { id: user.team_id }, api_app_id: 'A0DEALAPP1' }
  const interaction = (payload: object) => ({ payload: JSON.stringify({ ...base, ...payload }) })
  const message = { ts: '1.000100', team: OURS, app_id: 'A0DEALAPP1', bot_id: 'B1' }
  const view = {
    id: 'V1',
    callback_id: 'new_deal',
    private_metadata: '{}',
    app_installed_team_id: OURS,
    state: { values: { name: { name: { type: 'plain_text_input', value: 'Mine' } } } },
  }
  return {
    command: { command: '/deal', text: 'won D-1', team_id: user.team_id, user_id: user.id, response_url: responseUrl },
    button: interaction({
      type: 'block_actions',
      response_url: responseUrl,
      channel: { id: 'C0GENERAL1' },
      container: { type: 'message', message_ts: message.ts, channel_id: 'C0GENERAL1', is_ephemeral: false },
      message,
      actions: [{ type: 'button', action_id: 'card.won', block_id: 'deal:1:1', value: '' }],
    }),
    form: interaction({ type: 'view_submission', view }),
    messageShortcut: interaction({
      type: 'message_action',
      callback_id: 'new_deal',
      trigger_id: '1.2',
      channel: { id: 'C0GENERAL1' },
      message: { ts: '1.000200', team: user.team_id, user: user.id, text: 'Hello' },
      response_url: responseUrl,
    }),
    options: interaction({ type: 'block_suggestion', action_id: 'deal', block_id: 'deal', value: 'acme', view }),
  }
}

describe('somebody of another company in a shared channel', () => {
  it('is refused kindly whatever they try, and changes nothing', async () => {
    const { slack, bot, ctxOf, database } = await openOffice()
    await slack.as('Ana').command('/deal new Acme renewal 12k')
    const { url, answers } = await answerPlace()
    const { command, button, form, messageShortcut, options } = requestsOf(stranger, url)

    expect(await (await bot.handle(signedRequest(command))).text()).toContain(REFUSAL)
    const refusedForm = await bot.handle(signedRequest(form))
    expect(await refusedForm.json()).toEqual({ response_action: 'errors', errors: { name: REFUSAL } })
    for (const request of [button, messageShortcut]) {
      expect((await bot.handle(signedRequest(request))).status).toBe(200)
    }
    await expect.poll(() => answers.length).toBe(2)
    for (const answer of answers) expect(answer).toContain(REFUSAL)
    expect(await (await bot.handle(signedRequest(options))).json()).toEqual({ options: [] })

    expect(await getOpportunity(await ctxOf('Ana'), 1)).toMatchObject({ status: 'open', version: 1 })
    expect(await database.read.selectFrom('members').selectAll().execute()).toHaveLength(1)
  })

  it('is refused as well where their own team has Dealwright too: the deal is not theirs', async () => {
    const office = await openForInstalls()
    await office.install('Dana')
    await office.slack.as('Ana').command('/deal new Acme renewal 12k')
    const { url, answers } = await answerPlace()
    // A message of T0PARTNER1's own Dealwright, pressed by Ana.
    const { button } = requestsOf({ id: 'U0ANA00001', team_id: OURS }, url)
    const theirs = button.payload.replace(`"team":"${OURS}","app_id"`, '"team":"T0PARTNER1","app_id"')
    expect((await office.bot.handle(signedRequest({ payload: theirs }))).status).toBe(200)
    await expect.poll(() => answers.join()).toContain(REFUSAL)
    const rows = await office.database.read.selectFrom('opportunities').select(['status']).execute()
    expect(rows).toEqual([{ status: 'open' }])
  })
})

describe('somebody of a team that has not installed Dealwright', () => {
  it('is told so instead of hearing nothing', async () => {
    const office = await openForInstalls()
    const { url, answers } = await answerPlace()
    const { command, button, messageShortcut } = requestsOf(stranger, url)
    expect(await (await office.bot.handle(signedRequest(command))).text()).toContain(REFUSAL)
    for (const request of [button, messageShortcut]) await office.bot.handle(signedRequest(request))
    await expect.poll(() => answers.length).toBe(2)
    for (const answer of answers) expect(answer).toContain(REFUSAL)
    expect(await office.database.read.selectFrom('workspaces').selectAll().execute()).toEqual([])
  })
})
