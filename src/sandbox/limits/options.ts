import { z } from 'zod'
import type { Option } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { option, plain } from './texts.ts'

const options = z.array(option).max(100)
const groups = z.array(z.strictObject({ label: plain(75), options })).max(100)
const answer = z.union([
  z.strictObject({ options }),
  z
    .strictObject({ option_groups: groups })
    .transform((it) => ({ options: it.option_groups.flatMap((one) => one.options) })),
])

/** Reads the options that an app offers while somebody types. Throws when Slack would show none of them. */
export function checkOptions(sent: unknown): Option[] {
  const read = answer.safeParse(sent)
  if (!read.success) throw new Refusal('invalid_options', [z.prettifyError(read.error)])
  return read.data.options as Option[]
}
