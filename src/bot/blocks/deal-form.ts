import type { InputBlock, KnownBlock } from '@slack/types'
import type { EarlierFacts, Opportunity, Pipeline } from '../../core/index.ts'
import type { Held } from '../forms/deal-forms.ts'
import { freshId } from '../forms/form-values.ts'
import { SEARCH } from '../forms/typeahead.ts'
import { contactText, typedValue } from './facts.ts'
import { choiceField, dateField, searchField, textField } from './form.ts'
import { option } from './render.ts'

/** What the fields begin with: a deal, or what little is known of a new one. */
export interface DealFormStart {
  readonly deal: Opportunity | null
  readonly pipelines: readonly Pipeline[]
  /** Who owns a new deal. */
  readonly owner: { readonly id: string; readonly name: string } | null
  readonly held: Held
  /** What a new deal may be called and worth. */
  readonly proposed?: { readonly name?: string | null; readonly value?: string | null }
}

/** The fields of a deal, named as core names them, so that its refusals find their field. */
export function dealFields({ deal, pipelines, owner, held, proposed = {} }: DealFormStart): KnownBlock[] {
  const current = deal ? deal.owner : owner
  const at = (field: string) => ({ id: held.ids[field] ?? field, optional: true })
  return [
    textField('name', 'Name', {
      ...at('name'),
      optional: false,
      initial: deal?.name ?? proposed.name,
      placeholder: 'Acme renewal',
      max: 255,
    }),
    textField('value', 'Value', {
      ...at('value'),
      initial: deal ? typedValue(deal) : proposed.value,
      placeholder: '12k, $12,500.50 or 1.2m EUR',
      max: 100,
    }),
    ...(deal && deal.status !== 'open' ? [] : placeFields(pipelines, deal, held)),
    searchField('owner', 'Owner', SEARCH.owner, {
      ...at('owner'),
      chosen: current && { name: current.name, value: current.id },
    }),
    searchField('contact', 'Contact', SEARCH.contact, {
      ...at('contact'),
      hint: 'Somebody new: type a name or Jane Doe <jane@acme.com>',
      chosen: deal?.contact ? { name: contactText(deal.contact), value: deal.contact.id } : null,
    }),
    searchField('source', 'Source', SEARCH.source, {
      ...at('source'),
      chosen: deal?.source ? { name: deal.source, value: deal.source } : null,
    }),
    dateField('expectedCloseOn', 'Expected close', deal?.expectedCloseOn ?? null, at('expectedCloseOn')),
    textField('tags', 'Tags', {
      ...at('tags'),
      initial: deal?.tags.join(' '),
      placeholder: 'enterprise renewal',
      max: 900,
    }),
  ]
}

/**
 * Where the deal stands. With several pipelines, the choice of one decides about the stages: they get a field of their
 * own, so that a stage of the pipeline before is not kept.
 */
export function placeFields(pipelines: readonly Pipeline[], deal: Opportunity | null, held: Held): InputBlock[] {
  const wanted = held.values.one('pipeline') ?? deal?.pipeline.id
  const pipeline = pipelines.find(({ id }) => id === wanted) ?? pipelines[0]
  const choices = (pipeline?.stages ?? []).map(({ name, id }) => option(name, id))
  const chosen = deal?.pipeline.id === pipeline?.id ? deal?.stage.id : choices[0]?.value
  const stage = choiceField('stage', 'Stage', choices, {
    id: freshId(held.ids.stage ?? 'stage', pipeline?.id ?? ''),
    ...(chosen && { chosen }),
  })
  if (pipelines.length < 2) return [stage]
  const all = pipelines.map(({ name, id }) => option(name, id))
  const options = { id: held.ids.pipeline ?? 'pipeline', tells: held.again, chosen: pipeline?.id ?? null }
  return [choiceField('pipeline', 'Pipeline', all, options), stage]
}

/** What each of the fields begins with, as it would be sent back. */
export function startOf(facts: EarlierFacts): Readonly<Record<string, string>> {
  const { name, pipeline, stage, owner, contact, source, expectedCloseOn, tags } = facts
  return {
    name,
    value: typedValue(facts),
    pipeline: pipeline.id,
    stage: stage.id,
    owner: owner?.id ?? '',
    contact: contact?.id ?? '',
    source: source ?? '',
    expectedCloseOn: expectedCloseOn ?? '',
    tags: tags.join(' '),
  }
}
