import type { z } from '@hono/zod-openapi'

type Issue = z.core.$ZodIssue

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

/** What is wrong with a request, one sentence per field: `{ "stages.0.name": "This is needed." }`. */
export function fieldSentences(issues: readonly Issue[], data: unknown): Record<string, string> {
  const fields = new Map<string, string>()
  for (const [field, sentence] of issues.flatMap((issue) => sentences(issue, data))) {
    if (!fields.has(field)) fields.set(field, sentence)
  }
  return Object.fromEntries(fields)
}

/** The same as one message: "name: This is needed." */
export function inOneMessage(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([field, sentence]) => (sentence.includes(`“${field}”`) ? sentence : `${field}: ${sentence}`))
    .join(' ')
}

function sentences(issue: Issue, data: unknown): [field: string, sentence: string][] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const field = nameOf([...issue.path, key])
      return [field, `There is nothing called “${field}” here.`]
    })
  }
  const branch = issue.code === 'invalid_union' ? issue.errors.find(isAboutParts) : undefined
  if (branch) {
    return branch.flatMap((part) => sentences({ ...part, path: [...issue.path, ...part.path] }, data))
  }
  return [[nameOf(issue.path), sentenceOf(issue, data)]]
}

/** Whether the value had the form of this choice and only something inside of it was wrong. */
function isAboutParts(issues: readonly Issue[]): boolean {
  return issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys')
}

function sentenceOf(issue: Issue, data: unknown): string {
  if (issue.path.length > 0 && valueAt(data, issue.path) === undefined) return 'This is needed.'
  switch (issue.code) {
    case 'invalid_type':
      return `This must be ${kindOf(issue)}.`
    case 'invalid_value':
      return `Choose ${listed(issue.values.map(String))}.`
    case 'invalid_union':
      return `This must be ${listed(issue.errors.flat().map(kindOf))}.`
    case 'too_big':
      return `This may be ${issue.maximum.toLocaleString('en')} at the most.`
    case 'too_small':
      return `This must be ${issue.minimum.toLocaleString('en')} at least.`
    default:
      return issue.message
  }
}

function kindOf(issue: Issue): string {
  return issue.code === 'invalid_type' ? (KINDS[issue.expected] ?? issue.expected) : issue.message
}

function listed(choices: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(new Set(choices))
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'body' : path.map(String).join('.')
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (Object(value) as Record<PropertyKey, unknown>)[key], data)
}
