import { describe, expect, it } from 'vitest'
import { createPipeline, getOpportunity, listNotes, saveContact } from '../../../src/core/index.ts'
import type { View } from '../../../src/sandbox/index.ts'
import { type Office, officeWithDeals, words } from '../../support/office.ts'

/** The office with a second pipeline, Partners: Intro, Contract. */
async function withPartners() {
  const office = await officeWithDeals()
  await office.slack.as('Dana').command('/deal')
  const stages = [{ name: 'Intro' }, { name: 'Contract' }]
  await createPipeline(await office.ctxOf('Dana'), { name: 'Partners', stages })
  return office
}

async function form(office: Office, line: string, who = 'Ana'): Promise<View> {
  return (await office.slack.as(who).command(`/deal ${line}`)).modal as View
}

describe('the form of a verb', () => {
  it('holds its place on the screen before anything is read, and is filled then', async () => {
    const office = await officeWithDeals()
    await form(office, 'edit D-1')
    const [opened] = office.slack.calls('views.open')
    const [updated] = office.slack.calls('views.update')
    expect(JSON.stringify(opened?.params.view)).toContain('One moment…')
    expect(JSON.stringify(opened?.params.view)).not.toContain('Acme')
    expect(JSON.stringify(updated?.params.view)).toContain('Acme renewal')
    expect(updated?.params.hash).toMatch(/\S/)
  })

  it('is rendered once more when Slack shows another version by now, and only once', async () => {
    const office = await officeWithDeals()
    office.slack.fail('views.update', 'hash_conflict', { times: 1 })
    expect(words(await form(office, 'move D-1'))).toContain('Proposal')
    office.slack.fail('views.update', 'hash_conflict')
    expect(words(await form(office, 'move D-1'))).toContain('One moment')
    expect(office.slack.calls('views.update')).toHaveLength(4)
  })

  it.each([
    ['move D-1', { Stage: 'Negotiation' }, /Open in Negotiation/],
    ['value D-1', { Value: '15k' }, /\$15,000/],
    ['assign D-1', { Owner: null }, /\*Owner\*\nnobody/],
    ['close-date D-1', { 'Expected close': '2027-03-01' }, /1 Mar 2027/],
    ['note D-1', { Note: 'Call Jane' }, /D-1 Acme renewal/],
    ['edit D-1', { Name: 'Globex big' }, /D-1 Globex big/],
  ])('/deal %s does with fields what words do', async (line, entries, says) => {
    const office = await officeWithDeals()
    const sent = await office.slack.as('Ana').submit(await form(office, line), entries)
    expect([sent.errors, sent.trouble]).toEqual([undefined, undefined])
    expect(await office.ana('D-1')).toMatch(says)
  })

  it.each([
    ['follow', /You follow D-1 Acme renewal/],
    ['show', /D-1 Acme renewal[\s\S]*Open in/],
    ['history', /created it/],
  ])('/deal %s alone asks for the deal, and needs no more', async (line, says) => {
    const office = await officeWithDeals()
    const ana = office.slack.as('Ana')
    const asked = await form(office, line)
    expect((await ana.typeahead(asked, 'Which deal?', 'renewal')).map(({ text }) => text.text)).toEqual([
      'D-1 Acme renewal',
    ])
    await ana.submit(asked, { 'Which deal?': 'D-1' })
    await office.told('Ana', says)
  })

  it.each([
    ['move', { Stage: 'Negotiation' }, /Open in Negotiation/],
    ['won', { 'Worth in the end': '15k' }, /Won on[\s\S]*\$15,000/],
    ['lost', { 'Why was D-1 lost?': 'Price' }, /Lost on 23 Nov 2026: Price/],
    ['abandon', { 'Why was D-1 abandoned?': 'Not a fit' }, /Abandoned on 23 Nov 2026: Not a fit/],
  ])('/deal %s alone asks for the deal first', async (line, entries, says) => {
    const office = await officeWithDeals()
    const ana = office.slack.as('Ana')
    const picker = await form(office, line)
    expect(words(picker)).toContain('Which deal?')
    expect((await ana.typeahead(picker, 'Which deal?', 'acme')).map(({ text }) => text.text).sort()).toEqual([
      'D-1 Acme renewal',
      'D-2 Acme upgrade',
    ])
    const whole = (await ana.choose(picker, 'Which deal?', 'D-1')).modal as View
    await ana.submit(whole, entries)
    expect(await office.ana('D-1')).toMatch(says)
  })

  it('asks which of several deals was meant, and offers what is called nearly so', async () => {
    const office = await officeWithDeals()
    const ana = office.slack.as('Ana')
    const several = await form(office, 'move acme')
    expect(words(several)).toContain('Several deals match “acme”. Which one?')
    const near = await form(office, 'move glboex')
    expect(words(near)).toMatch(/No deal’s name, .* contains “glboex”[\s\S]*D-3 Globex/)
    const whole = (await ana.click(near, 'This one')).modal as View
    expect(whole.title?.text).toBe('Move D-3')
    expect(words(await form(office, 'move D-99'))).toContain('There is no deal D-99.')
  })

  it('says what stands in the way where the deal is closed, or not', async () => {
    const office = await officeWithDeals()
    await office.ana('won D-1')
    expect(words(await form(office, 'move D-1'))).toContain('D-1 is already won. Reopen it first.')
    const ana = office.slack.as('Ana')
    const whole = (await ana.choose(await form(office, 'reopen'), 'Which deal?', 'D-1')).modal as View
    await ana.submit(whole, { 'In stage': 'Negotiation' })
    expect(await office.ana('D-1')).toContain('Open in Negotiation')
  })

  it('deletes and restores for managers; a rep reads why not', async () => {
    const office = await officeWithDeals()
    const [ana, dana] = [office.slack.as('Ana'), office.slack.as('Dana')]
    const mine = (await ana.choose(await form(office, 'delete'), 'Which deal?', 'D-1')).modal as View
    expect(words((await ana.submit(mine)).modal)).toContain('Only managers and admins can delete deals.')
    const hers = (await dana.choose(await form(office, 'delete', 'Dana'), 'Which deal?', 'D-1')).modal as View
    await dana.submit(hers)
    expect(await office.ana('D-1')).toContain('D-1 was deleted')
    const again = await form(office, 'restore', 'Dana')
    expect((await dana.submit(again, { 'Deleted deal': 'Acme' })).errors?.deal).toContain('by its reference')
    await dana.submit(again, { 'Deleted deal': 'D-1' })
    expect(await office.ana('D-1')).toContain('Open in Proposal')
  })
})

