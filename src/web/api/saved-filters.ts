import { z } from '@hono/zod-openapi'
import {
  type Ctx,
  DEAL_COLUMNS,
  DEFAULT_COLUMNS,
  deleteFilter,
  invalid,
  listSavedFilters,
  type SavedFilter,
  SORTS,
  saveFilter,
  updateFilter,
} from '../../core/index.ts'
import { readFilters } from '../filters.ts'
import { queryOf } from '../query.ts'
import { endpoint, listOf, wholeList } from './endpoint.ts'
import { byId, id } from './fields.ts'
import { filterParams } from './filter-params.ts'

const tag = 'Saved filters'

const parts = {
  name: z.string().openapi({ example: 'Big ones in proposal' }),
  query: z.string().openapi({
    description: 'The filters of GET /opportunities as they stand in an address, but for `asOf`.',
    example: 'stage=Proposal&status=open&minValue=10k',
  }),
  sort: z.enum(SORTS).openapi({ description: 'With “-”, the largest or latest first.', example: '-created' }),
  columns: z.array(z.string()).openapi({
    description: `What the list shows, in order: ${DEAL_COLUMNS.map(({ key }) => key).join(', ')}. The name is always first.`,
    example: ['name', 'stage', 'value'],
  }),
  shared: z.boolean().openapi({ description: 'Offered to the whole team; for managers and admins to say.' }),
}

const SavedFilterAnswer = z
  .strictObject({ id, owner: z.strictObject({ id, name: z.string() }), ...parts })
  .openapi('SavedFilter')

const list = endpoint({
  method: 'get',
  path: '/saved-filters',
  tag,
  summary: 'List your saved filters and those that the team shares',
  answer: listOf(SavedFilterAnswer),
  run: async (ctx) => wholeList((await listSavedFilters(ctx)).map(shown)),
})

const create = endpoint({
  method: 'post',
  path: '/saved-filters',
  tag,
  summary: 'Save a filter',
  body: z
    .strictObject({
      ...{ name: parts.name, query: parts.query, sort: parts.sort.optional(), columns: parts.columns.optional() },
      shared: parts.shared.optional(),
    })
    .openapi('NewSavedFilter'),
  answer: SavedFilterAnswer,
  status: 201,
  run: async (ctx, { body }) => {
    const { sort = '-created', columns = DEFAULT_COLUMNS, query, ...rest } = body
    return shown(await saveFilter(ctx, { ...rest, query: await readable(ctx, query), sort, columns }))
  },
})

const update = endpoint({
  method: 'patch',
  path: '/saved-filters/{id}',
  tag,
  summary: 'Rename, change or share a saved filter',
  description: 'Your own; one that the team shares also managers and admins.',
  params: byId,
  body: z.strictObject(parts).partial(),
  answer: SavedFilterAnswer,
  run: async (ctx, { params, body }) => {
    const query = body.query === undefined ? {} : { query: await readable(ctx, body.query) }
    return shown(await updateFilter(ctx, { ...body, ...query, id: params.id }))
  },
})

const remove = endpoint({
  method: 'delete',
  path: '/saved-filters/{id}',
  tag,
  summary: 'Delete a saved filter',
  description: 'Your own; one that the team shares also managers and admins. No deal is touched.',
  params: byId,
  run: async (ctx, { params }) => {
    await deleteFilter(ctx, params.id)
    return undefined
  },
})

export const savedFilterEndpoints = [list, create, update, remove] as const

/** The query as the list of deals would write it. Throws `invalid` for what is no filter, or names what does not exist. */
async function readable(ctx: Ctx, query: string): Promise<string> {
  const asked = new URLSearchParams(query)
  const strange = [...asked.keys()].find((key) => key === 'asOf' || !(key in filterParams))
  if (strange !== undefined) throw refused(`“${strange}” is not a filter that can be saved.`)
  const { refusal, entries } = await readFilters(ctx, `http://localhost/?${asked}`, { defaultPeriod: 'all' })
  if (refusal) throw refused(refusal.message)
  return queryOf(entries).slice(1)
}

function refused(message: string): Error {
  return invalid(message, { query: message })
}

function shown({ columns, ...filter }: SavedFilter) {
  return { ...filter, columns: [...columns] }
}
