import type { Child } from 'hono/jsx'

/** As much of JSON Schema as our document uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly example?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
}

/** One line of a table: something that is sent or answered. */
export interface Field {
  readonly name: string
  readonly schema: Schema
  readonly needed: boolean
}

/** The fields of an object, and of the objects inside of it that have no name of their own. */
export function fieldsOf({ properties = {}, required = [] }: Schema, prefix = ''): Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => [
    { name: `${prefix}${name}`, schema, needed: required.includes(name) },
    ...fieldsOf(schema.items?.properties ? schema.items : schema, `${prefix}${name}.`),
  ])
}

/** A table of fields, with types that lead to what they name. */
export function FieldTable({ caption, fields }: { caption: string; fields: readonly Field[] }): Child {
  if (fields.length === 0) return null
  return (
    <div class="table-scroll">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, schema, needed }) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
                {needed ? null : <span class="muted small"> optional</span>}
              </th>
              <td>
                <TypeName schema={schema} />
              </td>
              <td>
                {schema.description ?? ''} <Example value={schema.example} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Example({ value }: { value: unknown }): Child {
  if (value === undefined) return null
  return (
    <span class="muted small">
      e.g. <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
    </span>
  )
}

/** "text or null", "list of Opportunity" */
export function TypeName({ schema }: { schema: Schema }): Child {
  const { $ref, anyOf, items, additionalProperties } = schema
  if ($ref) return <a href={`#${$ref.split('/').at(-1)}`}>{$ref.split('/').at(-1)}</a>
  if (anyOf) return <Alternatives schemas={anyOf} />
  if (items) {
    return (
      <>
        list of <TypeName schema={items} />
      </>
    )
  }
  if (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0) {
    return (
      <>
        by name: <TypeName schema={additionalProperties} />
      </>
    )
  }
  return <>{plainType(schema)}</>
}

function Alternatives({ schemas }: { schemas: readonly Schema[] }): Child {
  return (
    <>
      {schemas.map((schema, i) => (
        <>
          {i > 0 ? ' or ' : ''}
          <TypeName schema={schema} />
        </>
      ))}
    </>
  )
}

function plainType({ enum: choices, type = 'anything', format, prefixItems }: Schema): string {
  if (choices) return choices.map(String).join(' or ')
  if (prefixItems) return 'list of two: before, after'
  const word = (name: string) => WORDS[name === 'string' ? (format ?? name) : name] ?? name
  return [type].flat().map(word).join(' or ')
}

const WORDS: Record<string, string> = {
  string: 'text',
  'date-time': 'moment',
  date: 'day',
  integer: 'whole number',
  boolean: 'true or false',
  array: 'list',
}
