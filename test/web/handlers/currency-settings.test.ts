import { expect, it } from 'vitest'
import { addRate, listRates } from '../../../src/core/index.ts'
import { DASHBOARD_URL, openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const dashboard = openDashboard(team)
  const as = (who: 'rep' | 'manager' | 'admin') => dashboard.as(team.members[who])
  const rates = async () => (await listRates(team.admin)).map(({ currency, day, rate }) => [currency, day, rate])
  return { team, dashboard, rates, rep: await as('rep'), manager: await as('manager'), admin: await as('admin') }
}

it('adds, corrects and removes rates', async () => {
  const { team, rates, admin } = await start()
  const page = await admin.submit('/settings/currencies', { currency: 'eur', day: '2026-11-20', rate: '1.0834' })
  expect(page.text).toContain('1 EUR is 1.0834 USD from 20 Nov 2026 on.')
  expect(page.text).toContain('1 EUR = 1.0834 USD')
  const [rate] = await listRates(team.admin)
  const corrected = await admin.submit(`/settings/currencies/${rate?.id}/correct`, { rate: '1.09' })
  expect(corrected.text).toContain('The rate of EUR of 20 Nov 2026 is 1.09 now.')
  expect(await rates()).toEqual([['EUR', '2026-11-20', '1.09']])
  await admin.submit(`/settings/currencies/${rate?.id}/remove`)
  expect(await rates()).toEqual([])
})

it('shows what was typed again when a rate is refused', async () => {
  const { rates, admin } = await start()
  const page = await admin.post('/settings/currencies', { currency: 'EUR', day: '2026-11-20', rate: '1,08' })
  expect([page.status, page.text.includes('“1,08” is not a rate.')]).toEqual([400, true])
  expect(page.html).toContain('value="1,08"')
  expect((await admin.post('/settings/currencies', {})).status).toBe(400)
  expect((await admin.post('/settings/currencies/none/correct', { rate: '1' })).status).toBe(404)
  expect(await rates()).toEqual([])
})

it('takes in a file, names the lines that it left out, and refuses what is no file', async () => {
  const { dashboard, rates, admin } = await start()
  const send = async (file: File | string) => {
    const body = new FormData()
    body.append('file', file)
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { origin: DASHBOARD_URL, cookie }
    const address = `${DASHBOARD_URL}/settings/currencies/import`
    const answer = await dashboard.app.request(address, { method: 'POST', body, headers })
    return { status: answer.status, html: await answer.text() }
  }
  const csv = 'date,currency,rate\n2026-11-02,EUR,1.08\n2026-11-03,EUR,soon\n'
  const page = await send(new File([csv], 'rates.csv'))
  expect([page.status, page.html.includes('1 added, 0 corrected, 0 as before')]).toEqual([200, true])
  expect(page.html).toContain('Line 3, rate: “soon” is not a rate.')
  expect(await rates()).toEqual([['EUR', '2026-11-02', '1.08']])
  expect(await send('words')).toMatchObject({ status: 400, html: expect.stringContaining('Choose a CSV file') })
  expect(await send(new File(['a,b\n1,2'], 'other.csv'))).toMatchObject({ status: 400 })
  expect(await rates()).toHaveLength(1)
})

it('lets managers look, and shows reps nothing', async () => {
  const { team, rates, rep, manager } = await start()
  await addRate(team.admin, { currency: 'EUR', day: '2026-11-20', rate: '1.0834' })
  const seen = await manager.get('/settings/currencies')
  expect(seen.text).toContain('1 EUR = 1.0834 USD')
  expect(seen.html).not.toContain('action="/settings/currencies')
  expect((await rep.get('/settings/currencies')).text).not.toContain('1.0834')
  for (const path of ['', '/import', '/any/correct', '/any/remove']) {
    const form = { currency: 'GBP', day: '2026-11-20', rate: '1' }
    expect((await manager.post(`/settings/currencies${path}`, form)).status, path).toBeGreaterThanOrEqual(400)
  }
  expect(await rates()).toHaveLength(1)
})
