import { expect, it } from 'vitest'
import {
  changeSettings,
  createOpportunity,
  createTask,
  getOpportunity,
  listPipelines,
  moveOpportunity,
  retireStage,
} from '../../../src/core/index.ts'
import { openDashboard } from '../../support/dashboard.ts'
import { sqlite } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const SCRIPT = { accept: 'application/json' }

/** Three open deals: Acme and Globex in Prospecting, Initech in Proposal. */
async function start() {
  const team = await makeTeam(await sqlite.fresh())
  await createOpportunity(team.rep, { name: 'Acme', value: 10_000, expectedCloseOn: '2026-11-20' })
  await createOpportunity(team.otherRep, { name: 'Globex', value: 30_000, expectedCloseOn: '2026-12-01' })
  await createOpportunity(team.rep, { name: 'Initech', stage: 'Proposal' })
  const [sales] = await listPipelines(team.rep)
  const stage = (name: string) => sales?.stages.find((one) => one.name === name)?.id ?? ''
  return { team, stage, browser: await openDashboard(team).as(team.members.rep) }
}

/** The names on the cards of each column, in order. */
function columnsIn(html: string): Record<string, string[]> {
  const columns = html.split(/data-column="[^"]*" data-name="/).slice(1)
  return Object.fromEntries(
    columns.map((column) => [
      column.slice(0, column.indexOf('"')),
      [...column.matchAll(/data-version="\d+" data-name="([^"]*)"/g)].map(([, name]) => name ?? ''),
    ]),
  )
}

it('shows the stages with their figures, and what a card should tell', async () => {
  const { team, browser } = await start()
  await createTask(team.rep, { opportunity: 1, text: 'Call Jane', dueOn: '2026-11-24' })
  const { html, text } = await browser.get('/board')
  expect(columnsIn(html)).toEqual({
    Prospecting: ['Acme', 'Globex'],
    Qualification: [],
    Proposal: ['Initech'],
    Negotiation: [],
  })
  expect(text).toContain('Sales 3 open deals · $400 · $40 weighted')
  expect(text).toContain('Prospecting 2 deals in Prospecting, as a list $400 $40 weighted')
  expect(text).toContain(
    'Acme D-1 $100 Expected to close Overdue 20 Nov 0 of 14 days AR Ana Rep Next: Call Jane tomorrow',
  )
  expect(html).toContain('aria-current="page">Board')
})

it('narrows down as lists do, sorts, and says what makes no sense', async () => {
  const { browser } = await start()
  const prospecting = async (query: string) => columnsIn((await browser.get(`/board?${query}`)).html).Prospecting
  expect(await prospecting('owner=Ben+Rep')).toEqual(['Globex'])
  expect(await prospecting('q=acm')).toEqual(['Acme'])
  expect(await prospecting('sort=-value')).toEqual(['Globex', 'Acme'])
  expect(await prospecting('sort=nonsense&shown=x:y')).toEqual(['Acme', 'Globex'])
  expect((await browser.get('/board?pipeline=Sails')).text).toContain('What you see is not narrowed down.')
})

it('sends few cards at once and offers more', async () => {
  const { team, browser } = await start()
  for (let n = 0; n < 40; n++) await createOpportunity(team.rep, { name: `Deal ${n}` })
  const first = await browser.get('/board')
  expect(columnsIn(first.html).Prospecting).toHaveLength(25)
  expect(first.text).toContain('17 more of 17 in Prospecting')
  const [, more = ''] = /<a class="button tight" href="([^"]*)" data-more/.exec(first.html) ?? []
  const second = await browser.get(more.replaceAll('&amp;', '&').split('#')[0] ?? '')
  expect(new Set(columnsIn(second.html).Prospecting).size).toBe(42)
})

it('moves a deal by its menu and goes back to the same board, which offers the way back', async () => {
  const { team, stage, browser } = await start()
  const back = '/board?owner=Ana+Rep'
  const page = await browser.submit('/board/1/move?version=1', { stage: stage('Proposal'), back })
  expect(page.text).toContain('Acme is in Proposal now.')
  expect(columnsIn(page.html).Proposal).toEqual(['Acme', 'Initech'])
  expect(page.html).toContain('action="/board/1/undo"')
  const undone = await browser.submit('/board/1/undo', { version: '2', back })
  expect(undone.text).toContain('Acme is back in Prospecting.')
  expect(undone.html).not.toContain('action="/board/1/undo"')
  expect(await getOpportunity(team.rep, 1)).toMatchObject({ version: 3, stage: { name: 'Prospecting' } })
})

