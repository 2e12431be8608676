import type { Context } from 'hono'
import {
  type Ctx,
  chooseListColumns,
  DEFAULT_COLUMNS,
  deleteFilter,
  readColumns,
  saveFilter,
  updateFilter,
} from '../../core/index.ts'
import { listAddress, readDealList, savedQuery } from '../deal-list.ts'
import type { WebEnv } from '../env.ts'
import { submit } from '../forms.ts'
import { savedHref } from '../pages/saved-filters.tsx'
import { queryOf } from '../query.ts'
import { goOn } from '../respond.tsx'
import { ctxIn } from '../session.ts'
import { showDealList } from './deals.tsx'

/**
 * POST /deals/columns: the member's columns from now on. Of a list that was opened by a saved filter they are part of the
 * address, until the filter is updated.
 */
export async function chooseColumns(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  const form = await c.req.parseBody({ all: true })
  const back = listAddress(c, textsIn(form.back)[0])
  const columns = form.reset ? DEFAULT_COLUMNS : readColumns(columnsIn(form))
  const { entries, used } = await readDealList(ctx, back)
  const others = entries.filter(([key]) => key !== 'columns')
  if (!used) await chooseListColumns(ctx, columns)
  const shown = used ? [...others, ['columns', columns.join()] as const] : others
  const choosing = form.move ? [['choosing', '1'] as const] : []
  return c.redirect(`/deals${queryOf([...shown, ...choosing])}${form.move ? '#columns' : ''}`, 303)
}

type Form = Record<string, string | File | (string | File)[]>

/** The ticked ones in the order of the form, with the one whose arrow was pressed moved past its ticked neighbour. */
function columnsIn(form: Form): string[] {
  const shown = textsIn(form.show)
  const columns = textsIn(form.order).filter((key) => shown.includes(key))
  const [moved = '', way] = (textsIn(form.move)[0] ?? '').split(' ')
  const from = columns.indexOf(moved)
  if (from < 0) return columns
  const to = Math.min(Math.max(from + (way === 'up' ? -1 : 1), 0), columns.length - 1)
  const rest = columns.filter((key) => key !== moved)
  return [...rest.slice(0, to), moved, ...rest.slice(to)]
}

function textsIn(field: Form[string] | undefined): string[] {
  return [field].flat().filter((text): text is string => typeof text === 'string')
}

/** POST /deals/saved: the list that the form came from, under a name. */
export function saveList(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  return submit(
    c,
    'save',
    async ({ name = '', shared, back }) => {
      const list = await listToSave(ctx, listAddress(c, back))
      const saved = await saveFilter(ctx, { name, ...list, shared: shared === '1' })
      return goOn(c, savedHref(saved), `“${saved.name}” is saved.`)
    },
    (refusal) => showDealList(c, listAddress(c, refusal.typed.back), refusal),
  )
}

/** POST /deals/saved/:id/update: from now on it shows what the list shows. */
export function updateSaved(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  return submit(
    c,
    'update',
    async ({ back }) => {
      const saved = await updateFilter(ctx, { id: idIn(c), ...(await listToSave(ctx, listAddress(c, back))) })
      return goOn(c, savedHref(saved), `“${saved.name}” is updated.`)
    },
    (refusal) => showDealList(c, listAddress(c, refusal.typed.back), refusal),
  )
}

/** POST /deals/saved/:id/edit: another name, shared or not. */
export function renameSaved(c: Context<WebEnv>): Promise<Response> {
  const ctx = ctxIn(c)
  return submit(
    c,
    'rename',
    async ({ name = '', shared }) => {
      const sharing = ctx.actor.role === 'rep' ? {} : { shared: shared === '1' }
      const saved = await updateFilter(ctx, { id: idIn(c), name, ...sharing })
      return goOn(c, savedHref(saved), `“${saved.name}” is saved.`)
    },
    (refusal) => showDealList(c, listAddress(c, refusal.typed.back), refusal),
  )
}

/** POST /deals/saved/:id/delete */
export function deleteSaved(c: Context<WebEnv>): Promise<Response> {
  return submit(
    c,
    'delete',
    async () => goOn(c, '/deals', `“${(await deleteFilter(ctxIn(c), idIn(c))).name}” is deleted. No deal was touched.`),
    (refusal) => showDealList(c, listAddress(c, undefined), refusal),
  )
}

async function listToSave(ctx: Ctx, address: string) {
  const { page, sort, columns } = await readDealList(ctx, address)
  return { query: savedQuery(page), sort, columns }
}

function idIn(c: Context): string {
  return c.req.param('id') ?? ''
}
