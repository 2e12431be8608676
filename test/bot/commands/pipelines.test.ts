import { describe, expect, it } from 'vitest'
import { listPipelines } from '../../../src/core/index.ts'
import type { Message, View } from '../../../src/sandbox/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

async function start() {
  const office = await officeWithDeals()
  const dana = office.slack.as('Dana')
  const shown = (await dana.command('/deal pipelines')).ephemeral as Message
  const open = async (label: string) => (await dana.click(shown, label)).modal as View
  const submit = async (label: string, entries: Parameters<typeof dana.submit>[1]) =>
    dana.submit(await open(label), entries)
  const stages = async () => {
    const all = await listPipelines(await office.ctxOf('Dana'))
    return all.map(({ name, stages: list }) => `${name}: ${list.map((stage) => stage.name).join(', ')}`)
  }
  return { ...office, dana, shown, open, submit, stages }
}

describe('/deal pipelines', () => {
  it('lists the pipelines with their stages, and tells a rep kindly whom to ask', async () => {
    const { ana, shown } = await start()
    expect(words(shown)).toContain('*Sales*\nProspecting 10 % → Qualification 25 % → Proposal 50 % → Negotiation 75 %')
    expect(await ana('pipelines')).toContain('Only admins change pipelines. Ask Dana Bright.')
    expect(await ana('pipelines')).not.toContain('New pipeline')
  })

  it('creates a pipeline, one stage in each line', async () => {
    const { dana, submit, stages } = await start()
    await submit('New pipeline…', { Name: 'Partners', Stages: 'Intro 20 %\n\nDemo\nContract 80%' })
    expect(await stages()).toContain('Partners: Intro, Demo, Contract')
    expect(words((await dana.command('/deal pipelines')).ephemeral)).toMatch(/Intro 20 % → Demo \d+ % → Contract 80 %/)
    expect((await submit('New pipeline…', { Name: 'partners', Stages: 'A' })).errors?.name).toContain('already')
    expect((await submit('New pipeline…', { Name: 'Odd', Stages: 'Won' })).errors).toBeDefined()
    expect((await submit('New pipeline…', { Name: 'Odd', Stages: ' \n ' })).errors?.stages).toBeDefined()
    expect(await stages()).toHaveLength(2)
  })

  it('renames the pipeline and its stages, all of it or nothing', async () => {
    const { submit, stages } = await start()
    const refused = await submit('Rename…', { Name: 'Direct', 'Stage Proposal': 'Offer', 'Stage Negotiation': 'Won' })
    expect(Object.entries(refused.errors ?? {})).toMatchObject([
      [expect.stringMatching(/^stage:/), expect.stringContaining('cannot be called Won')],
    ])
    expect(await stages()).toEqual(['Sales: Prospecting, Qualification, Proposal, Negotiation'])
    await submit('Rename…', { Name: 'Direct', 'Stage Proposal': 'Offer' })
    expect(await stages()).toEqual(['Direct: Prospecting, Qualification, Offer, Negotiation'])
  })

  it('adds a stage and puts them in another order', async () => {
    const { submit, stages } = await start()
    await submit('Add a stage…', { Name: 'Demo', Before: 'Proposal', Probability: '40 %' })
    expect(await stages()).toEqual(['Sales: Prospecting, Qualification, Demo, Proposal, Negotiation'])
    expect((await submit('Add a stage…', { Name: 'X', Probability: 'half' })).errors?.probability).toBeDefined()
    const order = 'Demo\nProspecting\nQualification\nProposal\nNegotiation'
    expect((await submit('Order of stages…', { Stages: 'Demo' })).errors?.stages).toContain('exactly once')
    expect((await submit('Order of stages…', { Stages: 'Dmo' })).errors?.stages).toContain('Did you mean Demo?')
    await submit('Order of stages…', { Stages: order })
    expect(await stages()).toEqual([`Sales: ${order.replaceAll('\n', ', ')}`])
  })

  it('retires a stage and a pipeline, whose open deals go where the person says', async () => {
    const { submit, open, stages, ana, told } = await start()
    expect(words(await open('Retire the pipeline…'))).toContain('Sales is the only pipeline.')
    await submit('Retire a stage…', { Stage: 'Proposal', 'Its open deals go to': 'Negotiation' })
    expect(words(await told('Dana', /retired/))).toContain('The stage is retired; 1 open deal moved.')
    expect(await ana('D-1')).toContain('Open in Negotiation')
    await submit('New pipeline…', { Name: 'Partners', Stages: 'Intro' })
    expect((await submit('Retire the pipeline…', {})).errors?.target).toContain('Sales has open deals')
    await submit('Retire the pipeline…', { 'Its open deals go to': 'Partners: Intro' })
    expect(await stages()).toEqual(['Partners: Intro'])
    expect(await ana('D-1')).toContain('Open in Intro · Partners')
  })

  it('leaves the say to core: a form in the hands of somebody who is no admin is refused on its field', async () => {
    const { slack, shown } = await start()
    const ana = slack.as('Ana')
    const { modal } = await ana.click(shown, 'Add a stage…')
    const { errors } = await ana.submit(modal as View, { Name: 'Demo' })
    expect(Object.values(errors ?? {}).join()).toContain('Only admins can add stages.')
  })
})
