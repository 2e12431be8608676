import { expect, it } from 'vitest'
import {
  closeOpportunity,
  createOpportunity,
  editOpportunity,
  getOpportunity,
  listNotes,
  moveOpportunity,
  opportunityHistory,
} from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

async function start() {
  const team = await makeTeam(await sqlite.fresh())
  const dashboard = openDashboard(team)
  await createOpportunity(team.rep, { name: 'Acme renewal', value: 1_200_000, source: 'Fair' })
  return {
    team,
    rep: await dashboard.as(team.members.rep),
    manager: await dashboard.as(team.members.manager),
    deal: () => getOpportunity(team.manager, 1, { deleted: true }),
  }
}

it('shows the facts, the notes and the whole history with who, how and what was before', async () => {
  const { team, rep } = await start()
  team.clock.advance({ minutes: 5 })
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
  await rep.submit('/deals/1/notes', { text: 'Called Jane.' })
  const { text } = await rep.get('/deals/1')
  for (const words of ['Acme renewal', '$12,000', 'Sales · Proposal', 'Called Jane.', 'Source Fair'])
    expect(text).toContain(words)
  expect(text).toContain('Ben Rep moved it in Slack · 23 Nov 2026 09:05 Stage Prospecting → now Proposal')
  expect(text).toContain('Ana Rep created the deal')
})

it('creates a deal from its form: amounts in words, a contact by name and address, a first note', async () => {
  const { team, rep } = await start()
  const { pipeline } = await getOpportunity(team.rep, 1)
  const form = (await rep.get('/deals/new')).html
  const [, stage = ''] = /<option value="([^"]+)"[^>]*>Qualification</.exec(form) ?? []
  const page = await rep.submit('/deals/new', {
    name: 'Globex',
    value: '1.5k EUR',
    stage,
    owner: '',
    contact: 'Jane Doe <jane@globex.example>',
    expectedCloseOn: '2026-12-31',
    source: '',
    probability: '',
    tags: 'big #north',
    note: 'Met at the fair.',
  })
  expect(page.text).toContain('D-2 is created.')
  const deal = await getOpportunity(team.rep, 2)
  expect(deal).toMatchObject({
    value: 150_000,
    currency: 'EUR',
    owner: null,
    source: null,
    probability: null,
    pipeline,
  })
  expect(deal.stage.name).toBe('Qualification')
  expect(deal.contact).toMatchObject({ name: 'Jane Doe', email: 'jane@globex.example' })
  expect(deal.tags).toEqual(['big', 'north'])
  expect((await listNotes(team.rep, 2)).map(({ text }) => text)).toEqual(['Met at the fair.'])
})

it.each([
  [{ name: ' ' }, 'Write a name.'],
  [{ name: 'Globex', value: 'a lot' }, '“a lot” is not an amount.'],
  [{ name: 'Globex', value: '-5' }, 'cannot be negative'],
  [{ name: 'Globex', probability: '101' }, 'from 0 to 100'],
  [{ name: 'Globex', probability: 'half' }, 'from 0 to 100'],
  [{ name: 'Globex', expectedCloseOn: '2026-02-30' }, 'is not a date'],
  [{ name: 'Globex', tags: 'b/d' }, 'cannot be a tag'],
  [{ name: 'Globex', stage: 'gone' }, 'This stage does not exist any more.'],
])('shows the form again, with what was typed and what is wrong with it: %j', async (typed, words) => {
  const { team, rep } = await start()
  const page = await rep.post('/deals/new', { source: 'My source', ...typed })
  expect(page.status).toBe(400)
  expect(page.text).toContain(words)
  expect(page.html).toContain('value="My source"')
  await expect(getOpportunity(team.rep, 2)).rejects.toThrow('D-2')
})

it('makes one change of what is different in the edit form', async () => {
  const { team, rep, deal } = await start()
  const form = { version: '1', name: 'Acme renewal', value: '15000 USD', source: 'Fair', owner: team.members.rep.id }
  const page = await rep.submit('/deals/1/edit', form)
  expect(page.text).toContain('D-1 is saved.')
  expect(await deal()).toMatchObject({ value: 1_500_000, version: 2 })
  const [latest] = await opportunityHistory(team.rep, 1)
  expect(latest).toMatchObject({ kind: 'edited', via: 'web', changes: { value: [1_200_000, 1_500_000] } })
})

it('keeps the input when somebody was faster, and changes nothing', async () => {
  const { team, rep, deal } = await start()
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
  const page = await rep.post('/deals/1/edit', { version: '1', name: 'Acme renewal 2027', value: '9k' })
  expect(page.status).toBe(409)
  expect(page.text).toContain('Ben Rep moved D-1 to Proposal meanwhile.')
  expect(page.html).toContain('value="Acme renewal 2027"')
  expect((await deal()).name).toBe('Acme renewal')
})

