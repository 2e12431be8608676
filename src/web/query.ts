/** One filter as it stands in the address. */
export type FilterEntry = readonly [key: string, value: string]

/** The entries as a query for a link, "" when there are none. */
export function queryOf(entries: readonly FilterEntry[]): string {
  const query = new URLSearchParams(entries.map(([key, value]): [string, string] => [key, value])).toString()
  return query && `?${query}`
}