it('refuses a move of a deal that changed meanwhile, and says who did what', async () => {
  const { team, stage, browser } = await start()
  await moveOpportunity(team.otherRep, { opportunity: 1, stage: 'Negotiation' })
  const page = await browser.post('/board/1/move?version=1', { stage: stage('Proposal'), back: '/board?q=acme' })
  expect(page.status).toBe(409)
  expect(page.text).toContain('Ben Rep moved D-1 to Negotiation meanwhile.')
  expect(columnsIn(page.html)).toMatchObject({ Negotiation: ['Acme'], Proposal: [] })
  const answer = await browser.post('/board/1/move', { stage: stage('Proposal'), version: '1' }, SCRIPT)
  expect(answer.status).toBe(409)
  expect(JSON.parse(answer.html).error.message).toContain('Ben Rep moved D-1 to Negotiation meanwhile.')
  expect(await getOpportunity(team.rep, 1)).toMatchObject({ version: 2 })
})

it('refuses a stage that was retired, a deal that is out of sight, and a way back that is closed', async () => {
  const { team, stage, browser } = await start()
  await retireStage(team.admin, { stage: stage('Qualification'), target: 'Proposal' })
  const retired = await browser.post('/board/1/move', { stage: stage('Qualification'), version: '1' }, SCRIPT)
  expect(retired.status).toBe(400)
  expect(JSON.parse(retired.html).error.message).toBe('The stage Qualification is retired. Choose another one.')
  await changeSettings(team.admin, { repsSee: 'own' })
  expect((await browser.post('/board/2/move', { stage: stage('Proposal') }, SCRIPT)).status).toBe(404)
  await browser.post('/board/1/move', { stage: stage('Proposal') })
  await moveOpportunity(team.manager, { opportunity: 1, stage: 'Negotiation' })
  const late = await browser.post('/board/1/undo', { version: '2' }, SCRIPT)
  expect(late.status).toBe(409)
  expect(JSON.parse(late.html).error.message).toContain('Mia Manager moved D-1 to Negotiation after you')
})

it('asks for the reason of a loss and for the value of a win, and closes the deal', async () => {
  const { team, browser } = await start()
  const asked = await browser.get('/board/1/close?status=lost', { referer: 'https://deals.acme.example/board?q=a' })
  expect(asked.text).toContain('Lost: Acme')
  expect(asked.html).toContain('name="back" value="/board?q=a"')
  const [, price = ''] = /<option value="([^"]*)">Price/.exec(asked.html) ?? []
  const lost = await browser.submit('/board/1/close', { status: 'lost', reason: price, version: '1' })
  expect(lost.text).toContain('Acme is marked as lost.')
  expect(await getOpportunity(team.rep, 1)).toMatchObject({ status: 'lost', reason: { name: 'Price' } })

  expect((await browser.get('/board/2/close?status=won')).html).toContain('value="300 USD"')
  const wrong = await browser.post('/board/2/close', { status: 'won', value: 'lots', version: '1' })
  expect(wrong.status).toBe(400)
  expect(wrong.html).toContain('value="lots"')
  const won = await browser.submit('/board/2/close', { status: 'won', value: '450', version: '1' })
  expect(won.text).toContain('Globex is won. Well done!')
  expect(await getOpportunity(team.rep, 2)).toMatchObject({ status: 'won', value: 45_000 })
  expect((await browser.get('/board/3/close?status=gone')).status).toBe(400)
})

it('is read-only in the past, and says so', async () => {
  const { team, browser } = await start()
  team.clock.advance({ hours: 2 })
  await moveOpportunity(team.rep, { opportunity: 1, stage: 'Proposal' })
  const { html, text } = await browser.get('/board?asOf=2026-11-23T09:00:00Z')
  expect(columnsIn(html).Prospecting).toEqual(['Acme', 'Globex'])
  expect(text).toContain('Nothing can be moved here: this is how the board stood then.')
  expect(html).not.toContain('data-grip')
  expect(html).not.toContain('/board/1/')
})

it('leads nobody elsewhere, and nobody in who is not signed in', async () => {
  const { team, stage, browser } = await start()
  const answer = await browser.post('/board/1/move', { stage: stage('Proposal'), back: '//evil.example/board' })
  expect(answer.headers.get('location')).toBe('/board?undo=1.2')
  expect((await openDashboard(team).visitor().get('/board')).text).not.toContain('Acme D-1')
  expect((await browser.post('/board/nine/move', {})).status).toBe(404)
})
