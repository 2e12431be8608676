import { expect, it } from 'vitest'
import { readFilters } from '../../src/web/filters.ts'
import { DASHBOARD_URL } from '../support/dashboard.ts'
import { sqlite } from '../support/databases.ts'
import { makeTeam } from '../support/team.ts'

async function read(query: string) {
  const team = await makeTeam(await sqlite.fresh())
  return { team, page: await readFilters(team.rep, `${DASHBOARD_URL}/${query}`, { defaultPeriod: 'this-quarter' }) }
}

it('takes the default period when the address names none', async () => {
  const { page } = await read('')
  expect(page.filters.period.preset).toBe('this-quarter')
  expect([page.entries, page.query, page.refusal]).toEqual([[], '', null])
})

it('keeps what was chosen for links, without what was left empty', async () => {
  const { team, page } = await read('?pipeline=sales&owner=&source=Fair&cursor=abc&period=last-month&from=&to=')
  expect(page.query).toBe('?pipeline=sales&source=Fair&period=last-month')
  expect(page.filters.source).toEqual(['Fair'])
  expect(page.filters.pipeline).toHaveLength(1)
  expect(team.workspace.timeZone).toBe('Europe/Berlin')
})

it('means the preset when own dates are left over in the form, and the dates when they are asked for', async () => {
  const leftOver = await read('?period=last-month&from=2026-01-01&to=2026-02-01')
  expect(leftOver.page.filters.period.preset).toBe('last-month')
  const own = await read('?period=custom&from=2026-01-01&to=2026-02-01')
  expect(own.page.filters.period).toMatchObject({ preset: 'custom', fromDate: '2026-01-01', toDate: '2026-02-01' })
})

it('reads a moment by the clocks of the workspace', async () => {
  const { page } = await read('?asOf=2026-09-01T12:00')
  expect(page.filters.asOf).toBe('2026-09-01T10:00:00.000Z')
  expect(page.query).toBe('?asOf=2026-09-01T10%3A00%3A00.000Z')
})

it('says what is wrong and goes on with the defaults', async () => {
  const { page } = await read('?pipeline=Sails&period=this-year')
  expect(page.refusal?.message).toContain('Sails')
  expect([page.filters.pipeline, page.filters.period.preset, page.query]).toEqual([[], 'this-quarter', ''])
})
