import { z } from '@hono/zod-openapi'
import type { Ctx } from '../../core/index.ts'

/** What a request said; a key that it left out is not there. */
export type Said<T> = T extends object ? { [Key in keyof T]: Said<Exclude<T[Key], undefined>> } : T

/** What a request asks for, checked against the endpoint's schemas. */
export interface Asked<Params, Query, Body> {
  readonly params: Said<Params>
  readonly query: Said<Query>
  readonly body: Said<Body>
}

/**
 * One thing that the API can do: what it is called with, what it answers, and the verbs of core that do it. Validation,
 * the OpenAPI document, the page made from it and the contract test all follow from this one value.
 */
export interface Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodObject = z.ZodObject,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** Below /api/v1, with {params} in braces. */
  readonly path: `/${string}`
  /** The heading it stands under. */
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** Left out, there is nothing to answer: 204. */
  readonly answer?: Answer
  /** 201 where something was made. */
  readonly status?: 200 | 201
  /** Other media types that the same address answers in. */
  readonly files?: readonly string[]
  /** The answer holds a secret that is shown once and never kept. */
  readonly secret?: boolean
  /** How things stand, sent along when a change comes too late. */
  readonly current?: (ctx: Ctx, params: Said<z.output<Params>>) => Promise<z.input<Answer>>
  run(ctx: Ctx, asked: Asked<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<z.input<Answer> | Response>
}

/** An endpoint of the list, whatever it is called with. */
// biome-ignore lint/suspicious/noExplicitAny: what `run` takes differs from endpoint to endpoint; the mount checks it.
export type AnyEndpoint = Endpoint<any, any, any, any>

/** Says what the API can do; see Endpoint. */
export function endpoint<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Answer extends z.ZodType,
>(definition: Endpoint<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  return definition
}

/** A page of a list. `next` is the cursor of the page after it, null on the last. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: cursor })
}

const cursor = z.string().nullable().openapi({ description: 'The cursor of the next page; null on the last one.' })

/** A list that fits on one page. */
export function wholeList<Item>(items: readonly Item[]): { items: Item[]; next: null } {
  return { items: [...items], next: null }
}
