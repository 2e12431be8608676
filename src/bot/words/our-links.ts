import { type FilterWords, LIST_KEYS } from '../../core/index.ts'

/** A page of the dashboard that a line can be said about; a report without an id is the overview. */
export type OurPage = { kind: 'deal'; number: number } | { kind: 'report'; id: string | null }

/** Which page an address leads to; null for other sites, and for pages that are nobody else's business. */
export function pageAt(address: string, publicUrl: string): OurPage | null {
  const url = URL.parse(address)
  const base = new URL(publicUrl)
  if (url?.origin !== base.origin) return null
  const path = url.pathname.replace(/\/+$/, '')
  const [, number] = /^\/deals\/(?:D-)?(\d{1,9})$/i.exec(path) ?? []
  if (number) return { kind: 'deal', number: Number(number) }
  if (path === '') return { kind: 'report', id: null }
  const [, id = null] = /^\/reports\/([a-z0-9-]+)$/.exec(path) ?? []
  return id ? { kind: 'report', id } : null
}

/** What the page is narrowed down by. */
export function filtersIn(address: string): FilterWords {
  const query = new URL(address).searchParams
  const said = (key: string): string[] => query.getAll(key).filter((value) => value.trim() !== '')
  const keys = [...new Set(query.keys())].filter((key) => said(key).length > 0)
  return Object.fromEntries(
    keys.map((key) => [key, LIST_KEYS.some((list) => list === key) ? said(key) : said(key).at(-1)]),
  )
}
