import {
  AppError,
  aboutField,
  type Ctx,
  contactFromWords,
  type FactsInput,
  invalid,
  listPipelines,
  parseMoney,
  type TxCtx,
} from '../../core/index.ts'
import { plainText } from '../words/text.ts'
import type { FormValues } from './form-values.ts'
import { newlyTyped } from './typeahead.ts'

/** What a deal's form says, for core. */
export interface DealFormValues extends FactsInput {
  readonly stage?: string
  readonly pipeline?: string
}

/** What the form of a new deal says beside its first note. */
export const NEW_DEAL_FIELDS = ['name', 'value', 'stage', 'owner', 'contact', 'source', 'expectedCloseOn', 'tags']

/** The fields in which a form differs from what it began with. */
export function changedFields(values: FormValues, start: Readonly<Record<string, string>>): string[] {
  return Object.keys(start).filter((field) => values.has(field) && (values.one(field) ?? '') !== start[field])
}

/**
 * Reads the named fields of a deal's form; those left empty are null. Throws `invalid` with the field for a value that
 * is no amount and a stage that its pipeline has not.
 */
export async function readDealForm(
  tx: TxCtx,
  values: FormValues,
  { currency, fields }: { currency: string; fields: readonly string[] },
): Promise<DealFormValues> {
  const says = (field: string): boolean => values.has(field) && fields.includes(field)
  const one = (field: string): string | null => values.one(field)
  return {
    ...(says('name') && { name: one('name') ?? '' }),
    ...(says('value') && worth(one('value'), currency)),
    ...((says('stage') || says('pipeline')) && (await placeIn(tx, values))),
    ...(says('owner') && { owner: one('owner') }),
    ...(says('contact') && { contact: await contactIn(tx, one('contact')) }),
    ...(says('source') && { source: sourceIn(one('source')) }),
    ...(says('expectedCloseOn') && { expectedCloseOn: one('expectedCloseOn') }),
    ...(says('tags') && { tags: one('tags')?.split(/[\s,]+/) ?? [] }),
  }
}

/** An amount as it was written into the field `value`. */
export function worth(text: string | null, currency: string): { value: number | null; currency?: string } {
  return text === null ? { value: null } : onField('value', () => parseMoney(plainText(text), currency))
}

/** The stage that a form names, in the pipeline that it names. */
export async function placeIn(ctx: Ctx, values: FormValues): Promise<{ stage: string; pipeline: string }> {
  const stage = values.one('stage') ?? ''
  const pipelines = await listPipelines(ctx)
  const wanted = values.one('pipeline')
  const pipeline = pipelines.find(({ stages }) => stages.some(({ id }) => id === stage))
  if (!pipeline || (wanted && wanted !== pipeline.id)) {
    const message = 'This stage is not in the pipeline. Choose another one.'
    throw invalid(message, { stage: message })
  }
  return { stage, pipeline: pipeline.id }
}

async function contactIn(tx: TxCtx, chosen: string | null): Promise<string | null> {
  const words = chosen && newlyTyped(chosen)
  return words ? (await contactFromWords(tx, words)).id : chosen
}

function sourceIn(chosen: string | null): string | null {
  return chosen && (newlyTyped(chosen) ?? chosen)
}

/** Says with a refusal which field of the form it is about. */
function onField<T>(field: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof AppError ? aboutField(field, error) : error
  }
}
