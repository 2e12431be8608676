import { describe, expect, it } from 'vitest'
import { openOffice } from '../../support/office.ts'

const received = (office: Awaited<ReturnType<typeof openOffice>>) =>
  office.database.read.selectFrom('received_events').selectAll().execute()

describe('an event of Slack', () => {
  it('is worked on after it was kept', async () => {
    const { slack } = await openOffice()
    await slack.as('Ana').openHome()
    const home = await slack.until(() => slack.as('Ana').home)
    expect(JSON.stringify(home.blocks)).toContain('Hello Ana')
  })

  it('is worked on once, however often it is delivered', async () => {
    const office = await openOffice()
    const { slack } = office
    const id = await slack.as('Ana').openHome()
    await slack.until(() => slack.as('Ana').home)
    expect(await slack.redeliver(id)).toMatchObject({ status: 200 })
    await slack.as('Ben').openHome()
    await slack.until(() => slack.as('Ben').home)
    expect(slack.calls('views.publish')).toHaveLength(2)
    expect(await received(office)).toHaveLength(2)
  })

  it('is not acknowledged when it could not be kept, and worked on when Slack sends it again', async () => {
    const office = await openOffice({ now: () => new Date('2026-11-23T08:00:00Z') })
    const { slack } = office
    slack.fail('auth.test', 500)
    const id = await slack.as('Ana').openHome()
    expect(slack.events().find((one) => one.id === id)).toMatchObject({ attempts: 2 })
    expect(await slack.redeliver(id)).toMatchObject({ status: 500 })
    expect(await received(office)).toEqual([])
    slack.mend()
    expect(await slack.redeliver(id)).toMatchObject({ status: 200 })
    await slack.until(() => slack.as('Ana').home)
  })

  it('is worked on again when Slack failed meanwhile', async () => {
    const { slack } = await openOffice()
    slack.fail('views.publish', 429, { times: 1 })
    await slack.as('Ana').openHome()
    await slack.until(() => slack.as('Ana').home, 4000)
    expect(slack.calls('views.publish')).toHaveLength(2)
  })

  it('that concerns nobody here is taken in silence', async () => {
    const office = await openOffice()
    await office.slack.as('Ana').openHome('messages')
    expect(await received(office)).toEqual([])
    expect(office.slack.calls('users.info')).toEqual([])
  })
})
