/** 1 for what is there, -1 for what is there no more. */
export interface Signed {
  readonly sign: number
  readonly count: number
}

/** Rows with the same words added up in their numbers, by their signs; those that came to nothing are left out. */
export function together<Row extends Signed>(
  rows: readonly Row[],
  words: readonly (keyof Row)[],
  numbers: readonly (keyof Row)[],
): Omit<Row, 'sign'>[] {
  const sums = new Map<string, Record<keyof Row, unknown>>()
  for (const row of rows) {
    const key = words.map((word) => row[word]).join('|')
    const known = sums.get(key)
    const sum = known ?? { ...row }
    for (const number of numbers) {
      sum[number] = (known ? Number(known[number]) : 0) + row.sign * Number(row[number])
    }
    sums.set(key, sum)
  }
  const all = [...sums.values()].map(({ sign, ...row }) => row as unknown as Omit<Row, 'sign'> & Signed)
  return all.filter(({ count }) => count !== 0)
}