it('shows who changed what meanwhile, and applies the change anyway when told to', async () => {
  const { team, rep, deal } = await start()
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  await editOpportunity(team.otherRep, { opportunity: 1, changes: { value: 1_500_000 } })
  const edited = await rep.post('/deals/1/edit', { version: '1', name: 'Acme renewal 2027' })
  expect(edited.text).toMatch(/Ben Rep edited it in Slack · .* Value \$12,000 → now \$15,000/)
  expect(edited.text).toContain('Apply my change anyway')

  const moved = await rep.post('/deals/1/close', { version: '1', status: 'lost' })
  expect(moved.text).toMatch(/Ben Rep edited it in Slack .* Apply my change anyway/)
  const again = { version: hidden(moved.html, 'version'), status: hidden(moved.html, 'status') }
  expect(again).toEqual({ version: '2', status: 'lost' })
  expect((await rep.submit('/deals/1/close', again)).text).toContain('D-1 is marked as lost.')
  expect(await deal()).toMatchObject({ status: 'lost', value: 1_500_000 })

  const tooLate = await rep.post('/deals/1/move', { version: '2', stage: 'Proposal' })
  expect(tooLate.text).toContain('Ana Rep marked it as lost')
  expect(tooLate.text).not.toContain('Apply my change anyway')
})

it('undoes nothing that somebody else changed meanwhile when the form is sent once more', async () => {
  const { team, rep, deal } = await start()
  const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  const fieldsIn = (html: string) => {
    const form = html.slice(html.indexOf('id="edit"'))
    return { version: hidden(form, 'version'), was: hidden(form, 'was').replaceAll('&quot;', '"') }
  }
  const first = fieldsIn((await rep.get('/deals/1')).html)
  const { stage } = await deal()
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Proposal' })
  const refused = await rep.post('/deals/1/edit', { ...first, name: 'Acme renewal 2027', stage: stage.id })
  expect(refused.status).toBe(409)
  expect(refused.html).toMatch(/selected[^>]*>Proposal</)
  const again = fieldsIn(refused.html)
  await rep.submit('/deals/1/edit', { ...again, name: 'Acme renewal 2027', stage: (await deal()).stage.id })
  expect(await deal()).toMatchObject({ name: 'Acme renewal 2027', stage: { name: 'Proposal' } })
})

it('moves, closes with a reason, reopens and assigns by plain forms', async () => {
  const { team, rep, deal } = await start()
  const html = (await rep.get('/deals/1')).html
  const [, stage = ''] = /name="stage" value="([^"]+)"[^>]*>Negotiation</.exec(html) ?? []
  expect((await rep.submit('/deals/1/move', { stage, version: '1' })).text).toContain('D-1 is in Negotiation now.')
  const [, reason = ''] = /<option value="([^"]+)">Competitor</.exec(html) ?? []
  const lost = await rep.submit('/deals/1/close', { status: 'lost', reason, version: '2' })
  expect(lost.text).toContain('Reason Competitor')
  expect((await rep.submit('/deals/1/reopen', { version: '3' })).text).toContain('D-1 is open again, in Negotiation.')
  await rep.submit('/deals/1/assign', { owner: team.members.otherRep.id })
  expect((await deal()).owner?.name).toBe('Ben Rep')
})

it('says on the page why an ending is not possible', async () => {
  const { team, rep } = await start()
  await closeOpportunity(team.rep, { opportunity: 1, status: 'won' })
  const page = await rep.post('/deals/1/close', { status: 'lost' })
  expect([page.status, page.text.includes('D-1 is already won. Reopen it first.')]).toEqual([409, true])
  expect((await rep.post('/deals/1/close', { status: 'gone' })).status).toBe(400)
})

it('offers reps no deleting and no dating back, and carries out neither', async () => {
  const { rep, manager, deal } = await start()
  const page = await rep.get('/deals/1')
  expect([page.text.includes('Delete'), page.html.includes('name="closedOn"')]).toEqual([false, false])
  expect((await rep.post('/deals/1/delete')).status).toBe(403)
  expect((await rep.post('/deals/1/close', { status: 'won', closedOn: '2026-11-22' })).status).toBe(403)
  expect(await deal()).toMatchObject({ status: 'open', deletedAt: null })
  expect((await manager.get('/deals/1')).text).toContain('Delete D-1')
})

it('lets managers delete a deal and bring it back; reps see it gone', async () => {
  const { rep, manager, deal } = await start()
  expect((await manager.submit('/deals/1/delete', { version: '1' })).text).toContain('D-1 was deleted.')
  expect((await rep.get('/deals/1')).status).toBe(404)
  await manager.submit('/deals/1/restore')
  expect((await deal()).deletedAt).toBeNull()
})

it('adds no empty note', async () => {
  const { rep } = await start()
  const page = await rep.post('/deals/1/notes', { text: '  ' })
  expect([page.status, page.text.includes('Write a text.')]).toEqual([400, true])
})
