import { expect, test } from 'vitest'
import { contactFromWords, findContacts, getContact, saveContact } from '../../../src/core/index.ts'
import { describeEachEngine } from '../../support/databases.ts'
import { makeTeam } from '../../support/team.ts'

const jane = { name: 'Jane Doe', email: 'Jane@Acme.com', company: 'Acme' }

describeEachEngine('contacts', (engine) => {
  test('a contact is saved with its address in small letters and read again', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const saved = await saveContact(rep, jane)
    expect(saved).toMatchObject({ name: 'Jane Doe', email: 'jane@acme.com', phone: null, company: 'Acme' })
    expect(await getContact(rep, saved.id)).toEqual(saved)
  })

  test('the same address is the same contact: gaps are filled, what is known stays', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const first = await saveContact(rep, jane)
    const again = await saveContact(rep, { name: 'J. D.', email: 'JANE@acme.com', phone: '+1 555', company: 'Other' })
    expect(again).toEqual({ ...first, phone: '+1 555' })
  })

  test('the same address saved twice at once is one contact', async () => {
    const { rep, otherRep } = await makeTeam(await engine.fresh())
    const [a, b] = await Promise.all([saveContact(rep, jane), saveContact(otherRep, jane)])
    expect(a.id).toBe(b.id)
  })

  test('a contact is changed by its id; fields that are left out stay, null empties', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const { id } = await saveContact(rep, { ...jane, phone: '+1 555' })
    expect(await saveContact(rep, { id, name: 'Jane Smith', email: null })).toEqual({
      id,
      name: 'Jane Smith',
      email: null,
      phone: '+1 555',
      company: 'Acme',
    })
  })

  test('a contact cannot take the address of another one', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await saveContact(rep, jane)
    const { id } = await saveContact(rep, { name: 'John Doe' })
    await expect(saveContact(rep, { id, name: 'John Doe', email: 'jane@acme.com' })).rejects.toMatchObject({
      code: 'conflict',
      message: 'jane@acme.com belongs to Jane Doe already.',
    })
  })

  test('what is no address, or no name, is refused by field', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await expect(saveContact(rep, { name: 'Jane', email: 'jane at acme' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { email: '“jane at acme” is not an e-mail address. Write it like jane@acme.com.' },
    })
    await expect(saveContact(rep, { name: ' ' })).rejects.toMatchObject({ fields: { name: 'Write a name.' } })
    await expect(getContact(rep, 'nobody')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('every word must occur in the name, the address or the company', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await saveContact(rep, jane)
    await saveContact(rep, { name: 'Jane Roe', email: 'roe@globex.com', company: 'Globex 100%' })
    const names = async (words: string, limit = 10) => (await findContacts(rep, words, limit)).map((one) => one.name)
    expect(await names('jane')).toEqual(['Jane Doe', 'Jane Roe'])
    expect(await names('jane', 1)).toEqual(['Jane Doe'])
    expect(await names('JANE globex')).toEqual(['Jane Roe'])
    expect(await names('100%')).toEqual(['Jane Roe'])
    expect(await names('%')).toEqual(['Jane Roe'])
    expect(await names('nobody')).toEqual([])
  })

  test('words find a contact or make one', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    const byAddress = await contactFromWords(rep, 'jane@acme.com')
    expect(byAddress).toMatchObject({ name: 'jane@acme.com', email: 'jane@acme.com' })
    const named = await contactFromWords(rep, 'Jane Doe <jane@acme.com>')
    expect(named).toMatchObject({ id: byAddress.id, name: 'Jane Doe' })
    expect(await contactFromWords(rep, 'jane doe')).toEqual(named)
    expect((await contactFromWords(rep, 'Jane')).id).not.toBe(named.id)
  })

  test('a name that several contacts have asks for the address', async () => {
    const { rep } = await makeTeam(await engine.fresh())
    await saveContact(rep, { name: 'Jane Doe', email: 'jane@acme.com' })
    await saveContact(rep, { name: 'Jane Doe', email: 'jane@globex.com' })
    await expect(contactFromWords(rep, 'Jane Doe')).rejects.toThrow('Several contacts are called Jane Doe.')
  })
})
