import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Database } from '../../../src/core/index.ts'
import { officeWithDeals, words } from '../../support/office.ts'

const VERBS = [
  'new',
  'move',
  'won',
  'lost',
  'abandon',
  'reopen',
  'edit',
  'value',
  'assign',
  'close-date',
  'note',
  'find',
]
const MORE = ['list', 'show', 'history', 'delete', 'restore', 'report', 'help', 'menu', 'mvoe', 'nwe', 'los', 'D-1', '']
const DEALS = [
  'D-1',
  '2',
  '#3',
  'D-99',
  'acme',
  'acme renewal',
  '"Acme renewal"',
  'glboex',
  '"',
  'D-',
  'd-0',
  '999999999999',
]
const JOINTS = [
  'to',
  'in',
  'for',
  'with',
  'because',
  'pipeline:',
  'source:',
  'close:',
  'tags:',
  'note:',
  'value:',
  ':',
  'into',
]
const FACTS = [
  ...['Proposal', 'prop', 'Propsal', 'pro', 'Sales', 'Negotiation', 'price', '@ana', 'me', 'nobody', '<@U0BEN00001>'],
  ...['<@U404>', '<!channel>', '12k', '-5', '1.2m EUR', '$', '9'.repeat(30), '1/2/2027', 'next friday', '31 Feb'],
  ...[
    'jane@acme.com',
    '<mailto:jane@acme.com|jane@acme.com>',
    'none',
    '-',
    '“curly”',
    "it's",
    '%',
    '_',
    '\\',
    '\u0000',
    '\u202e',
  ],
]

const nearMiss = fc
  .tuple(
    fc.constantFrom(...VERBS, ...VERBS, ...MORE),
    fc.array(fc.constantFrom(...DEALS, ...JOINTS, ...FACTS), { maxLength: 6 }),
  )
  .map(([verb, rest]) => [verb, ...rest].join(' '))
const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', minLength: 2500, maxLength: 3000 }),
)
const mixed = fc
  .tuple(fc.constantFrom(...VERBS), fc.constantFrom(...DEALS), fc.constantFrom(...JOINTS), anything)
  .map((parts) => parts.join(' '))

/** What each way of writing says when it did something; everything else must leave all tables as they are. */
const DID =
  /You created \*D-\d+|is in |is won|is lost|is abandoned|is open in|The value of|belongs to|is expected to close|has no expected close|is kept:|is deleted|is back/

/** Every row of every table that a person's words can reach. */
async function everything({ read }: Database): Promise<string> {
  const tables = ['opportunities', 'opportunity_history', 'stage_stays', 'contacts', 'notes', 'members'] as const
  const rest = ['pipelines', 'stages', 'reasons', 'workspaces'] as const
  const rows = await Promise.all([...tables, ...rest].map((table) => read.selectFrom(table).selectAll().execute()))
  return JSON.stringify(rows)
}

async function changesMade({ read }: Database): Promise<number> {
  return (await read.selectFrom('opportunity_history').select('version').execute()).length
}

it.each([
  ['commands that are nearly right', nearMiss, 150],
  ['whatever somebody pastes', anything, 40],
  ['real verbs with whatever behind them', mixed, 80],
])(
  'answers %s without a bug, and writes nothing that it does not say',
  async (_kind, texts, numRuns) => {
    const { slack, database } = await officeWithDeals()
    const dana = slack.as('Dana')
    await dana.command('/deal')
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const [before, made] = [await everything(database), await changesMade(database)]
        const seen = await dana.command(`/deal ${text}`)
        const answer = words(seen)
        expect(seen.trouble).toBeUndefined()
        expect(answer).not.toContain('Something went wrong')
        expect(answer.trim()).not.toBe('')
        if (seen.modal) await dana.close(seen.modal, { all: true })
        if (DID.test(answer)) expect(await changesMade(database)).toBeLessThanOrEqual(made + 1)
        else expect(await everything(database)).toBe(before)
      }),
      { numRuns },
    )
  },
  120_000,
)
