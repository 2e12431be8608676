import type { Context, Handler } from 'hono'
import type { Child } from 'hono/jsx'
import type { WebEnv } from '../env.ts'
import { showPage } from '../respond.tsx'
import type { ApiEnv } from './asker.ts'
import { type Field, FieldTable, fieldsOf, type Schema, TypeName } from './docs-schema.tsx'
import type { ApiDocument } from './document.ts'

/** As much of an OpenAPI operation as the page shows. */
interface Operation {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly {
    name: string
    in: string
    required?: boolean
    description?: string
    schema: Schema
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>

interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** GET /docs: the document for people to read, without a script. */
export function docsPage(describe: () => ApiDocument): Handler<ApiEnv> {
  // An API request has all that a page request has.
  return (c) => showPage(c as unknown as Context<WebEnv>, { title: 'API' }, <ApiDocs document={describe()} />)
}

function ApiDocs({ document }: { document: ApiDocument }): Child {
  const entries = entriesOf(document)
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>
  return (
    <div class="api-docs">
      <h1>{document.info.title}</h1>
      {(document.info.description ?? '').split('\n\n').map((paragraph) => (
        <p>
          <Prose text={paragraph} />
        </p>
      ))}
      <p>
        The same for machines: <a href="/api/v1/openapi.json">openapi.json</a>
      </p>
      {(document.tags ?? []).map(({ name }) => (
        <section class="card">
          <h2>{name}</h2>
          {entries
            .filter(({ operation }) => operation.tags?.includes(name))
            .map((entry) => (
              <OperationDetails entry={entry} schemas={schemas} />
            ))}
        </section>
      ))}
      <section class="card">
        <h2>What is sent and answered</h2>
        {Object.entries(schemas).map(([name, schema]) => (
          <section id={name}>
            <h3>{name}</h3>
            <FieldTable caption={schema.description ?? ''} fields={fieldsOf(schema)} />
          </section>
        ))}
      </section>
    </div>
  )
}

/** Text of the document, where backticks mark code. */
function Prose({ text }: { text: string }): Child {
  return <>{text.split('`').map((part, place) => (place % 2 === 1 ? <code>{part}</code> : part))}</>
}

function OperationDetails({ entry, schemas }: { entry: Entry; schemas: Record<string, Schema> }): Child {
  const { method, path, operation } = entry
  return (
    <details class="operation">
      <summary>
        <code class="method">{method.toUpperCase()}</code>
        <code class="path">/api/v1{path}</code>
        <span class="muted">{operation.summary}</span>
      </summary>
      {operation.description ? (
        <p>
          <Prose text={operation.description} />
        </p>
      ) : null}
      {['path', 'query', 'header'].map((place) => (
        <FieldTable caption={CAPTIONS[place] ?? place} fields={parametersIn(operation, place)} />
      ))}
      <FieldTable caption="In the body" fields={bodyFields(operation, schemas)} />
      <ul>
        {Object.entries(operation.responses).map(([status, { description, content = {} }]) => (
          <li>
            <code>{status}</code> <Prose text={description} /> <Answers content={content} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Answers({ content }: { content: Content }): Child {
  return (
    <span class="muted small">
      {Object.entries(content).map(([type, { schema }]) =>
        type === 'application/json' ? <AnswerType schema={schema} /> : ` ${type}`,
      )}
    </span>
  )
}

/** The answer's type, or the fields of one that has no name. */
function AnswerType({ schema }: { schema: Schema }): Child {
  if (!schema.properties) return <TypeName schema={schema} />
  return (
    <>
      {Object.entries(schema.properties).map(([name, part], i) => (
        <>
          {i > 0 ? ', ' : ''}
          {name}: <TypeName schema={part} />
        </>
      ))}
    </>
  )
}

const CAPTIONS: Record<string, string> = { path: 'In the path', query: 'In the query', header: 'In the header' }

function entriesOf({ paths = {} }: ApiDocument): Entry[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, Operation>).map(([method, operation]) => ({ method, path, operation })),
  )
}

function parametersIn({ parameters = [] }: Operation, place: string): Field[] {
  return parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, required = false, description, schema }) => ({
      name,
      needed: required,
      schema: { ...schema, ...(description && { description }) },
    }))
}

function bodyFields({ requestBody }: Operation, schemas: Record<string, Schema>): Field[] {
  const schema = requestBody?.content['application/json']?.schema ?? {}
  return fieldsOf(schema.$ref ? (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema)
}
