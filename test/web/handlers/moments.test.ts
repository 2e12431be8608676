import { expect, it } from 'vitest'
import { closeOpportunity, createOpportunity, editOpportunity } from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const LAST_QUARTER = 'from=2026-07-01&to=2026-10-01'
const IN_MARKUP = LAST_QUARTER.replace('&', '&amp;')
const AT_ITS_END = 'asOf=2026-09-30T21%3A59%3A59.999Z'

/** Two deals of September, one won; a month later its value is edited, and the other is won by a manager, dated back. */
async function start() {
  const team = await makeTeam(await sqlite.fresh(), { startsAt: '2026-09-10T08:00:00.000Z' })
  await createOpportunity(team.rep, { name: 'Acme', value: 100_000 })
  await createOpportunity(team.rep, { name: 'Globex', value: 200_000 })
  await closeOpportunity(team.rep, { opportunity: 1, status: 'won' })
  team.clock.set('2026-10-05T08:00:00.000Z')
  await editOpportunity(team.rep, { opportunity: 1, changes: { value: 120_000 } })
  await closeOpportunity(team.manager, { opportunity: 2, status: 'won', closedOn: '2026-09-28' })
  return { team, visitor: await openDashboard(team).as(team.members.manager) }
}

it('offers ends of days as quick choices of a moment, and keeps the filters', async () => {
  const { visitor } = await start()
  const { html, text } = await visitor.get('/?owner=Ana+Rep')
  expect(text).toContain('End of yesterday 4 Oct 2026 End of last week 4 Oct 2026 End of last month 30 Sep 2026')
  expect(html).toContain('href="/?owner=Ana+Rep&amp;asOf=2026-09-30"')
})

it.each(['/', '/reports/status', '/deals'])(
  'shows on %s a period that is over as it stood and as it stands',
  async (path) => {
    const { visitor } = await start()
    const stands = await visitor.get(`${path}?period=last-quarter`)
    expect(stands.text).toContain('Last quarter ended on 30 Sep 2026. See it as it stood at its end as it stands now')
    expect(stands.html).toContain(`href="${path}?${IN_MARKUP}&amp;${AT_ITS_END}"`)
    expect(stands.html).toMatch(/aria-current="true"[^>]*>as it stands now/)

    const stood = await visitor.get(`${path}?${LAST_QUARTER}&${AT_ITS_END}`)
    expect(stood.text).toContain('As of the end of 30 Sep 2026 : history, not today.')
    expect(stood.html).toMatch(/aria-current="true"[^>]*>as it stood at its end/)
    expect(stood.html).toContain(`href="${path}?${IN_MARKUP}"`)
  },
)

it('says nothing of the kind while the period lasts', async () => {
  const { visitor } = await start()
  expect((await visitor.get('/')).text).not.toContain('See it')
})

it('lists the deals that make the difference, and what was recorded afterwards', async () => {
  const { visitor } = await start()
  for (const moment of ['', `&${AT_ITS_END}`]) {
    const { text, html } = await visitor.get(`/reports/won-lost?${LAST_QUARTER}${moment}`)
    expect(text).toContain('What changed since the end of 30 Sep 2026')
    expect(text).toContain('$3,000 in 2 deals then, $3,200 in 2 deals now: +$200, made by 1 deal.')
    expect(text).toContain('Acme D-1 Won in Prospecting, $1,000 Won in Prospecting, $1,200 +$200')
    expect(text).toContain('D-2 Globex won on 28 Sep 2026, $2,000 · entered 5 Oct 2026 10:00 by Mia Manager')
    expect(html).toContain('href="/deals/1"')
  }
})

it('says that nothing changed where nothing did', async () => {
  const { visitor } = await start()
  const { text } = await visitor.get(`/reports/status?from=2026-07-01&to=2026-08-01&status=won`)
  expect(text).toContain('What changed since the end of 31 Jul 2026 Nothing: $0 in 0 deals then and now.')
})

it('reads the last minute of a day as its end, so that the control keeps the moment', async () => {
  const { visitor } = await start()
  const { html } = await visitor.get(`/?${LAST_QUARTER}&asOf=2026-09-30T23%3A59`)
  expect(html).toMatch(/aria-current="true"[^>]*>as it stood at its end/)
})

it('keeps the moment on the way to other pages, and leaves it on the way home', async () => {
  const { visitor } = await start()
  const { html } = await visitor.get('/reports?asOf=2026-09-30')
  for (const href of ['/deals?asOf=2026-09-30', '/reports?asOf=2026-09-30', '/?asOf=2026-09-30'])
    expect(html).toContain(`href="${href}"`)
  expect(html).toContain('href="/reports/status?asOf=2026-09-30"')
  expect(html).toContain('class="brand" href="/"')
})

it('says on the overview what changed since the period ended, and lists the deals that make it', async () => {
  const { visitor } = await start()
  for (const moment of ['', `&${AT_ITS_END}`]) {
    const { text } = await visitor.get(`/?${LAST_QUARTER}${moment}`)
    expect(text).toContain('Since the end of 30 Sep 2026: $3,000 in 2 deals then, $3,200 in 2 deals now: +$200')
    expect(text).toContain('Acme D-1 Won in Prospecting, $1,000 Won in Prospecting, $1,200 +$200')
    expect(text).toContain('D-2 Globex won on 28 Sep 2026, $2,000 · entered 5 Oct 2026 10:00 by Mia Manager')
  }
  expect((await visitor.get('/?from=2026-06-01&to=2026-07-01&status=won')).text).toContain(
    'Nothing: $0 in 0 deals then and now.',
  )
  expect((await visitor.get('/')).html).not.toContain('difference-line')
})
