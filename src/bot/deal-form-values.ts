import {
  AppError,
  type Ctx,
  contactFromWords,
  type FactsInput,
  listPipelines,
  parseMoney,
  type TxCtx,
} from '../core/index.ts'
import type { FormValues } from './form-values.ts'
import { plainText } from './words/text.ts'

/** What a deal's form says, for core; fields left empty are null. */
export interface DealFormValues extends FactsInput {
  readonly name: string
  readonly stage?: string
  readonly pipeline?: string
}

/** Reads the form of a deal. Throws `invalid` with the field for a value that is no amount. */
export async function readDealForm(tx: TxCtx, values: FormValues, currency: string): Promise<DealFormValues> {
  const [value, contact, stage] = [values.one('value'), values.one('contact'), values.one('stage')]
  const money = value === null ? null : onField('value', () => parseMoney(plainText(value), currency))
  return {
    name: values.one('name') ?? '',
    value: money?.value ?? null,
    ...(money && { currency: money.currency }),
    ...(stage && { stage, pipeline: await pipelineOfStage(tx, stage) }),
    owner: values.one('owner'),
    contact: contact === null ? null : (await contactFromWords(tx, contact)).id,
    source: values.one('source'),
    expectedCloseOn: values.one('expectedCloseOn'),
    tags: values.one('tags')?.split(/[\s,]+/) ?? [],
  }
}

async function pipelineOfStage(ctx: Ctx, stageId: string): Promise<string> {
  const pipelines = await listPipelines(ctx)
  const [first] = pipelines
  return (pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId)) ?? first)?.id ?? ''
}

/** Says with a refusal which field of the form it is about. */
function onField<T>(field: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, error.message, { [field]: error.message })
  }
}
