import { describe, expect, test } from 'vitest'
import { mapColumns } from '../../../src/core/imports/columns.ts'

const found = (headers: string[], named: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries(mapColumns(headers, named)).map(([field, column]) => [field, column.header]))

describe('the columns of other programs', () => {
  test('HubSpot', () => {
    const headers = [
      'Record ID',
      'Deal Name',
      'Deal Stage',
      'Pipeline',
      'Deal owner',
      'Amount',
      'Close Date',
      'Create Date',
      'Closed Lost Reason',
    ]
    expect(found(headers)).toEqual({
      externalId: 'Record ID',
      name: 'Deal Name',
      stage: 'Deal Stage',
      pipeline: 'Pipeline',
      owner: 'Deal owner',
      value: 'Amount',
      closedAt: 'Close Date',
      createdAt: 'Create Date',
      reason: 'Closed Lost Reason',
    })
  })

  test('Pipedrive', () => {
    const headers = [
      'Deal - ID',
      'Deal - Title',
      'Deal - Value',
      'Deal - Currency of Value',
      'Deal - Stage',
      'Deal - Status',
      'Deal - Owner',
    ]
    const more = [
      'Deal - Organization',
      'Deal - Contact person',
      'Person - Email - Work',
      'Deal - Deal created',
      'Deal - Deal closed on',
      'Deal - Won time',
      'Deal - Expected close date',
      'Deal - Lost reason',
    ]
    expect(found([...headers, ...more])).toEqual({
      externalId: 'Deal - ID',
      name: 'Deal - Title',
      value: 'Deal - Value',
      currency: 'Deal - Currency of Value',
      stage: 'Deal - Stage',
      status: 'Deal - Status',
      owner: 'Deal - Owner',
      company: 'Deal - Organization',
      contactName: 'Deal - Contact person',
      contactEmail: 'Person - Email - Work',
      createdAt: 'Deal - Deal created',
      closedAt: 'Deal - Deal closed on',
      expectedCloseOn: 'Deal - Expected close date',
      reason: 'Deal - Lost reason',
    })
  })

  test('Salesforce', () => {
    expect(
      found([
        'Id',
        'Opportunity Name',
        'Account Name',
        'StageName',
        'CloseDate',
        'CreatedDate',
        'Opportunity Owner',
        'Lead Source',
        'CurrencyIsoCode',
      ]),
    ).toEqual({
      externalId: 'Id',
      name: 'Opportunity Name',
      company: 'Account Name',
      stage: 'StageName',
      closedAt: 'CloseDate',
      createdAt: 'CreatedDate',
      owner: 'Opportunity Owner',
      source: 'Lead Source',
      currency: 'CurrencyIsoCode',
    })
  })

  test('HighLevel', () => {
    const headers = [
      'Opportunity Name',
      'Contact Name',
      'phone',
      'email',
      'pipeline',
      'stage',
      'Lead Value',
      'source',
      'assigned',
      'Created on',
      'Notes',
      'tags',
      'status',
      'Opportunity ID',
    ]
    expect(Object.keys(found(headers))).toHaveLength(headers.length)
    expect(found(headers)).toMatchObject({
      value: 'Lead Value',
      owner: 'assigned',
      contactPhone: 'phone',
      externalId: 'Opportunity ID',
    })
  })
})

describe('a column named by a person', () => {
  test('wins over the usual header, in any case and punctuation', () => {
    expect(found(['name', 'account', 'sales_agent'], { company: 'name', owner: 'Sales Agent' })).toEqual({
      company: 'name',
      owner: 'sales_agent',
    })
  })

  test('for a field that does not exist is refused with the fields there are', () => {
    expect(() => found(['name'], { colour: 'name' })).toThrow(
      '“colour” is not a field of a deal. The fields: externalId, name',
    )
  })

  test('that the file does not have is refused with the columns there are', () => {
    expect(() => found(['name', 'amount'], { value: 'price' })).toThrow(
      'The file has no column “price”. Its columns: name, amount.',
    )
  })
})
