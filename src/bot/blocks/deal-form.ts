import type { KnownBlock } from '@slack/types'
import type { Opportunity, Pipeline } from '../../core/index.ts'
import { typedValue } from './facts.ts'
import { dateField, groupedField, searchField, textField } from './form.ts'
import { option } from './render.ts'

/** The menu that searches for members; answered by `commands/new.ts`. */
export const OWNER_SEARCH = 'deal.owner'

/** What the fields begin with: a deal, or what little is known of a new one. */
export interface DealFormStart {
  readonly deal: Opportunity | null
  readonly pipelines: readonly Pipeline[]
  /** Who owns a new deal. */
  readonly owner: { readonly id: string; readonly name: string } | null
}

/** The fields of a deal, named as core names them, so that its refusals find their field. */
export function dealFields({ deal, pipelines, owner }: DealFormStart): KnownBlock[] {
  const stages = pipelines.map(({ name, stages }) => ({
    label: name,
    options: stages.map((stage) => option(stage.name, stage.id)),
  }))
  const current = deal ? deal.owner : owner
  return [
    textField('name', 'Name', { initial: deal?.name, placeholder: 'Acme renewal', max: 255 }),
    textField('value', 'Value', {
      initial: deal && typedValue(deal),
      placeholder: '12k, $12,500.50 or 1.2m EUR',
      optional: true,
      max: 100,
    }),
    ...(deal && deal.status !== 'open'
      ? []
      : [groupedField('stage', 'Stage', stages, { chosen: deal?.stage.id ?? pipelines[0]?.stages[0]?.id ?? null })]),
    searchField('owner', 'Owner', OWNER_SEARCH, {
      optional: true,
      chosen: current && { name: current.name, value: current.id },
    }),
    textField('contact', 'Contact', {
      initial: deal?.contact && (deal.contact.email ?? deal.contact.name),
      placeholder: 'Jane Doe <jane@acme.com>',
      optional: true,
      max: 460,
    }),
    textField('source', 'Source', { initial: deal?.source, placeholder: 'Referral', optional: true, max: 100 }),
    dateField('expectedCloseOn', 'Expected close', deal?.expectedCloseOn ?? null, { optional: true }),
    textField('tags', 'Tags', {
      initial: deal?.tags.join(' '),
      placeholder: 'enterprise renewal',
      optional: true,
      max: 900,
    }),
  ]
}
