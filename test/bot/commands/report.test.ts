import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/sandbox/index.ts'
import { officeWithDeals, PUBLIC_URL, words } from '../../support/office.ts'

describe('/deal report', () => {
  it('tells the figures, the way to the same page, and then shows the picture', async () => {
    const { slack, ana } = await officeWithDeals()
    const { ephemeral } = await slack.as('Ana').command('/deal report value-by-stage mine')
    expect(words(ephemeral)).toMatch(/\*Value by stage\* · This quarter · owner: Ana Reyes/)
    expect(words(ephemeral)).toMatch(/Proposal +open +1 +\$12k/)
    expect(JSON.stringify(ephemeral)).toContain(`${PUBLIC_URL}/reports/value-by-stage?period=this-quarter&owner=me`)
    const picture = await slack.until(
      () =>
        slack
          .as('Ana')
          .ephemeral()
          .find((one) => one.blocks?.[0]?.type === 'image'),
      10_000,
    )
    expect(picture.blocks?.[0]?.alt_text).toContain('Value by stage: ')
    expect(await ana('report funel')).toContain('Did you mean funnel?')
    expect(await ana('report won-lost last year')).toContain('Last year')
  })

  it('is told in figures alone when the picture cannot be uploaded', async () => {
    const { slack } = await officeWithDeals()
    slack.fail('files.getUploadURLExternal', 'not_allowed')
    const seen = await slack.as('Ana').command('/deal report')
    expect(seen.trouble).toBeUndefined()
    expect(words(seen)).toContain('*Value by stage*')
  })

  it('leads to the other reports by buttons', async () => {
    const { slack, told } = await officeWithDeals()
    const { ephemeral } = await slack.as('Ana').command('/deal report')
    await slack.as('Ana').click(ephemeral as Message, { actionId: 'line:report owners' })
    expect(words(await told('Ana', /\*Owners\*/))).toContain('Ana Reyes')
  })
})