describe('fields that depend on others', () => {
  it('offer the stages of the pipeline that was chosen, and keep what was typed', async () => {
    const office = await withPartners()
    const ana = office.slack.as('Ana')
    const modal = await form(office, 'new')
    expect(words(modal)).not.toContain('Contract')
    await ana.submit(modal, { Name: 'Initech', Value: 'a lot' })
    const renewed = (await ana.choose(modal, 'Pipeline', 'Partners')).modal as View
    expect(words(renewed)).toContain('Contract')
    expect(words(renewed)).not.toContain('Negotiation')
    await ana.submit(renewed, { Stage: 'Contract', Value: '5k' })
    expect(words(await office.card('D-4'))).toMatch(/D-4 Initech[\s\S]*Open in Contract · Partners[\s\S]*\$5,000/)
  })

  it('move a deal to another pipeline by the form of every verb that can', async () => {
    const office = await withPartners()
    const ana = office.slack.as('Ana')
    const moving = (await ana.choose(await form(office, 'move D-1'), 'Pipeline', 'Partners')).modal as View
    await ana.submit(moving)
    expect(await office.ana('D-1')).toContain('Open in Intro · Partners')
    const editing = (await ana.choose(await form(office, 'edit D-2'), 'Pipeline', 'Partners')).modal as View
    await ana.submit(editing, { Stage: 'Contract', Name: 'Acme partner' })
    expect(await office.ana('D-2')).toMatch(/Acme partner[\s\S]*Open in Contract · Partners/)
  })

  it('refuse a stage that is not of the pipeline on its field', async () => {
    const office = await withPartners()
    const modal = await form(office, 'move D-1')
    const partners = (await office.ctxOf('Ana')) && modal.blocks[0]?.element?.options?.[1]
    const forged = {
      ...modal.typed,
      pipeline: { 'deal.move.again': { type: 'static_select', selected_option: partners } },
    }
    office.slack.workspace.replaceView({ ...modal, typed: forged as View['typed'] })
    const { errors } = await office.slack.as('Ana').submit(modal)
    expect(Object.keys(errors ?? {})[0]).toMatch(/^stage@/)
  })

  it('ask for the reasons of the ending that was chosen', async () => {
    const office = await officeWithDeals()
    const ana = office.slack.as('Ana')
    const first = (await ana.choose(await form(office, 'lost'), 'Which deal?', 'D-1')).modal as View
    expect((await ana.typeahead(first, 'Why was D-1 lost?', 'pri')).map(({ text }) => text.text)).toEqual(['Price'])
    const other = (await ana.choose(first, 'Ends as', 'Abandoned')).modal as View
    await ana.submit(other, { 'Why was D-1 abandoned?': 'No response', Note: 'Silence since May' })
    expect(await office.ana('D-1')).toContain('Abandoned on 23 Nov 2026: No response')
    expect(await listNotes(await office.ctxOf('Ana'), 1)).toMatchObject([{ text: 'Silence since May' }])
  })
})

