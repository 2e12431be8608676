import { type Ctx, contactFromWords, type FactsInput, invalid, type Pipeline, parseMoney } from '../core/index.ts'
import { type Typed, written } from './forms.ts'

/** The facts that a deal's form asks for. */
export const FACT_FIELDS = ['name', 'value', 'owner', 'contact', 'expectedCloseOn', 'source', 'probability', 'tags']

/**
 * The fields in which a form differs from what the person saw when they began: `was`, which the form sends along.
 * So a change that somebody else made meanwhile is never undone by a field that nobody touched.
 */
export function changedFields(typed: Typed, now: Typed): string[] {
  const was = { ...now, ...readWas(typed.was) }
  return [...FACT_FIELDS, 'stage'].filter((field) => typed[field] !== undefined && typed[field].trim() !== was[field])
}

/** The deal as it stands now with what the person typed on top: what a refused form shows. */
export function withTyped(now: Typed, typed: Typed): Typed {
  return { ...now, ...Object.fromEntries(changedFields(typed, now).map((field) => [field, typed[field] ?? ''])) }
}

/** The pipeline and stage that a form's stage field names by the stage's id. */
export function placeOf(pipelines: readonly Pipeline[], stageId: string): { pipeline: string; stage: string } {
  const pipeline = pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId))
  if (!pipeline)
    throw invalid('This stage does not exist any more. Choose another one.', { stage: 'Choose another stage.' })
  return { pipeline: pipeline.id, stage: stageId }
}

/** Reads what a form says about a deal: only the fields named. A contact who is new becomes one. */
export async function factsOf(ctx: Ctx, typed: Typed, fields: readonly string[]): Promise<FactsInput> {
  const says = (field: string) => fields.includes(field)
  const contact = says('contact') ? written(typed, 'contact') : null
  return {
    ...(says('name') && { name: typed.name ?? '' }),
    ...(says('value') && worth(ctx, written(typed, 'value'))),
    ...(says('owner') && { owner: written(typed, 'owner') }),
    ...(says('contact') && { contact: contact && (await contactFromWords(ctx, contact)).id }),
    ...(says('expectedCloseOn') && { expectedCloseOn: written(typed, 'expectedCloseOn') }),
    ...(says('source') && { source: written(typed, 'source') }),
    ...(says('probability') && { probability: numberOrNull(written(typed, 'probability')) }),
    ...(says('tags') && { tags: (typed.tags ?? '').split(/[\s,]+/).filter(Boolean) }),
  }
}

function worth(ctx: Ctx, amount: string | null): Pick<FactsInput, 'value' | 'currency'> {
  if (amount === null) return { value: null }
  try {
    return parseMoney(amount, ctx.workspace.currency)
  } catch (error) {
    const message = (error as Error).message
    throw invalid(message, { value: message })
  }
}

function readWas(text: string | undefined): Typed {
  try {
    return JSON.parse(text ?? '{}') as Typed
  } catch {
    // Not sent by our form: then everything is compared with the deal as it stands.
    return {}
  }
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text)
}
