import { expect, it } from 'vitest'
import {
  createOpportunity,
  deleteOpportunity,
  editOpportunity,
  getOpportunity,
  opportunityHistory,
} from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme renewal', value: 1_200_000, source: 'Fair' })
  const rep = await openDashboard(team).as(team.members.rep)
  return { team, rep, deal: () => getOpportunity(team.manager, 1) }
}

/** The small form of one fact, as the page has it. */
function formOfFact(html: string, fact: string): { open: boolean; fields: Record<string, string>; html: string } {
  const form = new RegExp(`<details class="fact" id="fact-${fact}".*?</details>`, 's').exec(html)?.[0] ?? ''
  const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)]
  const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))
  return { open: /^<details[^>]* open/.test(form), fields, html: form }
}

it('changes a single fact in its place, and nothing else', async () => {
  const { team, rep, deal } = await start()
  const { fields } = formOfFact((await rep.get('/deals/1')).html, 'value')
  expect(fields).toMatchObject({ version: '1', fact: 'value' })
  expect((await rep.submit('/deals/1/edit', { ...fields, value: '15k' })).text).toContain('D-1 is saved.')
  const [latest] = await opportunityHistory(team.rep, 1)
  expect(latest?.changes).toEqual({ value: [1_200_000, 1_500_000] })
  for (const [fact, typed] of [
    ['name', 'Acme again'],
    ['owner', team.members.otherRep.id],
    ['expectedCloseOn', '2027-01-31'],
    ['probability', '35'],
    ['source', 'Expo'],
    ['contact', 'jane@acme.com'],
  ] as const) {
    const form = formOfFact((await rep.get('/deals/1')).html, fact)
    await rep.submit('/deals/1/edit', { ...form.fields, [fact]: typed })
  }
  expect(await deal()).toMatchObject({
    ...{ name: 'Acme again', value: 1_500_000, owner: { name: 'Ben Rep' }, expectedCloseOn: '2027-01-31' },
    ...{ probability: 35, source: 'Expo', contact: { email: 'jane@acme.com' }, version: 8 },
  })
})

it('shows a fact that cannot be again in its own field, with what was typed and what is wrong', async () => {
  const { rep, deal } = await start()
  const { fields } = formOfFact((await rep.get('/deals/1')).html, 'value')
  const page = await rep.post('/deals/1/edit', { ...fields, value: 'much' })
  expect(page.status).toBe(400)
  const again = formOfFact(page.html, 'value')
  expect([again.open, formOfFact(page.html, 'name').open]).toEqual([true, false])
  expect(again.html).toContain('value="much"')
  expect(again.html).toContain('class="mistake"')
  expect(page.html).not.toMatch(/<details class="edit" id="edit" open/)
  expect(await deal()).toMatchObject({ value: 1_200_000, version: 1 })
})

it('says at the fact who was faster and with what, keeps what was typed, and applies it anyway when told to', async () => {
  const { team, rep, deal } = await start()
  const { fields } = formOfFact((await rep.get('/deals/1')).html, 'value')
  await editOpportunity(team.otherRep, { opportunity: 1, changes: { value: 1_500_000, source: 'Fair' } })
  const page = await rep.post('/deals/1/edit', { ...fields, value: '9k' })
  expect(page.status).toBe(409)
  const again = formOfFact(page.html, 'value')
  expect(again.open).toBe(true)
  for (const words of ['Ben Rep', '<del>$12,000</del>', '<ins>$15,000</ins>', 'value="9k"', 'Apply my change anyway']) {
    expect(again.html).toContain(words)
  }
  await rep.submit('/deals/1/edit', { ...again.fields, value: '9k' })
  expect(await deal()).toMatchObject({ value: 900_000, source: 'Fair' })
})

it('offers no field for a fact of the past, nor of a deleted deal', async () => {
  const { team, rep } = await start()
  team.clock.advance({ days: 1 })
  expect((await rep.get('/deals/1?asOf=2026-11-23')).html).not.toContain('class="fact"')
  await deleteOpportunity(team.manager, { opportunity: 1 })
  const manager = await openDashboard(team).as(team.members.manager)
  expect((await manager.get('/deals/1')).html).not.toContain('class="fact"')
})