describe('menus that search', () => {
  it('find contacts, sources and owners, and take what is new', async () => {
    const office = await officeWithDeals()
    const ana = office.slack.as('Ana')
    await saveContact(await office.ctxOf('Ana'), { name: 'Jane Doe', email: 'jane@acme.com', company: 'Acme' })
    await office.ana('new Initech source:Fair')
    const modal = await form(office, 'edit D-1')
    const offered = async (field: string, typed: string) =>
      (await ana.typeahead(modal, field, typed)).map(({ text }) => text.text)
    expect(await offered('Contact', 'jane')).toEqual(['Jane Doe, Acme, jane@acme.com', 'jane (new)'])
    expect(await offered('Contact', 'jane doe')).toEqual(['Jane Doe, Acme, jane@acme.com'])
    expect(await offered('Source', 'fa')).toEqual(['Fair', 'fa (new)'])
    expect(await offered('Source', 'fair')).toEqual(['Fair'])
    expect(await offered('Contact', 'x'.repeat(300))).toEqual([])
    await ana.submit(modal, { Contact: 'Jane Doe', Source: 'Podcast' })
    const deal = await getOpportunity(await office.ctxOf('Ana'), 1)
    expect(deal).toMatchObject({ source: 'Podcast', contact: { email: 'jane@acme.com', company: 'Acme' } })
  })
})

describe('a form about a deal that changed meanwhile', () => {
  it.each([
    ['value D-1', { Value: '15k' }, /\$15,000/],
    ['assign D-1', { Owner: null }, /\*Owner\*\nnobody/],
    ['close-date D-1', { 'Expected close': '2027-03-01' }, /1 Mar 2027/],
    ['move D-1', { Stage: 'Qualification' }, /Open in Qualification/],
  ])('/deal %s shows who did what, and does it all the same when told to', async (line, entries, says) => {
    const office = await officeWithDeals()
    const ben = office.slack.as('Ben')
    const modal = await form(office, line, 'Ben')
    await office.ana('move D-1 to Negotiation')
    const again = (await ben.submit(modal, entries)).modal as View
    expect(words(again)).toContain('Ana Reyes moved it from Proposal to Negotiation just now')
    await ben.submit(again)
    expect(await office.ana('D-1')).toMatch(says)
  })

  it('does nothing twice: what somebody did already is as wanted', async () => {
    const office = await officeWithDeals()
    const modal = await form(office, 'move D-1', 'Ben')
    await office.ana('move D-1 to Negotiation')
    const ben = office.slack.as('Ben')
    await ben.submit(modal, { Stage: 'Negotiation' })
    expect(ben.modal).toBeNull()
  })

  it('offers nothing where the deal was closed meanwhile', async () => {
    const office = await officeWithDeals()
    const modal = await form(office, 'move D-1', 'Ben')
    await office.ana('won D-1')
    const again = (await office.slack.as('Ben').submit(modal, { Stage: 'Negotiation' })).modal as View
    expect(words(again)).toMatch(/Ana Reyes won it[\s\S]*D-1 is already won. Reopen it first./)
    expect(again.submit).toBeNull()
  })
})
