import { describe, expect, it } from 'vitest'
import { createMember, createOpportunity, createPipeline, createReason, saveContact } from '../../../src/core/index.ts'
import type { View } from '../../../src/sandbox/index.ts'
import { officeWithDeals } from '../../support/office.ts'

const long = (length: number, begin: string) => `${begin} ${'🏔️é'.repeat(length)}`.slice(0, length)

/** A workspace in which everything is as long and as many as core allows. */
async function crowded() {
  const office = await officeWithDeals()
  await office.slack.as('Dana').command('/deal')
  const dana = await office.ctxOf('Dana')
  const stages = Array.from({ length: 50 }, (_, i) => ({ name: long(58, `${i}`) }))
  for (let i = 0; i < 3; i += 1) await createPipeline(dana, { name: long(190, `P${i}`), stages })
  for (let i = 0; i < 110; i += 1) {
    await createMember(dana, { name: long(90, `Rep ${i}`), email: `rep${i}@northwind.example` })
    await createReason(dana, { name: long(60, `R${i}`), status: 'lost' })
  }
  const contact = await saveContact(dana, { name: long(190, 'Jane'), company: long(190, 'Acme') })
  const facts = { contact: contact.id, source: long(95, 'Fair'), tags: Array.from({ length: 20 }, (_, i) => `t${i}`) }
  await createOpportunity(dana, { name: long(250, 'Huge'), pipeline: long(190, 'P1'), value: 1, ...facts })
  return office
}

describe('forms keep to Slack’s limits where everything is long and many', () => {
  it('every one opens, with all its menus, whole', async () => {
    const { slack } = await crowded()
    const dana = slack.as('Dana')
    for (const line of [
      'new',
      'edit D-4',
      'move D-4',
      'move huge',
      'assign D-4',
      'value D-4',
      'note D-4',
      'move',
      'settings',
    ]) {
      const { trouble, modal } = await dana.command(`/deal ${line}`)
      expect([line, trouble]).toEqual([line, undefined])
      if (line !== 'settings') expect(modal?.title?.text.length).toBeLessThanOrEqual(24)
      if (modal) await dana.close(modal, { all: true })
    }
    const { modal, trouble } = await dana.command('/deal edit D-4')
    expect(trouble).toBeUndefined()
    for (const field of ['Owner', 'Contact', 'Source'])
      expect((await dana.typeahead(modal as View, field, '')).length).toBeGreaterThan(0)
    const other = await dana.choose(modal as View, 'Pipeline', 'P2')
    expect([other.trouble, other.modal?.title?.text]).toEqual([undefined, 'Edit D-4'])
  })

  it('and lists of choices are cut to what Slack shows', async () => {
    const { slack } = await crowded()
    const dana = slack.as('Dana')
    expect((await dana.command('/deal pipelines')).trouble).toBeUndefined()
    const picker = (await dana.command('/deal lost')).modal as View
    const closing = (await dana.choose(picker, 'Which deal?', 'D-4')).modal as View
    expect(await dana.typeahead(closing, 'Why was D-4 lost?', '')).toHaveLength(100)
    for (const line of ['assign D-4 to rep', 'lost D-4 because r', 'move D-4 to 1', 'new X in 4 pipeline:P'])
      expect([line, (await dana.command(`/deal ${line}`)).trouble]).toEqual([line, undefined])
  })
})
