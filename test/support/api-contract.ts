import { z } from '@hono/zod-openapi'

type Json = Record<string, unknown>
type Schema = Parameters<typeof z.fromJSONSchema>[0]

/** The API's own document, as a judge of what it answers. */
export interface ApiContract {
  /** "get /opportunities/{number}": every operation that the document promises. */
  readonly operations: readonly string[]
  /** The operation that a request belongs to; undefined when the document knows of none. */
  operationOf(method: string, path: string): string | undefined
  /** What is wrong with an answer, as text; undefined when the document allows it. */
  complaint(operation: string, status: number, body: unknown): string | undefined
}

/** Reads the OpenAPI document. */
export function contractOf(read: unknown): ApiContract {
  const document = read as Json
  const paths = document.paths as Record<string, Record<string, { responses: Record<string, Answers> }>>
  const { schemas } = document.components as { schemas: Json }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  const patterns = Object.keys(paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }))

  return {
    operations,
    operationOf(method, path) {
      const fitting = patterns.filter(({ pattern }) => pattern.test(path.replace(/\?.*$/, '')))
      const [exact = fitting[0]] = fitting.filter((one) => !one.path.includes('{'))
      const operation = `${method.toLowerCase()} ${exact?.path}`
      return operations.includes(operation) ? operation : undefined
    },
    complaint(operation, status, body) {
      const [method = '', path = ''] = operation.split(' ')
      const response = paths[path]?.[method]?.responses[status]
      if (!response) return `the document has no ${status}`
      const schema = response.content?.['application/json']?.schema
      if (!schema) return body === '' ? undefined : `an answer where the document has none`
      const result = z.fromJSONSchema(withDefinitions(schema, schemas)).safeParse(body)
      return result.success ? undefined : z.prettifyError(result.error)
    },
  }
}

interface Answers {
  readonly content?: Record<string, { schema: Json }>
}

/** A schema that stands alone: what it points at in the document comes along. */
function withDefinitions(schema: Json, schemas: Json): Schema {
  const alone = JSON.stringify({ ...schema, $defs: schemas }).replaceAll('#/components/schemas/', '#/$defs/')
  return JSON.parse(alone) as Schema
}
