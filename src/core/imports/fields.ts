/** What a row of a file can tell about a deal, and the headers that mean it in the exports of other programs. */
export const IMPORT_FIELDS = {
  externalId: ['external id', 'record id', 'opportunity id', 'deal id', 'id'],
  name: ['name', 'deal name', 'opportunity name', 'title', 'deal title', 'deal'],
  value: ['value', 'amount', 'deal value', 'lead value', 'opportunity value', 'close value', 'monetary value'],
  currency: ['currency', 'currency of value', 'deal currency', 'amount currency', 'currency iso code', 'currency code'],
  pipeline: ['pipeline', 'pipeline name', 'deal pipeline'],
  stage: ['stage', 'deal stage', 'stage name', 'pipeline stage', 'opportunity stage'],
  status: ['status', 'deal status', 'opportunity status'],
  owner: [
    'owner',
    'deal owner',
    'opportunity owner',
    'owner name',
    'assigned',
    'assigned to',
    'assigned user',
    'agent',
  ],
  contactName: ['contact name', 'contact', 'contact person', 'person name', 'associated contact', 'primary contact'],
  contactEmail: ['contact email', 'email', 'e mail', 'person email', 'person email work', 'contact e mail'],
  contactPhone: ['contact phone', 'phone', 'phone number', 'person phone', 'person phone work'],
  company: [
    'company',
    'account',
    'account name',
    'organization',
    'organization name',
    'company name',
    'associated company',
  ],
  source: ['source', 'lead source', 'source channel', 'deal source', 'original source', 'original traffic source'],
  tags: ['tags', 'labels', 'label'],
  createdAt: ['created at', 'created', 'create date', 'created date', 'created on', 'deal created', 'date created'],
  closedAt: [
    'closed at',
    'closed on',
    'closed date',
    'deal closed on',
    'date closed',
    'close date',
    'won time',
    'lost time',
  ],
  expectedCloseOn: ['expected close on', 'expected close date', 'expected close', 'expected closing date'],
  reason: ['reason', 'lost reason', 'loss reason', 'closed lost reason', 'lost reason name', 'close reason'],
  notes: ['notes', 'note', 'description'],
} as const satisfies Record<string, readonly string[]>

export type ImportField = keyof typeof IMPORT_FIELDS

/** Every field, in the order in which exports write them. */
export const IMPORT_FIELD_NAMES = Object.keys(IMPORT_FIELDS) as ImportField[]

export function isImportField(word: string): word is ImportField {
  return Object.hasOwn(IMPORT_FIELDS, word)
}
